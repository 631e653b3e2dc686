"""A year of old minutes: brought in by sheet, looked at, mended, closed together, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import meeting_sheets as sheets
from branchdesk.domain.meetings import HeadCounts, MeetingState
from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.services import Store
from branchdesk.services.ledgers import importing, lists
from branchdesk.services.ledgers.lists import Condition, Query
from branchdesk.services.meetings import meetings
from branchdesk.ui.screens.meeting.counted import BY_NAME, COUNTED
from branchdesk.ui.screens.meetings.screen import MeetingsScreen
from ui.typist import Typist

KEY = Qt.Key


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return sheets.write(tmp_path / "三会一课 台账.xlsx", sheets.PLATFORM, sheets.PLATFORM_SPANS)


@pytest.fixture
def imported(peopled: Store, sheet: Path) -> str:
    """Take the sheet in and give the identifier of its members' meeting."""
    importing.take(peopled, MEETINGS, importing.open_sheet(sheet, MEETINGS))
    kind = Condition("kind", lists.Test.IS, ("members_meeting",))
    return lists.page(peopled, MEETINGS, Query((kind,))).rows[0][0]


def screen(typist: Typist) -> MeetingsScreen:
    typist.window.navigate("meetings")
    typist.settle()
    found = typist.window.visit("meetings")
    assert isinstance(found, MeetingsScreen)
    return found


def test_a_years_sheet_is_taken_in_and_back(typist: Typist, peopled: Store, sheet: Path) -> None:
    found = screen(typist)
    found.empty.import_button.click()
    assert typist.window.top_bar.title.text() == "导入会议台账"
    assert found.importer.path.hasFocus()
    found.importer.path.setText(str(sheet))
    typist.press(KEY.Key_Return)
    typist.settle()
    assert found.importer.take_button.text() == "导入 4 行"
    typist.press(KEY.Key_Return)
    typist.settle()
    assert typist.window.top_bar.title.text() == "会议与活动"
    assert found.count.text() == "共4次"
    assert [found.table.rows_model.rows[at].cell(5).text for at in range(4)] == ["5", "5", "4", "2"]
    assert found.notice.label.text() == "已导入：新增 4 次。"
    found.notice.button.click()
    typist.settle()
    assert lists.page(peopled, MEETINGS).total == 0


def test_esc_leads_from_the_import_to_the_list(typist: Typist) -> None:
    found = screen(typist)
    found.import_button.click()
    typist.press(KEY.Key_Escape)
    assert typist.window.top_bar.title.text() == "会议与活动"
    assert typist.window.here == "meetings"
    assert found.new_button in found.buttons()


def test_the_list_is_written_as_a_sheet_that_comes_back(
    typist: Typist, peopled: Store, imported: str, tmp_path: Path
) -> None:
    assert imported
    out = tmp_path / "导出.xlsx"
    found = screen(typist)
    found.export_button.click()
    dialog = found.exporter.dialog
    assert dialog is not None
    dialog.path.setText(str(out))
    dialog.write_button.click()
    typist.settle()
    assert found.notice.label.text().startswith("已导出 4 次到")
    plan = importing.preview(peopled, MEETINGS, importing.open_sheet(out, MEETINGS))
    assert {row.outcome.value for row in plan.rows} == {"unchanged"}


def test_old_records_are_closed_together_after_one_question(
    typist: Typist, peopled: Store, imported: str, answer: Callable[[str], list[str]]
) -> None:
    found = screen(typist)
    assert found.old_drafts.text() == "4次旧记录还是草稿，一并定稿…"
    answer("no")
    found.old_drafts.click()
    typist.settle()
    assert meetings.load(peopled, imported).state is MeetingState.DRAFT
    asked = answer("yes")
    found.old_drafts.click()
    typist.settle()
    assert asked[0].startswith("4次旧会议记录要一并定稿吗？")
    assert found.notice.label.text() == "已定稿4次旧会议记录。"
    assert found.old_drafts.isHidden()
    assert meetings.load(peopled, imported).state is MeetingState.FINAL


def test_an_old_record_opens_as_it_is_and_loses_nothing(typist: Typist, peopled: Store, imported: str) -> None:
    before = meetings.load(peopled, imported).meeting
    editor = typist.begin(target=imported)
    assert editor.form.draft().counted == before.counted == HeadCounts(5, 4, 1, 0)
    assert editor.form.draft().text == before.text
    people = editor.form.people
    editor.go(1)
    assert people.counted.isVisible()
    assert [head.number.text() for head in people.heads.of.values()][:4] == ["5", "4", "1", "0"]
    assert people.heads.of["unknown"].isHidden()
    assert people.counted.note.text() == COUNTED
    editor.form.basics.place.setText("五楼")
    editor.form.edited.emit()
    typist.save()
    after = meetings.load(peopled, imported).meeting
    assert (after.place, after.counted, after.text, after.agenda) == (
        "五楼",
        before.counted,
        before.text,
        before.agenda,
    )


def test_counts_and_text_can_be_mended(typist: Typist, peopled: Store, imported: str) -> None:
    editor = typist.begin(target=imported)
    editor.go(1)
    field = editor.form.people.counted.fields["present"]
    field.setFocus()
    field.selectAll()
    typist.type("9")
    typist.settle()
    assert any("多于应到5人" in text for text in typist.checks())
    field.selectAll()
    typist.type("3")
    editor.go(3)
    editor.form.agenda.text.setFocus()
    editor.form.agenda.text.selectAll()
    typist.type("改过的记录")
    typist.save()
    found = meetings.load(peopled, imported)
    assert (found.heads, found.meeting.text) == (HeadCounts(5, 3, 1, 0), "改过的记录")


def test_counts_give_way_to_people_marked_by_name(typist: Typist, peopled: Store, imported: str) -> None:
    editor = typist.begin(target=imported)
    editor.go(1)
    people = editor.form.people
    typist.press(KEY.Key_Space)
    assert people.heads.of["present"].number.text() == "1"
    assert people.counted.note.text() == BY_NAME
    typist.save()
    found = meetings.load(peopled, imported)
    assert (found.by_name, found.heads.present, found.meeting.counted) == (True, 1, HeadCounts(5, 4, 1, 0))


def test_a_meeting_of_today_knows_no_counted_heads(typist: Typist) -> None:
    editor = typist.begin()
    editor.go(1)
    assert editor.form.people.counted.isHidden()
    editor.go(3)
    assert not editor.form.agenda.text.isVisible()
    assert (editor.form.draft().counted, editor.form.draft().text) == (None, None)
