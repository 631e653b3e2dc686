"""使用说明 and 新增内容 are whole, and speak of the program as it is: no word, picture or version that is not there."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import branchdesk
from branchdesk.domain.guide import Chapter, Kind, Pairs, Passage, Shot, parse, runs
from branchdesk.services import guide
from branchdesk.services.papers import guide_papers
from branchdesk.services.papers.papers import PAPERS
from papers.reading import pages, squeezed

SOURCE = Path(branchdesk.__file__).parent
ROOT = Path(__file__).parents[2]
SMALL = 1_500_000  # bytes of all pictures
# What follows a word on its button or in its menu, and is no part of it in a sentence.
FOLLOWS = re.compile(r"\t.*$|\s+Ctrl\+\S+$|\s*▾$|…$|[。：]$")


@cache
def words() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Give every text that people may see, and those with a word to fill in as patterns."""
    whole: set[str] = set()
    patterns: set[str] = set()
    for room in ("ui", "words", "ledgers"):
        for file in (SOURCE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    whole.update((node.value, FOLLOWS.sub("", node.value)))
                elif isinstance(node, ast.JoinedStr):
                    parts = (
                        re.escape(str(one.value)) if isinstance(one, ast.Constant) else "(.+)" for one in node.values
                    )
                    patterns.add("".join(parts))
    return frozenset(whole), tuple(map(re.compile, patterns))


def is_there(word: str) -> bool:
    """Say whether the program has a word, whole or put together of words that it has."""
    whole, patterns = words()
    if word in whole or FOLLOWS.sub("", word) in whole:
        return True
    return any(set(found.groups()) <= whole for one in patterns if (found := one.fullmatch(word)))


def quoted(chapter: Chapter) -> set[str]:
    """Give the words that a chapter says are shown."""
    return {text.strip("“”") for text, is_word in runs(chapter.text()) if is_word}


@pytest.mark.parametrize("chapter", [*guide.chapters(), *guide.news()], ids=lambda chapter: chapter.key)
def test_every_word_that_is_quoted_is_one_of_the_programs(chapter: Chapter) -> None:
    assert {word for word in quoted(chapter) if not is_there(word)} == set()


def test_a_word_that_is_gone_would_be_missed() -> None:
    assert quoted(parse("# 甲 {a}\n按“查无此钮…”。")[0]) == {"查无此钮…"}
    assert not is_there("查无此钮…")
    assert not is_there("新增查无此物")
    assert is_there("新增党员")


def test_every_picture_is_there_and_shown_and_all_are_small() -> None:
    named = [name for chapter in guide.chapters() for name in chapter.shots()]
    there = {file.name: file.stat().st_size for file in guide.picture(".").iterdir()}
    assert sorted(named) == sorted(there)
    assert sum(there.values()) < SMALL


def test_chapters_have_keys_of_their_own_and_something_to_say() -> None:
    chapters = guide.chapters()
    assert len({chapter.key for chapter in chapters}) == len(chapters) == 12
    for chapter in chapters:
        steps = [block.number for block in chapter.blocks if isinstance(block, Passage) and block.number]
        assert chapter.blocks
        assert all(later in {1, earlier + 1} for earlier, later in pairwise(steps))
        assert not re.search(r"^[#>|!-]|\*\*|\{", "\n".join(_texts(chapter)), re.MULTILINE)  # a sign that was no sign


def test_this_version_says_first_what_is_new_in_it() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert guide.news()[0].key == version
    assert all(chapter.blocks for chapter in guide.news())


def test_the_guide_is_printed_without_a_branch() -> None:
    paper = guide_papers.make()
    contents, *text = [squeezed(page) for page in pages(paper)][1:]
    assert paper.pages <= 24
    for chapter in guide.chapters():
        title = squeezed(chapter.title)
        assert title in contents
        assert any(page.startswith(title) for page in text)
    assert "guide" in PAPERS


def test_what_is_written_is_read_as_it_is_meant() -> None:
    source = (
        "# 甲 {a}\n\n## 节\n1. 按“存”。\n- 点\n> 小心\n话\n| F1 | 帮助 |\n| F2 | 改 |\n![图](a.png)\n# 乙 {0.1.0}\n话"
    )
    first, second = parse(source)
    assert first.blocks == (
        Passage(Kind.SECTION, "节"),
        Passage(Kind.STEP, "按“存”。", 1),
        Passage(Kind.POINT, "点"),
        Passage(Kind.WARNING, "小心"),
        Passage(Kind.TEXT, "话"),
        Pairs((("F1", "帮助"), ("F2", "改"))),
        Shot("a.png", "图"),
    )
    assert (first.key, second.key, second.title) == ("a", "0.1.0", "乙")
    assert runs("按“存”。") == (("按", False), ("“存”", True), ("。", False))
    with pytest.raises(ValueError, match="话"):
        parse("话\n# 甲 {a}")


def _texts(chapter: Chapter) -> list[str]:
    return [block.text for block in chapter.blocks if isinstance(block, Passage)]
