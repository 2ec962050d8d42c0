"""Drift of a source against its own history: from histories to findings to alarms, without I/O."""
