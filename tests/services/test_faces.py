"""Which faces there are to choose from, which print, and how each looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from branchdesk.papers.blocks import Manuscript, Paragraph, Role, Span
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.press.printing import press
from branchdesk.services.papers import faces
from papers import reading
from papers.made_fonts import cut, save


def of(role: Role, house: House = USUAL) -> faces.RoleFaces:
    return next(one for one in faces.by_role(house) if one.role is role)


def printed_with(house: House) -> set[str]:
    manuscript = Manuscript("题", "支部", (Paragraph((Span("学习"),), "正文"),))
    return {name.partition("-")[0] for name in reading.faces(press(manuscript, house))} - {"BranchDeskSong"}


def test_a_machine_without_official_faces_prints_with_ours(font_folder: Path) -> None:
    del font_folder
    for one in faces.by_role(USUAL):
        assert [(choice.origin, choice.label) for choice in one.choices] == [("自带", f"自带{one.label}")]
        assert one.used == one.choices[0]
        assert not one.absent
    assert [one.label for one in faces.by_role(USUAL)] == ["小标宋", "仿宋", "楷体", "黑体", "宋体"]


def test_the_official_face_prints_and_all_are_to_choose_from(font_folder: Path) -> None:
    save(cut("仿宋_GB2312", "FangSong_GB2312"), font_folder / "a.ttf")
    save(cut("华文仿宋", "STFangsong", source="BranchDeskTitle-Regular"), font_folder / "b.ttf")
    fang = of(Role.FANG)
    assert [(one.key, one.origin, one.file) for one in fang.choices] == [
        ("仿宋_GB2312", "本机", "a.ttf"),
        ("华文仿宋", "本机", "b.ttf"),
        ("BranchDesk Fang", "自带", "BranchDeskFang-Regular.ttf"),
    ]
    assert fang.used == fang.choices[0]
    assert printed_with(USUAL) == {"FangSong_GB2312"}
    assert of(Role.KAI).used.origin == "自带"


@pytest.mark.parametrize(
    ("key", "printed"),
    [("华文仿宋", "STFangsong"), ("仿宋_GB2312", "FangSong_GB2312"), ("BranchDesk Fang", "BranchDeskFang")],
)
def test_what_was_chosen_prints(font_folder: Path, key: str, printed: str) -> None:
    save(cut("仿宋_GB2312", "FangSong_GB2312"), font_folder / "a.ttf")
    save(cut("华文仿宋", "STFangsong", source="BranchDeskTitle-Regular"), font_folder / "b.ttf")
    house = House(faces={Role.FANG: key})
    fang = of(Role.FANG, house)
    assert (fang.used.key, fang.chosen, fang.absent) == (key, key, False)
    assert printed_with(house) == {printed}


def test_a_choice_of_another_machine_counts_as_none_and_is_said_to_be_absent(font_folder: Path) -> None:
    save(cut("仿宋"), font_folder / "a.ttf")
    fang = of(Role.FANG, House(faces={Role.FANG: "汉仪仿宋"}))
    assert (fang.used.key, fang.absent) == ("仿宋", True)


def test_a_face_installed_meanwhile_is_found_and_prints(font_folder: Path) -> None:
    assert of(Role.FANG).used.origin == "自带"
    assert printed_with(USUAL) == {"BranchDeskFang"}
    save(cut("仿宋", "FangSong"), font_folder / "a.ttf")
    assert of(Role.FANG).used.key == "仿宋"
    assert printed_with(USUAL) == {"FangSong"}


def test_what_prints_without_a_choice_is_told_beside_what_was_chosen(font_folder: Path) -> None:
    save(cut("华文仿宋"), font_folder / "a.ttf")
    fang = of(Role.FANG, House(faces={Role.FANG: "华文仿宋"}))
    assert (fang.used.key, fang.automatic.key) == ("华文仿宋", "BranchDesk Fang")


def test_a_sample_shows_the_face_itself(font_folder: Path) -> None:
    save(cut("华文仿宋", source="BranchDeskTitle-Regular"), font_folder / "b.ttf")
    assert of(Role.FANG).choices[0].key == "华文仿宋"
    ours, theirs = faces.sample(Role.FANG, "", 96), faces.sample(Role.FANG, "华文仿宋", 96)
    assert ours.data != theirs.data
    assert 300 < ours.width < 800
    assert 20 < ours.height < 60
    assert min(ours.data[: ours.height * ours.stride]) < 50  # there is ink
    assert faces.sample(Role.FANG, "BranchDesk Fang", 96) == ours
