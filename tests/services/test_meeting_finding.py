"""Meetings found by anything that stands in their records, and told where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

import builders
from branchdesk.domain.agenda import (
    Document,
    FirstTopic,
    Lecture,
    Measure,
    PersonRef,
    Speech,
    Topic,
)
from branchdesk.domain.meetings import (
    Attendance,
    HeadCounts,
    Mark,
    Meeting,
    MeetingKind,
    Override,
    Presence,
)
from branchdesk.services import Store
from branchdesk.services.meetings import meeting_finding, meetings
from branchdesk.services.meetings.meeting_finding import Role, Standing, Wanted
from branchdesk.store.finding import CORNERS
from branchdesk.words.finding import PLACES
from branchdesk.words.meetings import STATES

Kept = tuple[Store, dict[str, str], list[PersonRef]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """Lend four meetings, each with words of its own, their identifiers by name, and the people on the roster."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRANCHDESK_TODAY", builders.TODAY.isoformat())
        store = builders.new_branch(tmp_path_factory.mktemp("finding") / "支部.branchdesk")
        rows = zip(builders.PEOPLE, builders.fill(store), strict=True)
        people = [PersonRef(facts["name"], person) for facts, person in rows]
        yield store, {key: meetings.save(store, one).id for key, one in records(people).items()}, people
        store.close()


def records(people: list[PersonRef]) -> dict[str, Meeting]:
    zhang, li, wang, _, he, _ = people
    present = Attendance(
        Presence.PRESENT, (Mark(li, Presence.ON_LEAVE, "出差办案"), Mark(he, Presence.ABSENT, "未说明"))
    )
    speech = Speech(wang, "窗口收件\n要当天录入ERP系统。")
    return {
        "branch": Meeting(
            MeetingKind.MEMBERS_MEETING,
            datetime.fromisoformat("2026-03-20T14:00"),
            title="半年小结",
            place="三楼会议室",
            chair=zhang,
            recorder=wang,
            attendance=present,
            agenda=(
                FirstTopic((Document("关于加强基层建设的意见", "人民日报"),), zhang),
                Topic("通报收支", "逐项说明开支。", (speech,), (Measure("更换灭火器", li, date(2026, 4, 1)),)),
            ),
            resolutions=("同意报账方案",),
        ),
        "lecture": Meeting(
            MeetingKind.PARTY_LECTURE,
            datetime.fromisoformat("2026-04-10T09:00"),
            attendance=Attendance(Presence.PRESENT),
            agenda=(Lecture("学党史", PersonRef("外请教授"), "一、缘起"),),
            observers=("纪检组两名同志",),
            volunteers=("骑手队",),
            partners=("医院支部",),
        ),
        "group": Meeting(
            MeetingKind.GROUP_MEETING,
            datetime.fromisoformat("2025-12-05T09:00"),
            group="第一党小组",
            chair=he,
            overrides=(Override(li, expected=True, reason="组长请来旁听"),),
        ),
        "old": Meeting(
            MeetingKind.THEME_DAY,
            datetime.fromisoformat("2025-06-30T00:00"),
            counted=HeadCounts(40, 38),
            text="参观纪念馆，100%参加。",
        ),
    }


def found(kept: Kept, wanted: Wanted) -> list[str]:
    store, ids, _ = kept
    names = {key: name for name, key in ids.items()}
    return [names[key] for key in meeting_finding.find(store, wanted).ids]


@pytest.mark.parametrize(
    ("text", "names", "spots"),
    [
        ("小结", ["branch"], ("主题：半年小结",)),
        ("收支", ["branch"], ("议题：通报收支",)),
        ("开支", ["branch"], ("议题 通报收支：逐项说明开支。",)),
        ("录入", ["branch"], ("发言 王伟：窗口收件 要当天录入ERP系统。",)),
        ("erp", ["branch"], ("发言 王伟：窗口收件 要当天录入ERP系统。",)),
        ("灭火", ["branch"], ("措施 李四：更换灭火器",)),
        ("报账", ["branch"], ("决议：同意报账方案",)),
        ("办案", ["branch"], ("原因 李四：出差办案",)),
        ("基层", ["branch"], ("学习篇目：关于加强基层建设的意见",)),
        ("人民日报", ["branch"], ("学习篇目：人民日报",)),
        ("三楼", ["branch"], ("地点：三楼会议室",)),
        ("教授", ["lecture"], ("领学、汇报：外请教授",)),
        ("缘起", ["lecture"], ("议题 学党史：一、缘起",)),
        ("纪检", ["lecture"], ("列席：纪检组两名同志",)),
        ("骑手", ["lecture"], ("志愿者：骑手队",)),
        ("医院", ["lecture"], ("共建单位：医院支部",)),
        ("旁听", ["group"], ("应到调整 李四：组长请来旁听",)),
        ("第一党", ["group"], ("党小组：第一党小组",)),
        ("纪念馆", ["old"], ("会议内容：参观纪念馆，100%参加。",)),
        ("100%", ["old"], ("会议内容：参观纪念馆，100%参加。",)),
        ("李四", ["lecture", "branch"], None),
        ("党课", ["lecture"], ()),
        ("第1次", ["lecture", "branch", "group", "old"], ()),
        ("2026", ["lecture", "branch"], ()),
        ("2026年3月", ["branch"], ()),
        ("2026.4.10", ["lecture"], ()),
        ("6月", ["old"], ()),
        ("12月5日", ["group"], ()),
        ("03-20", ["branch"], ()),
        ("收支 办案", ["branch"], ("议题：通报收支", "原因 李四：出差办案")),
        ("收支 缘起", [], None),
        ("党史 4月", ["lecture"], ("议题：学党史",)),
        ("%", ["old"], ("会议内容：参观纪念馆，100%参加。",)),
        ("_", [], None),
        ("找不到的", [], None),
        ("   ", ["lecture", "branch", "group", "old"], ()),
    ],
)
def test_any_words_of_a_record_find_it(kept: Kept, text: str, names: list[str], spots: tuple[str, ...] | None) -> None:
    assert found(kept, Wanted(text)) == names
    if spots is not None:
        assert meeting_finding.find(kept[0], Wanted(text), 1).meetings[0].spots == spots


def test_initials_find_whoever_was_there_or_away(kept: Kept) -> None:
    assert found(kept, Wanted("zs")) == ["lecture", "branch"]
    assert found(kept, Wanted("hx")) == ["lecture", "branch", "group"]
    (first,) = meeting_finding.find(kept[0], Wanted("hx 收支")).meetings
    assert first.spots == ("缺席：何霞", "议题：通报收支")


@pytest.mark.parametrize(
    ("place", "role", "names"),
    [
        (0, Role.CHAIR, ["branch"]),
        (0, Role.SPOKE, ["branch"]),
        (0, Role.PRESENT, ["lecture", "branch"]),
        (0, Role.RECORDER, []),
        (1, Role.AWAY, ["branch"]),
        (1, Role.PRESENT, ["lecture"]),
        (2, Role.RECORDER, ["branch"]),
        (2, Role.SPOKE, ["branch"]),
        (3, Role.SPOKE, []),
        (4, Role.AWAY, ["branch"]),
        (4, Role.CHAIR, ["group"]),
    ],
)
def test_a_person_is_found_by_the_part_they_had(kept: Kept, place: int, role: Role, names: list[str]) -> None:
    assert found(kept, Wanted(person=kept[2][place], roles=frozenset({role}))) == names


def test_somebody_of_no_branch_is_found_by_name_and_nobody_without_a_part(kept: Kept) -> None:
    assert found(kept, Wanted(person=PersonRef("外请教授"))) == ["lecture"]
    assert found(kept, Wanted(person=PersonRef("张三"), roles=frozenset())) == []


def test_kinds_period_document_and_state_narrow_together(kept: Kept) -> None:
    assert found(kept, Wanted(kinds=("party_lecture", "theme_day"))) == ["lecture", "old"]
    assert found(kept, Wanted(since=date(2025, 12, 5), until=date(2026, 3, 20))) == ["branch", "group"]
    assert found(kept, Wanted(since=date(2025, 12, 6), until=date(2026, 3, 19))) == []
    assert found(kept, Wanted(document="基层建设")) == ["branch"]
    assert found(kept, Wanted(document="人民日报")) == []
    assert found(kept, Wanted("的", kinds=("party_lecture",))) == []
    assert found(kept, Wanted(standing=Standing.DRAFT)) == ["lecture", "branch", "group", "old"]
    assert found(kept, Wanted(standing=Standing.CANCELLED)) == []


def test_what_is_still_to_come_is_no_draft(store: Store) -> None:
    meetings.save(store, Meeting(MeetingKind.THEME_DAY, datetime.fromisoformat("2026-12-05T09:00")))
    assert len(meeting_finding.find(store, Wanted(standing=Standing.PLANNED)).ids) == 1
    assert meeting_finding.find(store, Wanted(standing=Standing.DRAFT)).ids == ()


def test_only_the_first_are_told_of_but_all_are_found(kept: Kept) -> None:
    few = meeting_finding.find(kept[0], Wanted(), 2)
    assert len(few.ids) == 4
    assert tuple(one.id for one in few.meetings) == few.ids[:2]
    assert few.meetings[1].chair == "张三"
    assert (few.meetings[1].present, few.meetings[1].on_leave, few.meetings[1].absent) == (3, 1, 1)


def test_how_far_a_meeting_is_has_the_words_of_the_list() -> None:
    assert set(Standing) == set(STATES)


def test_every_corner_of_the_record_has_a_name() -> None:
    assert {corner.where for corner in CORNERS} == set(PLACES)
