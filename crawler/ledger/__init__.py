"""What is owed, what has been seen and what has been delivered. SQL is spoken here and nowhere else."""

from crawler.ledger.connection import LedgerError
from crawler.ledger.model import Known, Lease, Ledger, Record, Settlement, Task, Validators
from crawler.ledger.sqlite import SqliteLedger, open_ledger

__all__ = [
    "Known",
    "Lease",
    "Ledger",
    "LedgerError",
    "Record",
    "Settlement",
    "SqliteLedger",
    "Task",
    "Validators",
    "open_ledger",
]
