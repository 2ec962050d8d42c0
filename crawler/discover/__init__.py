"""Find links to articles in feeds, sitemaps and section pages. Pure."""
