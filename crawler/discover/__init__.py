"""Feeds, sitemaps and section pages → Links, pure."""
