"""Two kinds in one sitting and one meeting for each group, by keyboard; last time's frame and measures come back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu

from branchdesk.domain.agenda import (
    FirstTopic,
    Lecture,
    Measure,
    PersonRef,
    Topic,
)
from branchdesk.domain.meetings import (
    Meeting,
    MeetingKind,
    Presence,
    Review,
)
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import closing, meeting_templates, meetings, sittings
from branchdesk.services.people import members
from branchdesk.ui.screens.meeting.templates import TemplatesDialog
from ui.typist import CTRL, Typist

K = MeetingKind
KEY = Qt.Key
FOLLOWING = 20  # keys that the record of each further group may cost
THIRD = (("马超", "党小组长"), ("孙丽", ""))


def more(typist: Typist, *words: str) -> None:
    """Choose in the menu 更多, line by line into its submenus."""
    menu = typist.editor.more.choices
    menu.aboutToShow.emit()
    for word in words[:-1]:
        below = cast("list[QMenu]", typist.editor.more.findChildren(QMenu))
        menu = next(one for one in below if one.title() == word)
    line = next(line for line in menu.actions() if line.text().split("\t")[0] == words[-1])
    assert line.isEnabled()
    line.trigger()
    typist.settle()


def offered(typist: Typist) -> list[str]:
    menu = typist.editor.more.choices
    menu.aboutToShow.emit()
    return [line.text().split("\t")[0] for line in menu.actions() if line.text()]


def sitting_by_keyboard(typist: Typist) -> None:
    """Type a members' meeting as far as its people."""
    typist.begin()
    typist.enter("2026-11-20", "1430", "1605", "三楼会议室", "")
    typist.enter("lh", "", "市院机关党委张某", "")
    typist.enter("")
    typist.type("A")
    typist.enter("lwc")
    typist.type("L")
    typist.enter("外出办案")


def test_a_members_meeting_and_a_lecture_in_one_sitting_are_typed_once(typist: Typist, peopled: Store) -> None:
    sitting_by_keyboard(typist)
    first = typist.save()
    more(typist, "同一次会议另记为", "党课")
    second = typist.editor.form.meeting_id()
    assert second not in {None, first}
    typist.editor.go(3)
    typist.enter("带头讲纪律", "cy")
    typist.press(KEY.Key_Return)
    typist.type("一、为什么讲。")
    assert typist.save() == second
    one, two = meetings.load(peopled, first), meetings.load(peopled, second or "")
    shared = ("starts", "ends", "place", "chair", "recorder", "observers", "sitting", "attendance")
    assert {key: getattr(one.meeting, key) for key in shared} == {key: getattr(two.meeting, key) for key in shared}
    assert two.counts.present == 11
    assert two.counts.on_leave == 1
    lecture = two.meeting.agenda[0]
    assert isinstance(lecture, Lecture)
    assert (lecture.title, lecture.lecturer and lecture.lecturer.name) == ("带头讲纪律", "陈䶮")
    assert one.meeting.agenda == ()


def test_the_records_of_a_sitting_lead_to_each_other_and_what_is_typed_is_saved_first(
    typist: Typist, peopled: Store
) -> None:
    sitting_by_keyboard(typist)
    first = typist.save()
    more(typist, "同一次会议另记为", "党课")
    beside = typist.editor.form.basics.beside
    assert [link.text() for link in beside.links] == ["党员大会 · 第1次"]
    assert not any(word.startswith("同一次") and "党员大会" in word for word in offered(typist))
    typist.editor.form.basics.theme.setText("纪律教育")
    typist.editor.form.basics.edited.emit()
    second = typist.editor.form.meeting_id() or ""
    beside.links[0].click()
    typist.settle()
    assert typist.editor.form.meeting_id() == first
    assert [link.text() for link in beside.links] == ["党课 · 第1次"]
    assert meetings.load(peopled, second).meeting.title == "纪律教育"


def test_marks_that_differ_are_said_and_taken_over_from_where_it_is_said(
    typist: Typist, peopled: Store, answer: Callable[[str], list[str]]
) -> None:
    sitting_by_keyboard(typist)
    typist.save()
    more(typist, "同一次会议另记为", "党课")
    typist.editor.go(1)
    typist.enter("ym")
    typist.type("Q")
    typist.enter("未请假")
    typist.save()
    sentence = "于敏的到会情况与同一次会议的党员大会记录不一致"
    typist.wait_for(lambda: sentence in typist.checks())
    asked = answer("yes")
    next(line for line in typist.editor.outline.checks.lines if line.line.text == sentence).click()
    typist.settle()
    assert len(asked) == 1
    assert sentence not in typist.checks()
    record = meetings.load(peopled, typist.editor.form.meeting_id() or "")
    assert {one.name: one.presence for one in record.attendees}["于敏"] is Presence.PRESENT


def test_one_undo_takes_the_second_record_back(typist: Typist, peopled: Store) -> None:
    sitting_by_keyboard(typist)
    first = typist.save()
    more(typist, "同一次会议另记为", "党课")
    past.undo(peopled)
    assert sittings.beside(peopled, meetings.load(peopled, first).meeting) == ()


@pytest.fixture
def three_groups(peopled: Store) -> Store:
    for name, office in THIRD:
        values = {"name": name, "stage": "full_member", "group": "第三党小组", "office": office or None}
        members.save(peopled, None, {**values, "joined_on": "2010-07-01", "full_since": "2011-07-01"})
    return peopled


def test_three_groups_are_recorded_with_few_keys(typist: Typist, three_groups: Store) -> None:
    """From a blank form to three records in which nothing is left open but what was said."""
    typist.begin(kind=K.GROUP_MEETING)
    typist.strokes = 0
    typist.press(KEY.Key_Backtab, KEY.Key_Space)  # the first group
    typist.settle()
    typist.press(KEY.Key_Tab)
    typist.enter("2026-11-20", "0900", "1000", "二楼会议室")
    typist.enter("", "lh")
    typist.next_section()
    typist.type("A")
    typist.next_section()
    typist.enter("在全国检察长会议上的讲话", "检察日报", "20261105", "zk")
    first = typist.save()
    keys_of_first = typist.strokes
    typist.press(KEY.Key_G, with_=CTRL)
    typist.settle()
    for recorder, reader in (("lah", "lah"), ("sl", "sl")):
        typist.enter("", "", "", "", "", recorder)
        typist.next_section()
        typist.type("A")
        typist.next_section()
        typist.enter("", "", "", reader)
        typist.press(KEY.Key_G, with_=CTRL)
        typist.settle()
    assert typist.editor.form.meeting_id() == first  # round once
    records = [meetings.load(three_groups, first)]
    records += [meetings.load(three_groups, one.id) for one in typist.editor.company.beside]
    assert [one.meeting.group for one in records] == ["第一党小组", "第二党小组", "第三党小组"]
    assert [one.meeting.chair and one.meeting.chair.name for one in records][1:] == ["刘洋", "马超"]
    for one in records:
        assert one.counts.unknown == 0
        study = one.meeting.agenda[0]
        assert isinstance(study, FirstTopic)
        assert study.documents[0].title == "在全国检察长会议上的讲话"
        assert {check.code for check in one.checks} <= {"resolution_missing", "chair_missing"}
    assert typist.strokes - keys_of_first <= 2 * FOLLOWING


def test_a_group_is_not_recorded_for_others_where_all_have_their_record(typist: Typist, peopled: Store) -> None:
    for group in ("第一党小组", "第二党小组"):
        meetings.save(peopled, Meeting(K.GROUP_MEETING, datetime.fromisoformat("2026-11-20T09:00"), group=group))
    typist.begin(kind=K.GROUP_MEETING)
    basics = typist.editor.form.basics
    basics.day.set_value(date(2026, 11, 20))
    basics.group.set_value("第一党小组")
    basics.group.chosen.emit("第一党小组")
    typist.settle()
    assert "打开下一个党小组的记录" in offered(typist)


def test_last_times_frame_is_taken_with_one_choice(typist: Typist, peopled: Store) -> None:
    held = Meeting(
        K.THEME_DAY,
        datetime.fromisoformat("2026-10-20T09:00"),
        ends=datetime.fromisoformat("2026-10-20T11:30"),
        place="革命纪念馆",
        chair=PersonRef("翟堃"),
        recorder=PersonRef("李𬭎"),
        agenda=(Topic("重温入党誓词", "全体宣誓。"), Topic("参观见学", "听讲解。")),
        resolutions=("写体会。",),
    )
    meetings.save(peopled, held)
    typist.begin(kind=K.THEME_DAY)
    more(typist, "照上次的框架")
    meeting = meetings.load(peopled, typist.save()).meeting
    assert (meeting.starts, meeting.ends, meeting.place) == (
        datetime.fromisoformat("2026-11-23T09:00"),
        datetime.fromisoformat("2026-11-23T11:30"),
        "革命纪念馆",
    )
    assert (meeting.chair and meeting.chair.name, meeting.recorder and meeting.recorder.name) == ("翟堃", "李𬭎")
    assert meeting.agenda == (Topic("重温入党誓词"), Topic("参观见学"))
    assert meeting.resolutions is None


def test_last_times_frame_is_not_offered_over_what_is_written(typist: Typist) -> None:
    typist.begin(kind=K.THEME_DAY)
    typist.editor.form.agenda.add(Topic("已经写了"))
    assert any(word.startswith("照上次的框架　") for word in offered(typist))


def test_there_may_be_no_last_time(typist: Typist) -> None:
    typist.begin(kind=K.PARTY_LECTURE)
    more(typist, "照上次的框架")
    assert typist.editor.banner.label.text() == "以前没有已召开的党课，没有框架可以照用。"


def test_the_items_of_a_meeting_become_those_its_kind_begins_with(typist: Typist, peopled: Store) -> None:
    typist.begin()
    typist.editor.form.agenda.add(Topic("支部工作报告", "全文不留。"))
    more(typist, "把本次议程存为党员大会模板")
    assert meeting_templates.agendas(peopled)[K.MEMBERS_MEETING] == (FirstTopic(), Topic("支部工作报告"))


def test_templates_are_ordered_named_added_taken_out_and_put_back(
    typist: Typist, peopled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(dialog: TemplatesDialog) -> int:
        dialog.kinds.setCurrentRow(list(MeetingKind).index(K.THEME_DAY))
        menu = dialog.add_button.menu()
        assert menu is not None
        next(line for line in menu.actions() if line.text() == "议题").trigger()
        row = dialog.items.currentItem()
        assert row is not None
        row.setText(1, "重温入党誓词")
        dialog._move(1)
        dialog.kinds.setCurrentRow(list(MeetingKind).index(K.PARTY_LECTURE))
        dialog.away_button.click()
        dialog.kinds.setCurrentRow(list(MeetingKind).index(K.ORGANISATIONAL_LIFE))
        dialog.away_button.click()
        dialog.back_button.click()
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(TemplatesDialog, "exec", work)
    typist.begin()
    before = meeting_templates.agendas(peopled)
    more(typist, "会议模板…")
    found = meeting_templates.agendas(peopled)
    assert found[K.THEME_DAY] == (FirstTopic(), Topic("学习讨论"), Topic("重温入党誓词"))
    assert found[K.PARTY_LECTURE] == ()
    assert {kind for kind in MeetingKind if found[kind] != before[kind]} == {K.THEME_DAY, K.PARTY_LECTURE}


def test_measures_of_the_last_meeting_are_noted_and_marked_done(typist: Typist, peopled: Store) -> None:
    measures = (Measure("走访帮扶", PersonRef("翟堃"), date(2026, 10, 1)), Measure("整理台账"), Measure("谈心"))
    held = Meeting(
        K.MEMBERS_MEETING, datetime.fromisoformat("2026-09-20T14:30"), agenda=(Topic("议事", measures=measures),)
    )
    meetings.save(peopled, held)
    typist.begin()
    typist.editor.go(4)
    reviews = typist.editor.form.outcome.reviews
    assert [row.kept.text() for row in reviews.rows] == ["走访帮扶", "整理台账", "谈心"]
    assert reviews.rows[0].facts.text() == "翟堃 · 10月1日前 · 已过时限"
    reviews.rows[0].note.setFocus()
    typist.type("已走访三户")
    reviews.rows[1].day.set_value(date(2026, 11, 10))
    reviews.rows[1].finish.click()
    typist.settle()
    kept = meetings.load(peopled, typist.save()).meeting.reviews
    assert [(one.text, one.note, one.done_on) for one in kept] == [
        ("走访帮扶", "已走访三户", None),
        ("整理台账", "", date(2026, 11, 10)),
    ]
    assert reviews.rows[1].finish.isHidden()
    reviews.rows[0].kept.click()
    assert [type(one) for one in meetings.load(peopled, typist.save()).meeting.reviews] == [Review]


def test_a_measure_looked_back_on_is_marked_done_on_a_closed_record_too(typist: Typist, peopled: Store) -> None:
    held = Meeting(
        K.THEME_DAY,
        datetime.fromisoformat("2026-09-20T14:30"),
        agenda=(Topic("议事", measures=(Measure("走访帮扶", PersonRef("翟堃")),)),),
    )
    earlier = meetings.load(peopled, meetings.save(peopled, held).id).meeting.agenda[0]
    assert isinstance(earlier, Topic)
    measure = earlier.measures[0].id or ""
    later = Meeting(K.MEMBERS_MEETING, datetime.fromisoformat("2026-11-20T14:30"), reviews=(Review(measure, "在办"),))
    meeting_id = meetings.save(peopled, later).id
    closing.finalise(peopled, meeting_id)
    typist.window.navigate("meeting", target=meeting_id)
    typist.settle()
    typist.editor.go(4)
    row = typist.editor.form.outcome.reviews.rows[0]
    assert row.note.isReadOnly()
    row.day.set_value(date(2026, 11, 22))
    row.finish.click()
    typist.settle()
    review = meetings.load(peopled, meeting_id).meeting.reviews[0]
    assert (review.note, review.done_on) == ("在办", date(2026, 11, 22))
    assert typist.editor.form.outcome.reviews.rows[0].finish.isHidden()
