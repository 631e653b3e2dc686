"""The verbs: each takes the open store, does one thing in one transaction, and says what it changed."""

from branchdesk.store.engine import Branch, Store
from branchdesk.store.history import Changes, Step

__all__ = ["Branch", "Changes", "Step", "Store"]
