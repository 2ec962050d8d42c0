"""What is owed, what has been seen and what has been delivered. SQL is spoken here and nowhere else."""

from crawler.ledger.model import Completion, Known, Lease, Ledger, Record, Task, Validators
from crawler.ledger.sqlite.connection import LedgerError
from crawler.ledger.sqlite.ledger import SqliteLedger, open_ledger

__all__ = [
    "Completion",
    "Known",
    "Lease",
    "Ledger",
    "LedgerError",
    "Record",
    "SqliteLedger",
    "Task",
    "Validators",
    "open_ledger",
]
