"""Pages are read beside the download: jobs and answers, the processes that work on them, and the pool of these."""
