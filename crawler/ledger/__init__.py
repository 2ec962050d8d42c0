"""What is owed, what has been seen and what has been delivered. SQL is spoken here and nowhere else."""

from crawler.ledger.model import Known, Lease, Ledger, Record, Settlement, Task, Validators
from crawler.ledger.sqlite.connection import LedgerError
from crawler.ledger.sqlite.ledger import SqliteLedger, open_ledger

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
