"""The ledger of a crawl: pending, seen and delivered requests, behind one protocol, :class:`Ledger`."""

from crawler.ledger.errors import LedgerError
from crawler.ledger.model import Completion, Known, Lease, Record, Task, Validators
from crawler.ledger.protocol import Ledger
from crawler.ledger.registry import open_ledger

__all__ = ["Completion", "Known", "Lease", "Ledger", "LedgerError", "Record", "Task", "Validators", "open_ledger"]
