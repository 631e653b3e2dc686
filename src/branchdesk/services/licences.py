"""Whose work is in the program, as 关于 shows it."""

from branchdesk.files.licences import Part, parts, text

__all__ = ["Part", "parts", "text"]
