"""What a record wants in view of others stands in the list of the form, one click from its cure."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtTest import QTest

from branchdesk.domain.agenda import PersonRef, Speech, Topic
from branchdesk.domain.meetings import (
    Attendance,
    Mark,
    Meeting,
    MeetingKind,
    Presence,
)
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from branchdesk.ui.screens.meeting.checks import CheckLine
from branchdesk.ui.screens.meeting.topics import TopicItem
from ui.typist import Typist

MATTER = "研究支部年度培训计划"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def line(typist: Typist, begins: str) -> CheckLine:
    [found] = [one for one in typist.editor.outline.checks.lines if one.text().startswith(begins)]
    return found


def test_a_matter_that_waits_is_put_on_the_agenda_by_one_click(typist: Typist, peopled: Store) -> None:
    wanted = Topic(MATTER, to_members_meeting=True)
    meetings.save(peopled, Meeting(MeetingKind.COMMITTEE_MEETING, at("2026-11-04T09:00"), agenda=(wanted,)))
    draft = Meeting(MeetingKind.MEMBERS_MEETING, at("2026-11-20T14:30"), agenda=(Topic("工作报告"),))
    saved = meetings.save(peopled, draft)
    typist.window.navigate("meeting", target=saved.id)
    typist.settle()
    line(typist, "2026年11月4日支委会").click()
    typist.settle()
    assert [item.value().title for item in typist.editor.form.agenda.items if isinstance(item, TopicItem)] == [
        "工作报告",
        MATTER,
    ]
    assert typist.focus is typist.editor.form.agenda.items[1].begin()
    assert not [text for text in typist.checks() if MATTER in text]
    typist.save()
    assert [getattr(item, "title", "") for item in meetings.load(peopled, saved.id).meeting.agenda] == [
        "工作报告",
        MATTER,
    ]


def test_a_closed_committee_record_still_tells_what_never_came(typist: Typist, peopled: Store) -> None:
    wanted = Topic(MATTER, to_members_meeting=True)
    draft = Meeting(MeetingKind.COMMITTEE_MEETING, at("2026-05-06T09:00"), agenda=(wanted,))
    saved = meetings.save(peopled, draft, finalise=True)
    typist.window.navigate("meeting", target=saved.id)
    typist.settle()
    assert line(typist, f"提醒：“{MATTER}”要提交党员大会").isEnabled()


def test_an_overlap_leads_to_the_hour_and_who_was_away_to_where_they_are_named(typist: Typist, peopled: Store) -> None:
    committee = Meeting(
        MeetingKind.COMMITTEE_MEETING, at("2026-11-20T14:00"), attendance=Attendance(Presence.PRESENT), chair=None
    )
    meetings.save(peopled, committee)
    away = (Mark(PersonRef("于敏"), Presence.ABSENT, "未请假"), Mark(PersonRef("刘洋"), Presence.ON_LEAVE, "出差"))
    topics = (
        Topic("甲", "情况。", (Speech(PersonRef("翟堃"), "同意。"),)),
        Topic("乙", "情况。", (Speech(PersonRef("陈䶮"), "同意。"), Speech(PersonRef("于敏"), "我也同意。"))),
    )
    draft = Meeting(
        MeetingKind.MEMBERS_MEETING,
        at("2026-11-20T14:30"),
        chair=PersonRef("刘洋"),
        attendance=Attendance(Presence.PRESENT, away),
        agenda=topics,
    )
    saved = meetings.save(peopled, draft)
    typist.window.navigate("meeting", target=saved.id)
    typist.settle()
    form = typist.editor.form
    line(typist, "翟堃、陈䶮、李𬭎同一时间也在支委会").click()
    assert form.basics.starts.isAncestorOf(typist.focus) or typist.focus is form.basics.starts
    line(typist, "主持人刘洋登记为请假").click()
    assert form.basics.chair.isAncestorOf(typist.focus) or typist.focus is form.basics.chair
    line(typist, "于敏登记为缺席，却有发言").click()
    QTest.keyClicks(typist.focus, "x")
    said = form.agenda.items[1].value()
    assert isinstance(said, Topic)
    assert "x" in said.speeches[1].text
