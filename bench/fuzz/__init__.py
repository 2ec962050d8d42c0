"""Damaged and hostile input for everything that reads what strangers wrote.

Each kind of input is a part: a module here with what :class:`bench.fuzz.part.Part` asks for. ``bench/fuzz/run`` finds
the parts by themselves, measures them and writes the table; ``tests/test_fuzz.py`` runs a few cases of each.
"""
