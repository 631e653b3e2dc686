"""Each kind of meeting at the window: what it asks for, what it begins with, how its items are written and ordered."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from branchdesk.domain import kinds
from branchdesk.domain.agenda import (
    Document,
    FirstTopic,
    Lecture,
    Topic,
)
from branchdesk.domain.kinds import Extra
from branchdesk.domain.meetings import (
    Body,
    Meeting,
    MeetingKind,
    Phase,
)
from branchdesk.services import Store
from branchdesk.services.clues import volunteers
from branchdesk.services.meetings import meeting_templates, meetings
from branchdesk.services.people import committees
from branchdesk.ui.screens.meeting.agenda import AgendaSection
from branchdesk.ui.screens.meeting.topics import LectureItem, TopicItem
from ui.typist import PEOPLE, Typist

K = MeetingKind
KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
NOTHING = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def choose(typist: Typist, kind: MeetingKind) -> None:
    typist.editor.form.basics.kind.buttons[kind].click()
    typist.settle()


def loaded(typist: Typist, store: Store) -> Meeting:
    return meetings.load(store, typist.save()).meeting


def titles(agenda: AgendaSection) -> list[str]:
    return [item.heading.text() for item in agenda.lines if not item.isHidden()]


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_kind_has_its_chair_its_items_and_its_own_fields(
    typist: Typist, peopled: Store, kind: MeetingKind
) -> None:
    editor = typist.begin()
    choose(typist, kind)
    basics = editor.form.basics
    if kind is K.GROUP_MEETING:
        basics.group.set_value("第二党小组")
        basics.group.chosen.emit("第二党小组")
        typist.settle()
    chair = basics.chair.value()
    assert chair is not None
    assert chair.name == ("刘洋" if kind is K.GROUP_MEETING else "翟堃")
    shown = {extra for extra, field in basics.extras.fields.items() if not field.isHidden()}
    assert shown == kinds.of(kind).extras
    meeting = loaded(typist, peopled)
    wanted = [item for item in kinds.of(kind).agenda if item != FirstTopic()]
    assert [type(item) for item in meeting.agenda] == [type(item) for item in wanted]
    assert (meeting.form, meeting.for_year) == (
        Body.MEMBERS if kinds.has(kind, Extra.FORM) else None,
        2026 if kinds.has(kind, Extra.YEAR) else None,
    )


def test_changing_the_kind_changes_the_items_only_while_nothing_is_typed(typist: Typist, peopled: Store) -> None:
    editor = typist.begin()
    choose(typist, K.ORGANISATIONAL_LIFE)
    assert titles(editor.form.agenda)[1:] == ["二、议题", "三、议题", "四、议题", "五、议题"]
    choose(typist, K.PARTY_LECTURE)
    assert titles(editor.form.agenda) == ["一、党课"]
    lecture = editor.form.agenda.items[0]
    assert isinstance(lecture, LectureItem)
    lecture.title.setText("带头讲纪律")
    choose(typist, K.THEME_DAY)
    assert [item.title for item in loaded(typist, peopled).agenda if isinstance(item, Lecture)] == ["带头讲纪律"]


def test_an_organisational_life_meeting_by_group_expects_the_group_and_its_leader_leads(
    typist: Typist, peopled: Store
) -> None:
    editor = typist.begin()
    choose(typist, K.ORGANISATIONAL_LIFE)
    basics = editor.form.basics
    basics.extras.form.set_value("group")
    basics.extras.form.chosen.emit("group")
    assert not basics.fields["group"].isHidden()
    basics.group.set_value("第二党小组")
    basics.group.chosen.emit("第二党小组")
    typist.settle()
    meeting = loaded(typist, peopled)
    assert (meeting.form, meeting.group, meeting.for_year) == (Body.GROUP, "第二党小组", 2026)
    assert meeting.chair is not None
    assert meeting.chair.name == "刘洋"
    assert len(meetings.load(peopled, meeting.id or "").attendees) == sum("第二" in one[3] for one in PEOPLE)


def test_in_january_the_year_before_is_suggested_until_somebody_writes_another(typist: Typist, peopled: Store) -> None:
    editor = typist.begin()
    choose(typist, K.ORGANISATIONAL_LIFE)
    basics = editor.form.basics
    basics.day.set_value(date(2026, 1, 20))
    basics.day.edited.emit()
    assert basics.extras.year.value() == 2025
    basics.extras.year.setText("2026")
    basics.day.set_value(date(2026, 2, 20))
    basics.day.edited.emit()
    assert loaded(typist, peopled).for_year == 2026


def test_a_branch_without_a_committee_is_not_offered_its_meeting_but_reads_old_ones(
    typist: Typist, peopled: Store
) -> None:
    old = meetings.save(peopled, Meeting(K.COMMITTEE_MEETING, datetime.fromisoformat("2026-09-01T09:00"))).id
    editor = typist.begin()
    button = editor.form.basics.kind.buttons[K.COMMITTEE_MEETING]
    assert button.isEnabled()
    for officer in committees.on(peopled, date(2026, 11, 23)):
        if officer.office.endswith("委员"):
            committees.end_office(peopled, officer.row, "2026-10-01")
    typist.begin()
    assert not button.isEnabled()
    assert not editor.form.basics.kind.no_committee.isHidden()
    typist.window.navigate("meeting", target=old)
    typist.settle()
    assert button.isChecked()


def test_volunteers_are_named_by_their_letters_or_counted(typist: Typist, peopled: Store) -> None:
    for name in ("张小军", "赵爽"):
        volunteers.save(peopled, None, {"name": name})
    editor = typist.begin()
    choose(typist, K.ACTIVITY)
    editor.form.basics.extras.volunteers.setFocus()
    typist.type("zxj")
    typist.press(KEY.Key_Return)
    typist.type("zs")
    typist.press(KEY.Key_Return)
    meeting = loaded(typist, peopled)
    assert meeting.volunteers == ("张小军", "赵爽")
    editor.form.basics.extras.volunteers.setText("12")
    editor.form.basics.extras.partners.setText("市司法局机关支部，某社区党委")
    editor.saver.touch()
    meeting = loaded(typist, peopled)
    assert (meeting.volunteers, meeting.partners) == (("12人",), ("市司法局机关支部", "某社区党委"))


def test_a_party_lecture_is_written_by_keyboard(typist: Typist, peopled: Store) -> None:
    editor = typist.begin()
    choose(typist, K.PARTY_LECTURE)
    editor.go(3)
    typist.enter("带头讲纪律", "cy")
    typist.press(KEY.Key_Return)
    typist.type("一、为什么讲；二、怎么守。")
    item = editor.form.agenda.items[0]
    assert isinstance(item, LectureItem)
    item.speeches.add_button.click()
    typist.enter("zk")
    typist.press(KEY.Key_Return)
    typist.type("谈体会。")
    found = loaded(typist, peopled).agenda
    assert len(found) == 1
    lecture = found[0]
    assert isinstance(lecture, Lecture)
    assert (lecture.title, lecture.lecturer and lecture.lecturer.name, lecture.text) == (
        "带头讲纪律",
        "陈䶮",
        "一、为什么讲；二、怎么守。",
    )
    assert [(one.speaker.name, one.text) for one in lecture.speeches] == [("翟堃", "谈体会。")]


def test_a_report_asks_who_reported_and_only_the_committee_whether_it_goes_to_the_members(
    typist: Typist, peopled: Store
) -> None:
    editor = typist.begin()
    choose(typist, K.COMMITTEE_MEETING)
    editor.go(3)
    agenda = editor.form.agenda
    next(button for button in agenda.add_buttons if button.text() == "添报告").click()
    item = agenda.items[0]
    assert isinstance(item, TopicItem)
    assert not item.reporter_row.isHidden()
    typist.type("上半年工作报告")
    item.reporter.setFocus()
    typist.enter("lah")
    item.to_members.setChecked(True)
    meeting = loaded(typist, peopled)
    topic = meeting.agenda[0]
    assert isinstance(topic, Topic)
    assert (topic.title, topic.reporter and topic.reporter.name) == ("上半年工作报告", "林爱华")
    assert topic.to_members_meeting
    choose(typist, K.MEMBERS_MEETING)
    assert item.to_members.isHidden()
    again = loaded(typist, peopled).agenda[0]
    assert isinstance(again, Topic)
    assert not again.to_members_meeting


def test_a_lecture_is_offered_only_where_one_is_held(typist: Typist) -> None:
    editor = typist.begin()
    buttons = {button.text(): button for button in editor.form.agenda.add_buttons}
    for kind in MeetingKind:
        choose(typist, kind)
        assert buttons["添党课"].isHidden() == (kind not in {K.PARTY_LECTURE, K.THEME_DAY}), kind


def three_topics(typist: Typist) -> AgendaSection:
    editor = typist.begin()
    editor.go(3)
    agenda = editor.form.agenda
    for title in ("甲", "乙", "丙"):
        agenda.add(Topic(title))
    typist.settle()
    return agenda


def order(agenda: AgendaSection) -> list[str]:
    return [value.title if isinstance(value, Topic) else "首" for line in agenda.lines if (value := line.value())]


def test_an_item_is_dragged_to_its_place(typist: Typist, peopled: Store) -> None:
    agenda = three_topics(typist)
    last, first = agenda.items[2], agenda.items[0]
    middle = last.handle.rect().center()
    goal = last.handle.mapFromGlobal(first.mapToGlobal(QPoint(10, 2)))
    QTest.mousePress(last.handle, LEFT, NOTHING, middle)
    QTest.mouseMove(last.handle, goal)
    assert agenda._drop_line.isVisible()
    QTest.mouseRelease(last.handle, LEFT, NOTHING, goal)
    assert not agenda._drop_line.isVisible()
    assert order(agenda) == ["丙", "甲", "乙"]
    assert [item.title for item in loaded(typist, peopled).agenda if isinstance(item, Topic)] == ["丙", "甲", "乙"]


def test_alt_and_an_arrow_move_the_item_one_writes_in(typist: Typist) -> None:
    agenda = three_topics(typist)
    item = agenda.items[2]
    assert isinstance(item, TopicItem)
    item.text.setFocus()
    typist.press(KEY.Key_Up, with_=ALT)
    assert order(agenda) == ["甲", "丙", "乙"]
    assert typist.focus is item.text
    typist.press(KEY.Key_Down, KEY.Key_Down, with_=ALT)
    assert order(agenda) == ["甲", "乙", "丙"]


def test_the_first_topic_may_be_moved_and_it_is_said_that_it_is_not_first(typist: Typist, peopled: Store) -> None:
    agenda = three_topics(typist)
    study = typist.editor.form.study
    study.fill_topic(FirstTopic((Document("在座谈会上的讲话"),)), late=False)
    study.edited.emit()
    agenda.study_line.down.click()
    assert order(agenda) == ["甲", "首", "乙", "丙"]
    assert titles(agenda) == ["一、议题", "二、第一议题", "三、议题", "四、议题"]
    meeting_id = typist.save()
    typist.settle()
    assert "first_topic_not_first" in {check.code for check in meetings.load(peopled, meeting_id).checks}
    typist.editor.go(2)
    assert not study._late.isHidden()
    study.first_wanted.emit()
    assert order(agenda) == ["首", "甲", "乙", "丙"]


def test_the_line_of_the_first_topic_leads_to_its_page(typist: Typist) -> None:
    agenda = three_topics(typist)
    agenda.study_line.turn.click()
    assert typist.editor.stack.currentWidget() is typist.editor.form.study


def test_a_part_that_is_missing_is_one_click_away(typist: Typist) -> None:
    editor = typist.begin()
    choose(typist, K.ORGANISATIONAL_LIFE)
    agenda = editor.form.agenda
    criticism = next(item for item in agenda.items if isinstance(item, TopicItem) and "批评" in item.title.text())
    criticism.away.click()
    typist.settle()
    check = next(check for check in editor.form.checks(editor.sight) if check.code == "criticism_missing")
    editor._cure(check, 0)
    assert any(isinstance(item, TopicItem) and "批评" in item.title.text() for item in agenda.items)
    assert typist.focus is agenda.items[-1].begin()
    empty = next(check for check in editor.form.checks(editor.sight) if check.code == "part_empty")
    editor._cure(empty, 0)
    assert isinstance(typist.focus, QPlainTextEdit)


@pytest.mark.parametrize("kind", [K.PARTY_LECTURE, K.THEME_DAY])
def test_pasted_text_leaves_its_dress_behind_wherever_it_is_pasted(typist: Typist, kind: MeetingKind) -> None:
    editor = typist.begin()
    choose(typist, kind)
    editor.go(3)
    for plain in cast("list[QPlainTextEdit]", editor.form.agenda.findChildren(QPlainTextEdit)):
        mime = QMimeData()
        mime.setHtml("<b style='font-size:40pt'>一、学习</b><br>二、讨论")
        mime.setText("一、学习\r\n二、\u00a0讨论\u2028三、小结")
        plain.insertFromMimeData(mime)
        assert plain.toPlainText() == "一、学习\n二、 讨论\n三、小结"


def test_a_branchs_own_items_begin_its_meetings(typist: Typist, peopled: Store) -> None:
    meeting_templates.keep(peopled, {K.THEME_DAY: (Topic("重温入党誓词"), Topic("志愿服务"))})
    typist.begin()
    choose(typist, K.THEME_DAY)
    assert loaded(typist, peopled).agenda == (Topic("重温入党誓词"), Topic("志愿服务"))


def test_a_planned_meeting_opens_with_its_kinds_items_and_keeps_them_once_written(
    typist: Typist, peopled: Store
) -> None:
    planned = Meeting(K.PARTY_LECTURE, datetime.fromisoformat("2026-12-01T09:00"), phase=Phase.PLANNED)
    meeting_id = meetings.save(peopled, planned).id
    typist.window.navigate("meeting", target=meeting_id)
    typist.settle()
    lecture = typist.editor.form.agenda.items[0]
    assert isinstance(lecture, LectureItem)
    assert meetings.load(peopled, meeting_id).meeting.agenda == ()
    typist.editor.go(3)
    lecture.title.setFocus()
    typist.type("带头讲纪律")
    assert loaded(typist, peopled).agenda == (Lecture("带头讲纪律"),)
