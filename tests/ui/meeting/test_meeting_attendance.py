"""Late, online, not due after all, and made up together: what the list of people takes beside present and away."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

import builders
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import Mark, MeetingKind, Presence
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import meetings
from branchdesk.services.people import people as roster
from branchdesk.ui.screens.meeting.people import ACTIVITY_HINT, PeopleSection
from branchdesk.words import people as say
from ui.typist import Typist

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def people(typist: Typist, **target: object) -> PeopleSection:
    editor = typist.begin(**target)
    editor.go(1)
    return editor.form.people


def cells(section: PeopleSection, name: str) -> list[str]:
    rows = section.table.rows_model.rows
    row = next(row for row in rows if row.cell(0).text.replace("\u3000", "") == name)
    return [row.cell(column).text for column in range(3, 6)]


def names(section: PeopleSection) -> list[str]:
    return [row.cell(0).text.replace("\u3000", "") for row in section.table.rows_model.rows]


def test_who_came_late_may_say_why_and_who_was_online_is_present(typist: Typist, peopled: Store) -> None:
    section = people(typist)
    typist.type("1")
    field = typist.focus
    assert isinstance(field, QLineEdit)
    assert field.placeholderText() == "原因（可以不填）"
    typist.enter("堵车")
    assert cells(section, "翟堃") == ["到会 · 迟到", "堵车", ""]
    typist.press(KEY.Key_Down)
    typist.type("1")
    typist.enter("")
    typist.type("2")
    assert cells(section, "陈䶮") == ["到会 · 迟到 · 线上", "", ""]
    typist.type("2")
    assert cells(section, "李𬭎") == ["到会 · 线上", "", ""]
    assert section.heads.of["present"].number.text() == "3"
    assert section.heads.among.text() == "实到中：迟到2人、线上2人"
    record = meetings.load(peopled, typist.save())
    assert [(one.late, one.online, one.reason) for one in record.attendees[:3]] == [
        (True, False, "堵车"),
        (True, True, ""),
        (False, True, ""),
    ]
    assert "reason_missing" not in {check.code for check in record.checks}


def test_late_and_online_are_taken_off_by_their_own_key_and_by_any_other_mark(typist: Typist) -> None:
    section = people(typist)
    typist.type("1")
    typist.enter("堵车")
    typist.type("1")
    assert cells(section, "翟堃") == ["到会", "", ""]
    typist.press(KEY.Key_Up)
    typist.type("2")
    typist.press(KEY.Key_Up)
    typist.type("2")
    assert cells(section, "翟堃") == ["到会", "", ""]
    typist.press(KEY.Key_Up)
    typist.type("1")
    typist.enter("堵车")
    typist.type("L")
    typist.press(KEY.Key_Return)
    assert cells(section, "翟堃") == ["请假", "请填写", "待补学"]
    assert section.heads.among.isHidden()


def test_esc_takes_a_late_mark_back(typist: Typist) -> None:
    section = people(typist)
    typist.type("1")
    typist.press(KEY.Key_Escape)
    assert cells(section, "翟堃") == ["未登记", "", ""]


def test_several_are_marked_with_one_key_and_share_one_reason(typist: Typist) -> None:
    section = people(typist)
    typist.press(KEY.Key_Down, KEY.Key_Down, with_=SHIFT)
    typist.type("L")
    typist.enter("参加培训")
    assert [cells(section, name)[:2] for name in ("翟堃", "陈䶮", "李𬭎")] == [["请假", "参加培训"]] * 3
    assert section.heads.of["on_leave"].number.text() == "3"


def test_the_last_reason_of_the_same_person_is_offered_first(typist: Typist, peopled: Store) -> None:
    by_name = {person.name: person.id for person in roster.on_roster(peopled, date(2026, 11, 1))}
    for day, name, reason in (("2026-10-01", "翟堃", "驻村"), ("2026-11-01", "陈䶮", "开庭")):
        mark = Mark(PersonRef(name, by_name[name]), Presence.ON_LEAVE, reason)
        meetings.save(peopled, builders.meeting(day, attendance=builders.present(mark)))
    people(typist)
    typist.type("L")
    field = typist.focus
    assert isinstance(field, QLineEdit)
    typist.press(KEY.Key_Down)
    offered = [field.completer().model().index(row, 0).data() for row in range(3)]
    assert offered == ["驻村", "开庭", "外出办案"]
    field.completer().popup().hide()


def test_somebody_is_not_counted_for_a_reason_that_must_be_written(typist: Typist, peopled: Store) -> None:
    section = people(typist)
    typist.press(KEY.Key_Space, KEY.Key_Up, KEY.Key_Minus)
    assert typist.focus.accessibleName() == "翟堃不计入应到的理由"
    typist.press(KEY.Key_Return)
    line = section.overrides.lines[0]
    assert line.sentence.text() == say.REASON_NEEDED
    typist.settle()
    assert "翟堃" in names(section)
    assert any("翟堃：请写理由" in text for text in typist.checks())
    typist.enter("长期病休")
    assert section.table.hasFocus()
    typist.settle()
    assert "翟堃" not in names(section)
    assert section.heads.of["expected"].number.text() == "11"
    meeting_id = typist.save()
    record = meetings.load(peopled, meeting_id)
    assert [(one.person.name, one.expected, one.reason) for one in record.meeting.overrides] == [
        ("翟堃", False, "长期病休")
    ]
    line.remove.click()
    typist.settle()
    assert cells(section, "翟堃")[0] == "到会", "the mark was remembered"
    typist.save()
    assert not meetings.load(peopled, meeting_id).meeting.overrides


def test_a_line_without_a_reason_goes_with_esc(typist: Typist) -> None:
    section = people(typist)
    typist.press(KEY.Key_Minus, KEY.Key_Escape)
    assert section.overrides.lines == []
    assert section.table.hasFocus()
    assert typist.window.here == "meeting"


def test_somebody_is_added_by_pinyin_and_an_undo_takes_it_back(typist: Typist, peopled: Store) -> None:
    section = people(typist, kind="committee_meeting")
    assert names(section) == ["翟堃", "陈䶮", "李𬭎"]
    section.add.click()
    typist.enter("lah", "", "汇报本小组的工作")
    typist.settle()
    assert names(section) == ["翟堃", "陈䶮", "李𬭎", "林爱华"]
    typist.press(KEY.Key_S, with_=Qt.KeyboardModifier.ControlModifier)
    typist.settle()
    meeting_id = typist.save()
    assert [person.name for person in meetings.load(peopled, meeting_id).attendees][-1] == "林爱华"
    typist.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Minus)
    typist.settle()
    assert names(section) == ["翟堃", "陈䶮", "李𬭎"]
    typist.save()
    past.undo(peopled)
    assert [person.name for person in meetings.load(peopled, meeting_id).attendees][-1] == "林爱华"


def test_a_closed_record_shows_who_was_left_out_and_takes_make_up_days_together(typist: Typist, peopled: Store) -> None:
    by_name = {person.name: person.id for person in roster.on_roster(peopled, date(2026, 11, 20))}
    away = [Mark(PersonRef("", by_name[name]), Presence.ON_LEAVE, "出差") for name in ("陈䶮", "李𬭎", "周轩子")]
    left = builders.meeting(
        attendance=builders.present(*away, Mark(PersonRef("", by_name["于敏"]), Presence.PRESENT, "堵车", late=True))
    )
    saved = meetings.save(peopled, left, finalise=True)
    section = people(typist, target=saved.id)
    assert cells(section, "于敏")[:2] == ["到会 · 迟到", "堵车"]
    typist.press(KEY.Key_Home, KEY.Key_A, with_=Qt.KeyboardModifier.ControlModifier)
    typist.type("b")
    assert typist.focus.accessibleName() == "3人的补学日期"
    assert len(section.table.keys()) == 3, "those meant are seen to be"
    typist.enter("2026-11-22")
    typist.settle()
    assert [cells(section, name)[2] for name in ("陈䶮", "李𬭎", "周轩子", "于敏")] == [*["11月22日"] * 3, ""]
    assert past.steps(peopled)[0].title == "登记3人补学（2026年11月22日）"


def test_at_an_activity_who_takes_part_is_marked_and_nobody_lacks_a_mark(typist: Typist, peopled: Store) -> None:
    section = people(typist, kind="activity")
    assert section.note.text() == say.NOT_DUE
    assert section.hint == ACTIVITY_HINT
    typist.press(KEY.Key_Space)
    assert cells(section, "翟堃")[0] == "参加"
    assert cells(section, "陈䶮")[0] == ""
    assert section.heads.of["present"].name.text() == "参加"
    assert all(section.heads.of[key].isHidden() for key in ("expected", "on_leave", "absent", "unknown"))
    typist.type("l")
    assert section.finder.hasFocus(), "nobody is on leave where nobody is due"
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert not any("没有登记" in text for text in typist.checks())
    record = meetings.load(peopled, typist.save())
    assert record.meeting.kind is MeetingKind.ACTIVITY
    assert record.counts.present == 1
