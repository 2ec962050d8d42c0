"""Item pipelines, one step per file: a pure function from ``crawler.normalize`` and a thin class.

A pipeline with ``pure = True`` needs only the item and runs in the worker process that reads the page. It imports from
``crawler.normalize`` inside its method, so that the download process does not load those modules.
"""
