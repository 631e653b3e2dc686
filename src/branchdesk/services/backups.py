"""Backups as the window and the command line ask for them."""

from __future__ import annotations

from branchdesk.store.backups import Backup, folder_of, in_folder, listed, remove, take, verify

__all__ = ["Backup", "folder_of", "in_folder", "listed", "remove", "take", "verify"]
