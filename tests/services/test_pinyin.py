"""The search keys of names, made from remembered syllables, are those that pypinyin makes of the whole name."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from branchdesk.domain.names import split_surname
from branchdesk.services.people.people import pinyin_keys

# Characters that phrases read otherwise than they read alone, and some of no phrase at all.
CHARACTERS = sorted({character for phrase in list(PHRASES_DICT)[:4000] for character in phrase})


def syllables_of_the_whole(name: str) -> list[str]:
    reading, rest = split_surname(name)
    return [*reading.split(), *(part.lower() for part in lazy_pinyin(rest))]


@given(st.text(st.sampled_from(CHARACTERS), min_size=1, max_size=4) | st.sampled_from(sorted(PHRASES_DICT)[:2000]))
@example("单长乐")
@example("陆重庆")
@example("阿卜杜拉Ａli")
def test_the_keys_are_those_of_the_whole_name(name: str) -> None:
    name = "".join(character for character in name if character.isalpha())
    assert pinyin_keys(name)[1].split() == " ".join(syllables_of_the_whole(name)).split()


@pytest.mark.parametrize(("name", "keys"), [("陆重庆", ("lcq", "lu chong qing")), ("何重", ("hz", "he zhong"))])
def test_a_phrase_within_a_name_is_read_as_a_phrase(name: str, keys: tuple[str, str]) -> None:
    assert pinyin_keys(name) == keys
