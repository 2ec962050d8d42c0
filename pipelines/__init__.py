"""Item pipelines, one step per file: a pure function from ``crawler.normalize`` and a thin class."""
