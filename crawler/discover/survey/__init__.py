"""A look at where a publisher's articles are listed: what answers, what looks wrong, and the source file of it."""
