"""Documents of study: when two titles name the same text."""

from __future__ import annotations

import unicodedata


def title_key(title: str) -> str:
    """Give a title without marks, blanks and width: what stays the same however somebody writes it.

    《求是》 and 求是, full and half width, quotation marks of any kind are one.
    """
    plain = unicodedata.normalize("NFKC", title).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
