"""What typed text finds among names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain.names import matches
from branchdesk.services.people.people import pinyin_keys

PEOPLE = ("张三", "赵爽", "欧阳冲", "章淑芬", "买买提·艾山", "曾子墨", "单田芳", "解晓东", "李𬭎", "Anna Wang")


def found(text: str) -> list[str]:
    return [name for name in PEOPLE if matches(text, name, *pinyin_keys(name))]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("张", ["张三"]),
        ("三", ["张三"]),
        ("zs", ["张三", "赵爽", "章淑芬"]),
        ("ZS", ["张三", "赵爽", "章淑芬"]),
        ("zhangs", ["张三", "章淑芬"]),
        ("zhang s", ["张三", "章淑芬"]),
        ("zhangsan", ["张三"]),
        ("zhsh", ["赵爽", "章淑芬"]),
        ("oyc", ["欧阳冲"]),
        ("ouyang", ["欧阳冲"]),
        ("oych", ["欧阳冲"]),
        ("欧阳", ["欧阳冲"]),
        ("艾山", ["买买提·艾山"]),
        ("买买提·艾山", ["买买提·艾山"]),
        ("买买提艾山", ["买买提·艾山"]),
        ("张 三", ["张三"]),
        ("mmt", ["买买提·艾山"]),
        ("maimai", ["买买提·艾山"]),
        ("zengzi", ["曾子墨"]),
        ("shan", ["单田芳"]),
        ("xie", ["解晓东"]),
        ("anna", ["Anna Wang"]),
        ("anna w", ["Anna Wang"]),
        ("𬭎", ["李𬭎"]),
        ("san", []),
        ("hang", []),
        ("zx", []),
        ("龘", []),
    ],
)
def test_typed_text_finds_names(typed: str, names: list[str]) -> None:
    assert found(typed) == names


def test_nothing_typed_is_everybody() -> None:
    assert found("") == found("  ") == list(PEOPLE)


@given(st.sampled_from(PEOPLE), st.data())
def test_beginnings_of_all_syllables_find_the_name(name: str, data: st.DataObject) -> None:
    initials, pinyin = pinyin_keys(name)
    typed = "".join(part[: data.draw(st.integers(1, len(part)))] for part in pinyin.split())
    assert matches(typed, name, initials, pinyin)


@given(st.sampled_from(PEOPLE), st.text(alphabet="abcdeghilmnosuxyz ", max_size=6))
def test_what_is_found_begins_the_syllables_in_order(name: str, typed: str) -> None:
    initials, pinyin = pinyin_keys(name)
    if matches(typed, name, initials, pinyin) and typed.replace(" ", "") not in name.lower().replace(" ", ""):
        assert typed.replace(" ", "")[:1] == initials[:1]


def test_a_character_nobody_can_read_does_no_harm() -> None:
    assert pinyin_keys("") == ("", "")
    assert pinyin_keys("·") == ("", "")
    assert matches("李", "李𬭎", *pinyin_keys("李𬭎"))
