"""The guide's one source as blocks, from which the screen and the paper are made alike.

A few signs of Markdown are all of it: `# title {key}` begins a chapter, `## ` a section, `1. ` a step, `- ` a point,
`> ` what must not be overlooked, `| keys | what they do |` a pair, `![caption](file)` a picture; any other line is a
paragraph. What stands in “ ” is a word that the program shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a passage is."""

    SECTION = "section"
    STEP = "step"
    POINT = "point"
    WARNING = "warning"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; a step has its number."""

    kind: Kind
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Pairs:
    """Keys, and what they do: a table of two columns."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture by the name of its file, with a caption."""

    file: str
    caption: str


Block = Passage | Pairs | Shot


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter by its key, its title, and what stands in it."""

    key: str
    title: str
    blocks: tuple[Block, ...]

    def text(self) -> str:
        """Give all its words, for a search."""
        return "\n".join([self.title, *(_words(block) for block in self.blocks)])

    def shots(self) -> tuple[str, ...]:
        """Give the files of its pictures."""
        return tuple(block.file for block in self.blocks if isinstance(block, Shot))


_CHAPTER = re.compile(r"# (?P<title>.+) \{(?P<key>[\w.-]+)\}")
_STEP = re.compile(r"(?P<number>\d+)\. (?P<text>.+)")
_SHOT = re.compile(r"!\[(?P<caption>[^\]]*)\]\((?P<file>[\w.-]+)\)")
_PAIR = re.compile(r"\| (?P<keys>.+?) \| (?P<what>.+?) \|")
_SIGNS = {"## ": Kind.SECTION, "- ": Kind.POINT, "> ": Kind.WARNING}
_QUOTED = re.compile("(“[^”]*”)")


def parse(source: str) -> tuple[Chapter, ...]:
    """Read chapters from their source. ValueError where a line stands before the first chapter."""
    chapters: list[tuple[str, str, list[Block]]] = []
    for line in filter(None, map(str.strip, source.splitlines())):
        if begun := _CHAPTER.fullmatch(line):
            chapters.append((begun["key"], begun["title"], []))
        elif not chapters:
            raise ValueError(line)
        else:
            _add(chapters[-1][2], line)
    return tuple(Chapter(key, title, tuple(blocks)) for key, title, blocks in chapters)


def runs(text: str) -> tuple[tuple[str, bool], ...]:
    """Part a text into its pieces, and say of each whether it is a word that the program shows."""
    return tuple((part, part.startswith("“")) for part in _QUOTED.split(text) if part)


def _add(blocks: list[Block], line: str) -> None:
    if shot := _SHOT.fullmatch(line):
        blocks.append(Shot(shot["file"], shot["caption"]))
    elif pair := _PAIR.fullmatch(line):
        before = blocks[-1] if blocks else None
        if isinstance(before, Pairs):
            blocks[-1] = Pairs((*before.rows, (pair["keys"], pair["what"])))
        else:
            blocks.append(Pairs(((pair["keys"], pair["what"]),)))
    elif step := _STEP.fullmatch(line):
        blocks.append(Passage(Kind.STEP, step["text"], int(step["number"])))
    else:
        kind = next((kind for sign, kind in _SIGNS.items() if line.startswith(sign)), Kind.TEXT)
        blocks.append(Passage(kind, line if kind is Kind.TEXT else line.partition(" ")[2]))


def _words(block: Block) -> str:
    match block:
        case Passage():
            return block.text
        case Pairs():
            return "\n".join(f"{keys} {what}" for keys, what in block.rows)
        case Shot():
            return block.caption
