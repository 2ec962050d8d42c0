"""The type of a page that is not an article, or not a complete one."""
