"""Both styles of the minutes tell everything that was typed, at every kind of meeting and however far it has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum

import pytest

from branchdesk.domain import kinds
from branchdesk.domain.agenda import (
    AgendaItem,
    Ballot,
    BallotRule,
    Declared,
    Document,
    FirstTopic,
    Grade,
    Grades,
    Lecture,
    Measure,
    NotCounted,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import (
    Amendment,
    Body,
    HeadCounts,
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Move,
    Override,
    Phase,
    Presence,
    Review,
)
from branchdesk.papers.house import House, MinutesStyle
from papers import reading
from papers.golden import check_golden
from papers.samples import make_minutes, meeting, record, roster, unmarked

FORM = House(style=MinutesStyle.FORM)
STYLES = [House(style=style) for style in MinutesStyle]
# Identifiers and the like: what a record is held together by, and nobody typed.
UNSEEN = {"id", "sitting", "measure", "member_id", "person", "offices", "group", "stage"}


def measures(word: str) -> tuple[Measure, ...]:
    return (
        Measure(f"{word}措施甲", PersonRef(f"{word}责任人"), date(2026, 12, 1), date(2026, 12, 2)),
        Measure(f"{word}措施乙"),
    )


def speeches(word: str) -> tuple[Speech, ...]:
    return (Speech(PersonRef(f"{word}发言人"), f"{word}发言第一段\n{word}发言第二段"),)


def ballots() -> Iterator[Ballot]:
    counts = {"yes": 38, "no": 1, "abstain": 1}
    for rule in BallotRule:
        appraised = {"grades": Grades(20, 18, 1, 1), "grade": Grade.EXCELLENT} if rule is BallotRule.APPRAISAL else {}
        written = (
            {"written_yes": 1, "written_from": (PersonRef("寄来意见的人"),)} if rule is BallotRule.ADMISSION else {}
        )
        subject = Subject(f"{rule.value}对象", **counts, declared=Declared.PASSED, **appraised, **written)  # type: ignore[arg-type] # by rule
        left_out = (NotCounted(PersonRef(f"{rule.value}不计入的人"), "长期卧病的人", "机关党委批复文号"),)
        yield Ballot(f"{rule.value}题目", rule, (subject,), f"{rule.value}讨论情况", 1, 1, left_out)


def full(kind: MeetingKind, *, form: Body = Body.MEMBERS) -> Meeting:
    """Give a meeting of a kind with something typed in every place that it has."""
    agenda: tuple[AgendaItem, ...] = (
        FirstTopic(
            (Document("学习的篇目", "刊登的报纸", PartialDate(2026, 11, 5)),),
            PersonRef("领学的人"),
            speeches("研讨"),
            measures("贯彻"),
        ),
        Topic(
            "议题的题目",
            "议题的内容",
            speeches("议题"),
            measures("议题"),
            PersonRef("报告的人"),
            to_members_meeting=True,
        ),
        Lecture("党课的题目", PersonRef("主讲的人"), "党课的提纲", speeches("党课"), measures("党课")),
        *ballots(),
    )
    return kinds.fitting(
        replace(
            meeting(),
            kind=kind,
            title="会议的主题",
            group="第一党小组",
            chair=PersonRef("主持的人"),
            recorder=PersonRef("记录的人"),
            observers=("列席的甲", "列席的乙"),
            agenda=agenda,
            resolutions=("决议的第一项\n决议的又一段", "决议的第二项"),
            form=form,
            for_year=2025,
            overrides=(
                Override(PersonRef("不计的人"), expected=False, reason="挂职的理由"),
                Override(PersonRef("另加的人"), expected=True, reason="借调的理由"),
            ),
            partners=("共建的支部",),
            volunteers=("志愿的人",),
            reviews=(Review("m", "回看时说的话", "以前的措施", PersonRef("以前的责任人"), None, date(2026, 10, 8)),),
            moves=(Move(datetime.fromisoformat("2026-11-18T14:30"), "改期的理由"),),
        )
    )


def whole(kind: MeetingKind, *, form: Body = Body.MEMBERS) -> MeetingRecord:
    first, second, third, *rest = roster()
    people = (
        replace(first, late=True, reason="迟到的理由"),
        replace(second, online=True),
        replace(third, presence=Presence.ABSENT, reason="缺席的理由", made_up_on=date(2026, 11, 24)),
        *rest,
    )
    return replace(
        record(of=full(kind, form=form), people=people),
        amendments=(Amendment(date(2026, 11, 25), "补充的内容"), Amendment(date(2026, 11, 26), "更正的内容")),
    )


def typed(thing: object) -> Iterator[str]:
    """Give every text that somebody typed into a record, paragraph by paragraph."""
    if isinstance(thing, str) and not isinstance(thing, Enum):
        yield from (line for line in thing.splitlines() if line)
    elif isinstance(thing, tuple):
        for one in thing:
            yield from typed(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in UNSEEN:
                yield from typed(getattr(thing, field.name))


@pytest.mark.parametrize("house", STYLES, ids=[style.value for style in MinutesStyle])
@pytest.mark.parametrize("kind", MeetingKind)
@pytest.mark.parametrize("form", Body)
def test_every_typed_text_is_on_the_minutes(kind: MeetingKind, form: Body, house: House) -> None:
    found = whole(kind, form=form)
    text = reading.body(make_minutes(found, house))
    wanted = {*typed(found.meeting), *typed(found.amendments), *(person.name for person in found.attendees)}
    missing = sorted(one for one in wanted if reading.squeezed(one) not in text)
    assert not missing


@pytest.mark.parametrize("house", STYLES, ids=[style.value for style in MinutesStyle])
def test_an_old_record_tells_its_heads_and_its_course(house: House) -> None:
    old = replace(
        meeting(),
        agenda=(Topic("旧议题甲"), Topic("旧议题乙")),
        counted=HeadCounts(46, 41, 3, 2),
        text="旧记录的全文。\n旧记录的又一段。",
    )
    text = reading.body(make_minutes(record(of=old, people=unmarked(roster())), house))
    for part in ("应到46人，实到41人，请假3人，缺席2人", "旧议题甲", "旧议题乙", "旧记录的全文。", "旧记录的又一段。"):
        assert part in text
    assert text.count("旧议题甲") == 1


def test_a_form_to_come_has_room_to_write_and_never_says_none() -> None:
    bare = Meeting(kind=MeetingKind.MEMBERS_MEETING, starts=meeting().starts, phase=Phase.PLANNED)
    text = reading.body(make_minutes(record(of=bare, people=(), state=MeetingState.DRAFT), FORM))
    for name in ("主持人", "记录人", "请假情况", "缺席情况", "出席", "列席", "议题", "会议内容", "会议决议"):
        assert name in text
    assert "无" not in text
    assert "None" not in text


def test_the_forms_figures_stand_in_a_field_of_their_own() -> None:
    text = reading.body(make_minutes(record(), FORM))
    assert text.index("会议内容") < text.index("表决情况") < text.index("会议决议")
    assert "表决情况何霞：经无记名投票，赞成38票" in text


def test_a_long_speech_flows_over_pages_of_the_form() -> None:
    said = "这是一段六千字的讲话，" * 550
    paper = make_minutes(record(agenda=(Topic("讲话", said),)), FORM)
    assert paper.pages >= 8
    assert reading.body(paper).count("这是一段六千字的讲话，") >= 530  # some stand across two pages, beside the label


@pytest.mark.parametrize("sentences", range(18, 60, 3))
def test_the_forms_signatures_never_stand_without_text_above_them(sentences: int) -> None:
    settled = replace(meeting(), resolutions=("会议同意以上工作安排，由支部委员会组织落实。" * sentences,))
    *_, last = reading.pages(make_minutes(record(of=settled), FORM))
    before = reading.squeezed(last).split("主持人（签字）")[0]
    assert before.count("落实") >= 1


def test_the_form_is_set_as_it_was() -> None:
    check_golden("minutes-form", make_minutes(record(), FORM))


def test_on_the_form_no_name_is_parted_beside_another_field() -> None:
    paper = make_minutes(record(of=replace(meeting(), recorder=PersonRef("阿依古丽·买买提"))), FORM)
    chars = [(char, round(y)) for _, char, _, y in reading.places(paper)]
    at = "".join(char for char, _ in chars).index("阿依古丽·买买提")
    assert len({y for _, y in chars[at : at + 8]}) == 1
