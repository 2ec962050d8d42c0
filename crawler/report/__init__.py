"""Reports on runs and records."""
