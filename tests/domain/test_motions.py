"""A motion about somebody's way into the Party is recognised however a title words it."""

from __future__ import annotations

import pytest

from branchdesk.domain.motions import MOTIONS, Motion, is_motion, motion_in, motion_of


@pytest.mark.parametrize("motion", MOTIONS, ids=lambda motion: motion.name)
def test_a_motion_is_recognised_by_its_own_words(motion: Motion) -> None:
    title = motion.about("何霞")
    assert motion_of(title, "何霞") is motion
    assert is_motion(title)


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("讨论何霞同志转正", True),
        ("审查何霞同志转正申请", True),
        ("研究吸收赵爽为中共预备党员", True),
        ("关于延长何霞预备期的意见", True),
        ("通报上月党费收缴情况", False),
        ("研究入党积极分子赵爽半年考察意见", False),
        ("预备党员教育安排", False),
    ],
)
def test_other_wordings_are_told_apart(title: str, *, is_one: bool) -> None:
    assert is_motion(title) is is_one
    assert motion_of(title, "何霞") is None


def test_which_motion_a_title_is_about_is_recognised() -> None:
    titles = ("讨论何霞同志转正", "研究吸收赵爽为中共预备党员", "关于延长何霞预备期的意见", "取消何霞同志预备党员资格")
    assert [motion_in(title) for title in titles] == list(MOTIONS)
    assert motion_in("通报上月党费收缴情况") is None
