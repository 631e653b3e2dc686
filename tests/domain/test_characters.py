"""Characters that do not belong in a name are seen, with what should stand there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.characters import Drawn, Odd, Oddity, is_han, odd_in


@pytest.mark.parametrize(
    "name",
    ["张三", "欧阳冲", "龚䶮", "李𬭎", "王㛃", "何𬱖", "𠮷川", "买买提·艾山", "王〇", "Anna Wang", "Ōe", "", "\ufa0e"],
)
def test_names_as_people_bear_them_are_not_doubted(name: str) -> None:
    assert odd_in(name) == ()


@pytest.mark.parametrize(
    ("name", "character", "oddity", "instead"),
    [
        ("龚\ue863", "\ue863", Oddity.OLD_CODE, "䶮"),
        ("陈\ue857", "\ue857", Oddity.OLD_CODE, "䲟"),
        ("龚\ue000", "\ue000", Oddity.PRIVATE, ""),
        ("龚\U000f1234", "\U000f1234", Oddity.PRIVATE, ""),
        ("王\uf9a8", "\uf9a8", Oddity.COMPATIBILITY, "令"),
        ("\u2f4f生", "\u2f4f", Oddity.RADICAL, "毋"),
        ("王\u2f25", "\u2f25", Oddity.RADICAL, "女"),
        ("王\u2ebc", "\u2ebc", Oddity.RADICAL, ""),
        ("王\u25cb", "\u25cb", Oddity.RING, "〇"),
        ("王O", "O", Oddity.RING, "〇"),
        ("王y", "y", Oddity.LETTER, ""),
        ("葛\U000e0100", "\U000e0100", Oddity.UNSEEN, ""),
        ("王\x07伟", "\x07", Oddity.UNSEEN, ""),
        ("王\ufffd", "\ufffd", Oddity.BROKEN, ""),
        ("王\U00030edd", "\U00030edd", Oddity.BEYOND_STANDARD, ""),
    ],
)
def test_an_odd_character_is_seen(name: str, character: str, oddity: Oddity, instead: str) -> None:
    assert odd_in(name) == (Odd(character, oddity, instead),)


@given(st.text())
def test_what_should_stand_there_is_a_character_that_may(text: str) -> None:
    odd = odd_in(text)
    assert len({one.character for one in odd}) == len(odd)
    assert all(is_han(one.instead) for one in odd if one.instead)
    assert all(one.character in text and not is_han(one.character) for one in odd)


def test_a_face_has_what_its_runs_hold() -> None:
    drawn = Drawn("4E00-4E02 4E10 20000-20001")
    held = "\u4e00\u4e02\u4e10\U00020000\U00020001"
    assert all(character in drawn for character in held)
    assert not any(character in drawn for character in "A\u3400\u4e03\u4e0f\u4e11\U00020002\U0010ffff")
    assert "\u4e00" not in Drawn("")
