"""Read pages in worker processes: jobs and answers, the workers, and their pool."""
