"""Names in the order of strokes, over a few characters that are known."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.names import parted
from branchdesk.domain.strokes import Strokes

# 一 丁 七 | 王 | 欧 | 阳 | 伟 | 明, and 〇 of which only the number is known
TABLE = "4E00 1a 12a\n4E03 15a\n738B 1121a\n6B27 13453534a\n9633 522511a\n4F1F 321152a\n660E 25113511\n3007 1?\n"


@pytest.fixture
def known() -> Strokes:
    return Strokes("\n".join(sorted(TABLE.splitlines(), key=lambda line: int(line.split()[0], 16))))


def test_characters_have_as_many_strokes_as_the_table_says(known: Strokes) -> None:
    assert [known.number(character) for character in "一丁七王明〇"] == [1, 2, 2, 4, 8, 1]
    assert [known.number(character) for character in "丂龘A\U0010ffff\x00"] == [None] * 5


@pytest.mark.parametrize(
    "names",
    [
        ["一", "丁", "七", "王", "欧"],  # fewer strokes first, then 横 竖 … 折
        ["王", "王一", "王伟", "王明", "王一明"],  # names of two characters before longer ones
        ["王一丁", "王一七", "王丁一"],
        ["欧一", "欧伟明", "欧阳一", "欧阳一丁"],  # 欧 before 欧阳, of whom 欧阳一 has one character more
        ["一明", "〇明"],  # who is not known in full follows those of the same number
        ["欧阳明", "龘一", "龘丁"],  # who is not known at all comes last
        ["欧明", "A"],
    ],
)
def test_names_stand_in_the_order_of_their_strokes(known: Strokes, names: list[str]) -> None:
    for shuffled in permutations(names):
        assert sorted(shuffled, key=known.name_key) == names


@given(st.text(alphabet="一丁七王欧阳伟明〇龘A· ", max_size=5), st.text(alphabet="一丁七王欧阳伟明〇龘A· ", max_size=5))
def test_two_names_have_one_key_only_if_they_are_one(one: str, other: str) -> None:
    known = Strokes("3007 1?\n4E00 1a 12a\n")
    same = "".join(parted(one)) == "".join(parted(other))
    assert (known.name_key(one) == known.name_key(other)) == same


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("王伟", ("王", "伟")),
        ("欧阳冲", ("欧阳", "冲")),
        ("欧阳", ("欧", "阳")),
        ("买买提·艾山", ("买", "买提艾山")),
        ("王\u3000伟", ("王", "伟")),
        ("王", ("王", "")),
        ("", ("", "")),
    ],
)
def test_a_name_has_a_surname_and_a_given_name(name: str, parts: tuple[str, str]) -> None:
    assert parted(name) == parts
