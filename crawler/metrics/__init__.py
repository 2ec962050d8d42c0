"""Counts of runs: tallies by source, receipts, drift against a source's own history, metrics."""
