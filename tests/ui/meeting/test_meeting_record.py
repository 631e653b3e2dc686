"""A whole meeting by keyboard alone: recorded, checked, closed, opened again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from branchdesk.domain.agenda import (
    Ballot,
    Declared,
    Document,
    FirstTopic,
    Topic,
)
from branchdesk.domain.meetings import MeetingKind, MeetingState, Presence
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from ui.typist import CTRL, Typist

KEY = Qt.Key
VERDICT = (
    "应到会有表决权11名，实到9名，超过半数；赞成9票（含会前书面意见1票），超过应到会人数的半数（6票），达到规定票数。"
)


def button(typist: Typist) -> str:
    assert isinstance(typist.focus, QPushButton)
    return typist.focus.text()


def record(typist: Typist) -> None:
    """Record a members' meeting with a first topic, an admission and two absences."""
    typist.begin()
    typist.enter("2026-11-20", "1430", "1605", "三楼会议室", "")
    typist.enter("lh", "", "市院机关党委张某", "")
    assert button(typist) == "下一步：到会情况"
    typist.enter("")
    typist.type("A")
    typist.enter("lwc")
    typist.type("L")
    typist.enter("外出办案")
    typist.enter("ym")
    typist.type("Q")
    typist.enter("未请假")
    typist.next_section()
    typist.enter("在全国检察长会议上的讲话", "检察日报", "20261105", "cy", "")
    typist.next_section()
    typist.press(KEY.Key_Tab)
    typist.enter("", "hx", "", "", "")
    typist.enter("8", "1", "0", "1")
    typist.press(KEY.Key_Left, KEY.Key_Left, KEY.Key_Space)
    typist.settle()


def test_a_meeting_is_recorded_by_keyboard(typist: Typist, peopled: Store) -> None:
    record(typist)
    ballot = typist.editor.form.agenda.items[0]
    sentence = ballot.subjects[0].sentence  # type: ignore[attr-defined]
    assert sentence.text() == VERDICT
    assert sentence.property("tone") == "good"
    assert typist.checks() == ["有表决权实到9，超过应到11的半数", "会议决议还没有填"]
    assert typist.strokes < 250
    found = meetings.load(peopled, typist.save())
    meeting = found.meeting
    assert (meeting.kind, meeting.starts, meeting.ends) == (
        MeetingKind.MEMBERS_MEETING,
        datetime.fromisoformat("2026-11-20T14:30"),
        datetime.fromisoformat("2026-11-20T16:05"),
    )
    assert (meeting.place, meeting.observers) == ("三楼会议室", ("市院机关党委张某",))
    assert meeting.chair is not None
    assert meeting.recorder is not None
    assert (meeting.chair.name, meeting.recorder.name) == ("翟堃", "李𬭎")
    counts = found.counts
    assert (counts.expected, counts.entitled, counts.present, counts.present_entitled) == (12, 11, 10, 9)
    assert (counts.on_leave, counts.absent, counts.unknown) == (1, 1, 0)
    away = {person.name: person.reason for person in found.attendees if person.presence is not Presence.PRESENT}
    assert away == {"吕伟晨": "外出办案", "于敏": "未请假"}
    topic, vote = meeting.agenda
    assert isinstance(topic, FirstTopic)
    assert [(one.title, one.source, str(one.issued)) for one in topic.documents] == [
        ("在全国检察长会议上的讲话", "检察日报", "2026-11-05"),
    ]
    assert topic.lead_reader is not None
    assert topic.lead_reader.name == "陈䶮"
    assert isinstance(vote, Ballot)
    subject = vote.subjects[0]
    assert (vote.title, subject.name, subject.declared) == ("何霞同志按期转正", "何霞", Declared.PASSED)
    assert (subject.yes, subject.no, subject.abstain, subject.written_yes) == (8, 1, 0, 1)
    assert typist.state().startswith("草稿 · 已保存")


def test_a_record_is_closed_and_opened_again(
    typist: Typist,
    peopled: Store,
    answer: Callable[[str], list[str]],
) -> None:
    record(typist)
    meeting_id = typist.save()
    asked = answer("no")
    typist.press(KEY.Key_Return, with_=CTRL | Qt.KeyboardModifier.ShiftModifier)
    typist.settle()
    assert "这次会议记录要定稿吗？" in asked[0]
    assert meetings.load(peopled, meeting_id).state is MeetingState.DRAFT
    answer("yes")
    typist.editor.finalise()
    typist.settle()
    assert meetings.load(peopled, meeting_id).state is MeetingState.FINAL
    assert typist.state() == "已定稿"
    basics = typist.editor.form.basics
    assert basics.place.isReadOnly()
    assert "可以撤销定稿" in typist.editor.closed.told.text()
    typist.editor.closed.reopen_button.click()
    typist.settle()
    assert meetings.load(peopled, meeting_id).state is MeetingState.DRAFT
    assert not basics.place.isReadOnly()
    assert basics.place.text() == "三楼会议室"


def test_what_cannot_be_stands_in_the_way(typist: Typist, answer: Callable[[str], list[str]]) -> None:
    record(typist)
    ballot = typist.editor.form.agenda.items[0]
    counts = ballot.subjects[0].counts  # type: ignore[attr-defined]
    counts["yes"].setFocus()
    counts["yes"].selectAll()
    typist.type("80")
    typist.settle()
    assert ballot.subjects[0].sentence.property("tone") == "warn"  # type: ignore[attr-defined]
    asked = answer("yes")
    typist.editor.finalise()
    typist.settle()
    assert "还不能定稿" in asked[0]
    assert "请核对票数" in asked[0]
    assert typist.editor.form.meeting_id() is not None
    assert typist.state().startswith("草稿")


def test_make_up_days_and_measures_are_noted_on_a_closed_record(
    typist: Typist,
    peopled: Store,
    answer: Callable[[str], list[str]],
) -> None:
    record(typist)
    editor = typist.editor
    editor.go(2)
    editor.form.study.measures.add()
    typist.enter("逐案复核", "cy", "", "2026-12-20")
    meeting_id = typist.save()
    answer("yes")
    editor.finalise()
    typist.settle()
    editor.go(1)
    absent = next(one for one in meetings.load(peopled, meeting_id).attendees if one.name == "于敏")
    editor.form.people.table.choose(absent.member_id)
    typist.type("B")
    typist.enter("2026-11-22")
    typist.settle()
    noted = {one.name: one.made_up_on for one in meetings.load(peopled, meeting_id).attendees}
    assert noted["于敏"] == date(2026, 11, 22)
    editor.go(4)
    table = editor.form.outcome.measures
    table.setFocus()
    table.choose(table.rows_model.rows[0].key)
    typist.press(KEY.Key_Return)
    typist.settle()
    topic = meetings.load(peopled, meeting_id).meeting.agenda[0]
    assert isinstance(topic, FirstTopic)
    assert topic.measures[0].done_on == date(2026, 11, 23)


def test_a_saved_meeting_opens_as_it_was(typist: Typist, peopled: Store) -> None:
    record(typist)
    meeting_id = typist.save()
    before = meetings.load(peopled, meeting_id).meeting
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert typist.window.here == "meetings"
    table = typist.window.visit("meetings").table  # type: ignore[attr-defined]
    assert table.key() == meeting_id
    table.setFocus()
    typist.press(KEY.Key_Return)
    typist.settle()
    assert typist.window.here == "meeting"
    typist.editor.saver.touch()
    typist.save()
    assert meetings.load(peopled, meeting_id).meeting == before


def test_topics_are_added_moved_and_removed(typist: Typist, peopled: Store) -> None:
    editor = typist.begin()
    editor.go(3)
    agenda = editor.form.agenda
    agenda.add_buttons[0].click()
    typist.type("年度工作计划")
    next(button for button in agenda.add_buttons if button.text() == "添决议表决").click()
    typist.type("通过年度工作计划")
    assert [item.heading.text() for item in agenda.items] == ["二、议题", "三、决议表决"]
    agenda.items[1].up.click()
    meeting = meetings.load(peopled, typist.save()).meeting
    assert [item.title for item in meeting.agenda if isinstance(item, Ballot | Topic)] == [
        "通过年度工作计划",
        "年度工作计划",
    ]
    agenda.items[0].away.click()
    meeting = meetings.load(peopled, typist.save()).meeting
    assert [type(item) for item in meeting.agenda] == [Topic]


def test_checks_lead_to_their_cure(typist: Typist) -> None:
    editor = typist.begin()
    lines = {line.line.text: line for line in editor.outline.checks.lines}
    lines["记录人还没有填"].click()
    assert typist.focus is editor.form.basics.recorder
    lines["没有第一议题"].click()
    assert editor.stack.currentIndex() == 2
    assert isinstance(typist.focus, QLineEdit)
    assert typist.focus.accessibleName() == "篇目名称"


def test_tab_goes_in_reading_order_however_rows_came_about(typist: Typist) -> None:
    editor = typist.begin()
    editor.go(2)
    editor.form.study.speeches.add()
    editor.form.study.documents.add()
    editor.form.study.documents.entries[0].setFocus()
    typist.settle()
    seen = []
    for _ in range(12):
        focus = typist.focus
        seen.append(focus.text() if isinstance(focus, QPushButton) else focus.accessibleName())
        typist.press(KEY.Key_Tab)
    row = ["篇目名称", "来源", "发布日期", "删去"]
    assert seen == [*row, *row, "添一篇", "领学人", "发言人", "发言要点"]
    editor.form.study.documents.entries[0].setFocus()
    typist.press(KEY.Key_Backtab)
    assert typist.focus is editor.outline.steps[2]


def test_first_documents_are_kept(typist: Typist, peopled: Store) -> None:
    editor = typist.begin()
    editor.go(2)
    typist.enter("一", "人民日报", "2026.10")
    editor.form.study.documents.add()
    typist.enter("二", "", "")
    topic = meetings.load(peopled, typist.save()).meeting.agenda[0]
    assert isinstance(topic, FirstTopic)
    assert [(one.title, str(one.issued)) for one in topic.documents] == [("一", "2026-10"), ("二", "None")]
    assert topic.documents[1] == Document("二")


def test_a_case_and_minutes_of_study_are_typed_on_the_page_of_the_first_topic(typist: Typist, peopled: Store) -> None:
    editor = typist.begin()
    editor.go(2)
    study = editor.form.study
    study.documents.entries[0].setFocus()
    typist.type("在座谈会上的讲话")
    study.case.title.setFocus()
    typist.type("某民事监督案")
    typist.press(KEY.Key_Tab)
    assert study.case.text.hasFocus()
    typist.type("围绕支持起诉的标准讨论。")
    typist.press(KEY.Key_Tab)
    assert study.minutes.hasFocus()
    typist.type("90")
    meeting = meetings.load(peopled, typist.save()).meeting
    (topic,) = meeting.agenda
    assert isinstance(topic, FirstTopic)
    assert (topic.case_title, topic.case_text) == ("某民事监督案", "围绕支持起诉的标准讨论。")
    assert meeting.study_minutes == 90
