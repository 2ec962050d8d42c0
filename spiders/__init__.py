"""Spiders: all requests are made here; each file is one way to get pages."""
