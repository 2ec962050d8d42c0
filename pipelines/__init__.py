"""Item pipelines, one step per file: a pure function from ``crawler.normalize`` and a thin class.

One that says ``pure = True`` needs nothing but the item: it runs where the page is read, in a worker process. What it
takes from ``crawler.normalize`` it imports there, and not at the top, so that the process that downloads need not.
"""
