"""Everybody who is to come has a line to sign, in the order of the screen; guests have theirs below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from branchdesk.domain.meetings import MeetingKind, MeetingRecord, Presence
from branchdesk.papers.blocks import BLANK_CELL, Paper, Paragraph, Table
from branchdesk.papers.sign_in_sheet import write_sign_in_sheet
from papers import reading
from papers.golden import check_golden
from papers.meeting_cases import bare, of, planned, printed
from papers.samples import record, roster, unmarked


def sheet(found: MeetingRecord, *, guests: int = 5, side_by_side: bool = False) -> Paper:
    return printed(write_sign_in_sheet(found, guests=guests, side_by_side=side_by_side))


def table(found: MeetingRecord, *, guests: int = 5, side_by_side: bool = False) -> list[list[str]]:
    blocks = write_sign_in_sheet(found, guests=guests, side_by_side=side_by_side).blocks
    rows = next(block for block in blocks if isinstance(block, Table)).rows
    return [["".join(map(told, cell.paragraphs)) for cell in row.cells] for row in rows]


def told(paragraph: Paragraph) -> str:
    return "".join(span.text.replace(BLANK_CELL, "") for span in paragraph.spans)


def test_people_stand_in_the_order_of_the_record() -> None:
    turned = replace(record(), attendees=tuple(reversed(roster())))
    names = [row[1].split("（")[0] for row in table(turned)]
    assert names[:46] == [person.name for person in reversed(roster())]


def test_each_line_says_how_somebody_belongs_and_to_which_group() -> None:
    rows = table(record())
    assert rows[0][:4] == ["1", "翟堃", "正式", "第一党小组"]
    assert next(row for row in rows if row[1] == "何霞")[2] == "预备"
    assert rows[46][:3] == ["47", "市院机关党委 张某", "列席"]


def test_blank_lines_for_guests_are_numbered() -> None:
    rows = table(of(observers=None), guests=7)
    assert [row[0] for row in rows[46:]] == ["47", "48", "49", "50", "51", "52", "53"]
    assert not any("".join(row[1:]) for row in rows[46:])
    assert len(table(of(observers=None), guests=0)) == 46


def test_leave_is_noted_without_its_reason_and_absence_is_not() -> None:
    rows = {row[1]: row for row in table(record())}
    assert rows["吕伟晨"][-1] == "请假"
    assert rows["于敏"][-1] == ""
    assert "住院" not in reading.body(sheet(record()))


def test_without_groups_there_is_no_column_for_them() -> None:
    alone = tuple(replace(person, group="") for person in roster())
    assert all(len(row) == 5 for row in table(record(people=alone)))


def test_side_by_side_everybody_has_a_line_too() -> None:
    rows = table(record(), side_by_side=True)
    assert [cell for row in rows for cell in (row[0], row[3]) if cell] == [str(number) for number in range(1, 53)]
    assert sheet(record(), side_by_side=True).pages < sheet(record()).pages


def test_the_heads_of_the_table_stand_on_every_page() -> None:
    pages = reading.pages(sheet(record()))
    assert len(pages) > 1
    assert all("序号" in page and "签名" in page for page in pages)


def test_who_came_is_left_to_be_written_until_everybody_is_marked() -> None:
    assert "应到46人，实到____人，列席____人。" in reading.body(sheet(planned()))
    assert "应到46人，实到43人，" in reading.body(sheet(record()))
    assert "应到____人，实到____人，" in reading.body(sheet(bare()))


def test_an_activity_expects_nobody_and_lists_volunteers_who_are_named() -> None:
    found = of(kind=MeetingKind.ACTIVITY, volunteers=("骑手刘某", "12人"))
    assert "应到" not in reading.body(sheet(found))
    assert ["骑手刘某", "志愿者"] in [row[1:3] for row in table(found)]
    assert "12人" not in reading.body(sheet(found))


def test_the_rare_names_are_on_the_sheet_and_a_draft_is_not_marked() -> None:
    text = reading.body(sheet(planned()))
    for name in ("陈䶮", "李𬭎", "赵㛃", "买买提·艾山"):
        assert name in text
    assert "草稿" not in text


def test_a_name_of_forty_characters_and_eighty_guests_are_not_cut() -> None:
    first, *rest = unmarked(roster())
    long = "穆罕默德·" * 8
    people = (replace(first, name=long), *rest)
    guests = tuple(f"来宾{number}" for number in range(80))
    found = replace(planned(), attendees=people, meeting=replace(planned().meeting, observers=guests))
    for pairs in (False, True):
        text = reading.body(sheet(found, side_by_side=pairs))
        assert long in text
        assert all(guest in text for guest in guests)


def test_everybody_unmarked_but_one_keeps_the_number_open() -> None:
    first, *rest = roster()
    people = (replace(first, presence=Presence.UNKNOWN), *rest)
    assert "实到____人" in reading.body(sheet(record(people=people)))


@pytest.mark.parametrize(("name", "side_by_side"), [("sign-in-sheet", False), ("sign-in-sheet-pairs", True)])
def test_the_sheet_is_set_as_it_was(name: str, side_by_side: bool) -> None:  # noqa: FBT001 - a case of the test
    check_golden(name, sheet(planned(), side_by_side=side_by_side))
