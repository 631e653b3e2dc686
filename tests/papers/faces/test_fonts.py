"""Every character has a face, or is named before anything is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from branchdesk.domain.agenda import PersonRef, Speech, Topic
from branchdesk.errors import Refusal, Trouble
from branchdesk.papers.blocks import Role
from branchdesk.papers.faces.fonts import Faces, bundled
from papers.samples import make_minutes, meeting, record

NOBODY_HAS = "\U0002fa1d\U0001f600"  # a compatibility ideograph and a smiling face


def test_what_the_role_lacks_is_drawn_in_as_light_a_hand_or_by_the_wide_face() -> None:
    faces = bundled()
    assert faces.name("䶮", Role.FANG) not in {faces.name("学", Role.FANG), faces.name("䶮", Role.KAI)}
    assert faces.name("䶮", Role.SONG) == faces.name("学", Role.KAI)
    assert faces.name("囍", Role.FANG) == faces.name("学", Role.KAI)  # no character of the standard's table
    assert faces.missing("李𬭎、陈䶮、赵㛃、𬱖、𠮷、买买提·艾山“”…—", Role.FANG) == ""


def test_a_character_without_a_face_is_named_with_its_section() -> None:
    assert bundled().missing(f"学{NOBODY_HAS}习", Role.FANG) == NOBODY_HAS
    speech = Speech(PersonRef("陈䶮"), "好\U0001f600")
    with pytest.raises(Refusal) as refused:
        make_minutes(record(of=meeting(), branch="\U0002fa1d支部", agenda=(Topic("研究", speeches=(speech,)),)))
    assert refused.value.code == "missing_glyph"
    assert "U+2FA1D（见标题）" in refused.value.sentence
    assert "“\U0001f600”U+1F600（见议题“研究”，陈䶮的发言）" in refused.value.sentence


def test_a_character_in_many_places_is_named_briefly() -> None:
    speeches = tuple(Speech(PersonRef(f"某{at}"), "好\U0001f600") for at in range(50))
    with pytest.raises(Refusal) as refused:
        make_minutes(record(agenda=(Topic("题" * 99, speeches=speeches),)))
    assert "等50处" in refused.value.sentence
    assert len(refused.value.sentence) < 200


def test_half_a_character_is_refused_and_not_shown() -> None:
    with pytest.raises(Refusal) as refused:
        make_minutes(record(branch="第\ud842支部"))
    refused.value.sentence.encode()
    assert "U+D842" in refused.value.sentence


@pytest.mark.parametrize("content", [None, "not toml", "[[face]]\nroles=['kai']\nfile='none.ttf'\n"])
def test_a_damaged_installation_is_the_worlds_trouble(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "fonts.toml").write_text(content, encoding="utf-8")
    with pytest.raises(Trouble) as trouble:
        Faces(tmp_path).name("学", Role.KAI)
    assert trouble.value.code == "font_unreadable"
