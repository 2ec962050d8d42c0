"""Drift of a source against its own history: histories → findings → alarms, pure."""
