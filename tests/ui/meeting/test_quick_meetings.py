"""A year of old minutes typed by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from branchdesk.domain.agenda import FirstTopic
from branchdesk.domain.meetings import HeadCounts, MeetingKind, MeetingState
from branchdesk.services import Store
from branchdesk.services.meetings import attachments, meetings, past_meetings
from branchdesk.ui.screens.quick.screen import QuickMeetingsScreen
from ui.typist import Typist

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
DIGIT = {kind: str(number) for number, kind in enumerate(MeetingKind, start=1)}


def screen(typist: Typist) -> QuickMeetingsScreen:
    typist.window.navigate("quick_meetings")
    typist.settle()
    found = typist.window.visit("quick_meetings")
    assert isinstance(found, QuickMeetingsScreen)
    return found


def tab(typist: Typist, *texts: str) -> None:
    """Type into each field in its turn; an empty text only goes by."""
    for number, text in enumerate(texts):
        if number:
            typist.press(KEY.Key_Tab)
        if text:
            typist.type(text)


def a_year() -> list[tuple[str, MeetingKind, str]]:
    """Give 30 meetings as a folder of old minutes has them: the day as it is typed, the kind, how many came."""
    found: list[tuple[str, MeetingKind, str]] = []
    for month in range(1, 13):
        found.append((f"{month}-5", MeetingKind.COMMITTEE_MEETING, "3"))
        found.append(("18", MeetingKind.THEME_DAY, "11"))
        if month % 3 == 0:
            found.append(("25", MeetingKind.MEMBERS_MEETING, "12"))
        if month in {6, 12}:
            found.append(("28", MeetingKind.PARTY_LECTURE, "10"))
    return found


def test_a_year_of_old_minutes_is_typed_by_keys_alone(typist: Typist, peopled: Store) -> None:
    quick = screen(typist)
    lines = a_year()
    assert len(lines) == 30
    typist.strokes = 0
    for number, (day, kind, came) in enumerate(lines):
        tab(typist, f"2025-{day}" if number == 0 else day, DIGIT[kind], "12", came)
        if number == 0:
            tab(typist, "", "", "", "", "", "1430", "1600", "三楼会议室")
        typist.press(KEY.Key_Return)
    typist.settle()
    typist.wait_for(lambda: len(quick.table.rows_model.rows) == 30)
    assert typist.strokes / 30 < 15

    ids = past_meetings.open_records(peopled)
    records = [meetings.load(peopled, one) for one in ids]
    month, expected = 0, []
    for day, kind, came in lines:
        parts = [int(part) for part in day.split("-")]
        month = parts[0] if len(parts) > 1 else month
        starts = datetime.fromisoformat(f"2025-{month:02}-{parts[-1]:02}T14:30")
        expected.append((starts, kind, HeadCounts(12, int(came)), "三楼会议室"))
    found = [(one.meeting.starts, one.meeting.kind, one.meeting.counted, one.meeting.place) for one in records]
    assert found == expected
    committee = [one.meeting.number for one in records if one.meeting.kind is MeetingKind.COMMITTEE_MEETING]
    assert committee == list(range(1, 13))
    newest = quick.table.rows_model.rows[0]
    assert [newest.cell(at).text for at in (0, 1, 4, 5)] == ["2025-12-28 14:30", "党课 · 第2次", "12", "10"]


def test_what_the_roster_expects_is_offered_and_odd_heads_are_said(typist: Typist, peopled: Store) -> None:
    quick = screen(typist)
    tab(typist, "2025-3-14", "2", "")
    typist.settle()
    assert quick.line.heads["expected"].value() == 3
    typist.press(KEY.Key_Tab)
    typist.type("5")
    typist.settle()
    assert quick.told.text() == "实到、请假、缺席合计5人，多于应到3人，请核对。"
    typist.press(KEY.Key_Return)
    typist.settle()
    assert [meetings.load(peopled, one).heads.present for one in past_meetings.open_records(peopled)] == [5]
    tab(typist, "14", "", "")
    typist.settle()
    assert quick.told.text() == "当天已有一次支委会（草稿）。"


def test_documents_and_theme_belong_to_their_line_alone(typist: Typist, peopled: Store) -> None:
    quick = screen(typist)
    tab(typist, "2025-3-14", "5", "", "8", "1", "", "主题党日", "讲话一；讲话二")
    typist.press(KEY.Key_Return)
    typist.settle()
    (one,) = past_meetings.open_records(peopled)
    record = meetings.load(peopled, one).meeting
    (study,) = record.agenda
    assert isinstance(study, FirstTopic)
    assert ([part.title for part in study.documents], record.title) == (["讲话一", "讲话二"], "主题党日")
    assert (quick.line.theme.text(), quick.line.studied.text()) == ("", "")
    assert quick.line.day.near == date(2025, 3, 14)
    assert typist.focus is quick.line.day


def test_the_last_line_is_taken_back_and_no_other(typist: Typist, peopled: Store) -> None:
    quick = screen(typist)
    for day in ("2025-3-14", "15"):
        tab(typist, day, "2", "3", "3")
        typist.press(KEY.Key_Return)
        typist.settle()
    typist.press(KEY.Key_Z, with_=ALT)
    typist.settle()
    assert [meetings.load(peopled, one).meeting.starts.day for one in past_meetings.open_records(peopled)] == [14]
    assert len(quick.table.rows_model.rows) == 1
    assert not quick.undo_button.isEnabled()


def test_a_line_without_a_day_or_with_nonsense_is_not_kept(typist: Typist, peopled: Store) -> None:
    quick = screen(typist)
    typist.press(KEY.Key_Return)
    assert quick.told.text() == "还没有填日期。只写日，就是上一条的那个月。"
    tab(typist, "2025-3-14", "2", "3", "3")
    quick.line.ends.setFocus()
    typist.type("99")
    typist.press(KEY.Key_Return)
    typist.settle()
    assert "不是时间" in quick.told.text()
    assert quick.line.heads["present"].value() == 3
    assert past_meetings.open_records(peopled) == ()


def test_a_group_is_chosen_by_its_digit(typist: Typist, peopled: Store) -> None:
    screen(typist)
    tab(typist, "2025-3-14", "3", "2", "6", "6")
    typist.press(KEY.Key_Return)
    typist.settle()
    (one,) = past_meetings.open_records(peopled)
    assert meetings.load(peopled, one).meeting.group == "第二党小组"


def test_a_line_may_be_closed_at_once_and_others_together(
    typist: Typist, peopled: Store, answer: Callable[[str], list[str]]
) -> None:
    quick = screen(typist)
    quick.close_at_once.setChecked(True)
    tab(typist, "2025-3-14", "2", "3", "3")
    typist.press(KEY.Key_Return)
    typist.settle()
    assert quick.table.rows_model.rows[0].cell(9).text == "已定稿"
    quick.close_at_once.setChecked(False)
    for day in ("15", "16"):
        tab(typist, day, "", "3", "3")
        typist.press(KEY.Key_Return)
        typist.settle()
    asked = answer("yes")
    quick.close_button.click()
    typist.settle()
    assert asked[0].startswith("2次旧会议记录要一并定稿吗？")
    states = {meetings.load(peopled, row.key).state for row in quick.table.rows_model.rows}
    assert (states, len(quick.table.rows_model.rows)) == ({MeetingState.FINAL}, 3)


def test_marking_by_name_keeps_the_line_and_opens_its_people(typist: Typist, peopled: Store) -> None:
    quick = screen(typist)
    tab(typist, "2025-3-14", "2", "3", "3")
    quick.names_button.click()
    typist.settle()
    typist.settle()
    assert typist.window.here == "meeting"
    editor = typist.editor
    assert editor.stack.currentWidget() is editor.form.people
    meeting_id = editor.form.meeting_id()
    assert meeting_id is not None
    assert meetings.load(peopled, meeting_id).meeting.counted is None


def test_what_could_not_be_kept_stands_there_again(typist: Typist, peopled: Store) -> None:
    quick = screen(typist)
    quick.close_at_once.setChecked(True)
    tab(typist, "2025-3-14", "2", "3", "3", "", "", "学习", "", "1430", "1300")
    typist.press(KEY.Key_Return)
    typist.settle()
    assert "还不能定稿" in quick.told.text()
    assert (quick.line.day.text(), quick.line.theme.text()) == ("2025-03-14", "学习")
    assert quick.line.heads["present"].value() == 3
    assert past_meetings.open_records(peopled) == ()


def test_files_go_with_their_line(
    typist: Typist, peopled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = screen(typist)
    scan = tmp_path / "扫描件.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(scan)], ""))
    tab(typist, "2025-3-14", "2", "3", "3")
    quick.files_button.click()
    assert quick.files_button.text() == "附件 1 个…"
    assert typist.focus is quick.keep_button
    typist.press(KEY.Key_Space)
    typist.settle()
    assert (quick.files_button.text(), quick.table.rows_model.rows[0].cell(8).text) == ("附件…", "1")
    (one,) = past_meetings.open_records(peopled)
    assert [file.name for file in attachments.kept(peopled, one).files] == ["扫描件.pdf"]


def test_the_list_of_meetings_leads_here_and_esc_back(typist: Typist) -> None:
    typist.window.navigate("meetings")
    typist.settle()
    typist.window.visit("meetings").quick_button.click()  # type: ignore[attr-defined] # the list's own button
    typist.settle()
    assert typist.window.here == "quick_meetings"
    typist.press(KEY.Key_Escape)
    typist.settle()
    assert typist.window.here == "meetings"
