"""The order of names by the strokes of the surname (按姓氏笔画), as lists of names keep it.

Character by character: fewer strokes come first; of the same number, the strokes themselves decide in the order 横 竖
撇 点 折 (GF 3003-1999). After the same surname the names of one more character stand before longer ones. What this
module needs to know of characters is handed to it: docs/decisions/0010-names.md says where that comes from.
"""

from __future__ import annotations

from bisect import bisect_right

from branchdesk.domain.names import parted

# Between characters, and after the surname: both sort before anything that a character's key begins with, and the end
# of a surname before another character of it, so that 欧明 stands before 欧阳明.
_NEXT, _GIVEN = ",", "!"
_ONE, _MORE = "1", "2"
_UNKNOWN = "99"  # more strokes than any character has


class Strokes:
    """How the known characters are written. Memory is some 8 MB: make one where names are written, and keep it."""

    def __init__(self, table: str) -> None:
        """Take lines, each a first character's code and a key for it and for each that follows it.

        A key has the strokes as digits from 1 (横) to 5 (折), and a letter that breaks ties; or only their number and a
        question mark.
        """
        self._first: list[int] = []
        self._runs: list[list[str]] = []
        self._keys: dict[str, str] = {}  # of the characters that were asked for
        for line in table.splitlines():
            code, *keys = line.split(" ")
            self._first.append(int(code, 16))
            self._runs.append(keys)

    def number(self, character: str) -> int | None:
        """Give how many strokes a character has, or None where nobody counted them."""
        key = self._find(character)
        if key is None:
            return None
        return int(key[:-1]) if key.endswith("?") else len(key.rstrip("abcdefghijklmnopqrstuvwxyz"))

    def name_key(self, name: str) -> str:
        """Give the text that sorts a name among others by strokes, code point by code point."""
        surname, given = parted(name)
        key = _NEXT.join(self._key(character) for character in surname)
        if not given:
            return key
        length = _ONE if len(given) == 1 else _MORE
        return key + _GIVEN + length + _NEXT.join(self._key(character) for character in given)

    def _key(self, character: str) -> str:
        """Give a character's number of strokes, the strokes, and what tells it from others written with the same."""
        if character not in self._keys:
            self._keys[character] = self._key_of(character)
        return self._keys[character]

    def _key_of(self, character: str) -> str:
        key, number = self._find(character), self.number(character)
        if key is None or number is None:
            return f"{_UNKNOWN}~{character}"
        if key.endswith("?"):
            return f"{number:02}~{character}"
        return f"{number:02}{key}" if key[-1].isalpha() else f"{number:02}{key}~{character}"

    def _find(self, character: str) -> str | None:
        code = ord(character)
        run = bisect_right(self._first, code) - 1
        place = code - self._first[run] if run >= 0 else -1
        return self._runs[run][place] if 0 <= place < len(self._runs[run]) else None
