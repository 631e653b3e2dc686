from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import Severity
from branchdesk.errors import Refusal
from branchdesk.files.headings import pick_sheet
from branchdesk.files.sheets import read_book
from branchdesk.files.tables import Table, read_table
from branchdesk.ledgers.catalogue import LEDGERS

Read = Callable[..., Table]
HEAD = ["序号", "姓名", "性别", "出生日期", "公民身份号码", "入党时间", "转正时间", "党员类别"]
SOUND = "110105199003070017"


def table_of(path: Path, ledger: str) -> Table:
    declared = LEDGERS[ledger]
    return read_table(pick_sheet(read_book(path), declared), declared)


def found(table: Table) -> set[tuple[int, str, str]]:
    return {(finding.row, finding.column, finding.code) for finding in table.findings}


def codes(table: Table) -> list[str]:
    return [finding.code for finding in table.findings]


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_the_sample_roster_is_the_same_in_every_format(samples: Path, ending: str) -> None:
    table = table_of(samples / f"党员花名册.{ending}", "members")
    assert [row.number for row in table.rows] == list(range(5, 51))
    assert table.taken == table.rows
    serious = {finding for finding in found(table) if finding[2] != "date_month_only"}
    assert serious == {
        (14, "姓名", "same_name"),
        (16, "公民身份号码", "id_number_rounded"),
        (18, "公民身份号码", "id_number_check_digit"),
    }
    assert (6, "入党时间", "date_month_only") in found(table)
    assert codes(table).count("date_month_only") == 35
    assert table.findings == table_of(samples / "党员花名册.xlsx", "members").findings
    assert table.rows == table_of(samples / "党员花名册.xlsx", "members").rows


def test_the_sample_roster_is_read_right(samples: Path) -> None:
    rows = {row.number: row.values for row in table_of(samples / "党员花名册.xlsx", "members").rows}
    first, dotted, rounded = rows[5], rows[9], rows[16]
    assert (first["name"], first["sex"], first["office"], first["stage"]) == ("翟堃", "female", "书记", "full_member")
    assert first["joined_on"] == PartialDate(1990, 2, 27)
    assert first["full_since"] == PartialDate(1991, 2)
    assert (first["group"], first["phone"], first["roster_order"]) == ("第一党小组", "15040048126", 1)
    assert dotted["name"] == "买买提·艾山"
    assert rows[14]["name"] == "王伟"
    assert rounded["id_number"] is None
    assert rows[13]["ethnicity"] == "壮族"


def test_the_sample_volunteers_and_clues_are_read_whole(samples: Path) -> None:
    volunteers = table_of(samples / "志愿者名单.xlsx", "volunteers")
    clues = table_of(samples / "志愿者线索登记.csv", "clues")
    assert len(volunteers.taken) == 50
    assert len(clues.taken) == 193
    assert sum(row.values["state"] == "handled" for row in clues.rows) == 189
    assert sum(row.values["fed_back"] is True for row in clues.rows) == 168
    assert set(codes(volunteers) + codes(clues)) == {"date_month_only"}


def test_other_headings_in_another_order(read: Read) -> None:
    table = read(
        [
            [
                "身份证号",
                "姓　　名",
                "人员类别",
                "转为正式党员日期",
                "加入党组织日期",
                "出生年月日",
                "所属党小组",
                "健康状况",
            ],
            ["'11010519900307001０", "张 三", "正式", 43358, "2017/2/3  14:30", "19900307", "一组", "某路1号"],
            ["11010519491231002x", "李四", "中共预备党员", "", date(2026, 5, 4), 1949.12, "2组", ""],
            ["110105491231002", "John  Smith", "群众", "", "", "", "", ""],
        ],
    )
    first, second, third = (row.values for row in table.rows)
    assert first["full_since"] == PartialDate(2018, 9, 15)
    assert first["joined_on"] == PartialDate(2017, 2, 3)
    assert first["birth_date"] == PartialDate(1990, 3, 7)
    assert first["group"] == "第一党小组"
    assert second["id_number"] == "11010519491231002X"
    assert second["stage"] == "probationary_member"
    assert third["id_number"] == "11010519491231002X"
    assert third["name"] == "John  Smith"
    assert third["stage"] is None
    assert (1, "健康状况", "unknown_column") in found(table)
    assert (4, "人员类别", "choice_unknown") in found(table)
    assert (4, "身份证号", "id_number_old") in found(table)
    assert (4, "身份证号", "duplicate_in_sheet") in found(table)
    assert table.refused == {4}
    assert "stage_missing" not in codes(table)


def test_three_rows_of_headings_below_two_titles(read: Read) -> None:
    table = read(
        [
            ["某某支部党员信息采集表"],
            ["填报单位：某某支部", "", "", "", "", "", "填报日期：2026年"],
            ["序号", "基本情况", "", "", "党内情况", "", "", "", "备注"],
            ["", "姓名", "性别", "出生", "入党", "", "职务", ""],
            ["", "", "", "年月", "时间", "介绍人", "党内", "行政"],
            [1, "张三", "男", "1990.3", "2012-7-1", "李四", "支部书记", "科长"],
        ],
        spans=[
            (0, 0, 0, 8),
            (2, 0, 4, 0),
            (2, 1, 2, 3),
            (2, 4, 2, 7),
            (3, 1, 4, 1),
            (3, 2, 4, 2),
            (3, 4, 3, 5),
            (3, 6, 3, 7),
        ],
    )
    assert len(table.rows) == 1
    values = table.rows[0].values
    assert values["joined_on"] == PartialDate(2012, 7, 1)
    assert values["birth_date"] == PartialDate(1990, 3)
    assert (values["name"], values["office"], values["sex"]) == ("张三", "书记", "male")
    assert "科长" in values.values()


def test_two_rows_of_headings_without_merged_cells(read: Read) -> None:
    table = read(
        [
            ["姓名", "性别", "党员发展情况", "", "家庭成员", "", "备注"],
            ["", "", "入党时间", "转正时间", "父亲", "母亲"],
            ["张三", "男", "2012-07-01", "2013-07-01", "张大", "李氏", "无误"],
        ],
    )
    values = table.rows[0].values
    assert values["joined_on"] == PartialDate(2012, 7, 1)
    assert values["full_since"] == PartialDate(2013, 7, 1)
    assert values["remark"] == "无误"
    assert {"unknown_column", "column_missing"} == set(codes(table))


def test_a_heading_with_parts_that_nobody_knows_is_no_record(read: Read) -> None:
    table = read([["姓名", "性别", "家庭成员", ""], ["", "", "父亲", "母亲"], ["张三", "男", "张大", "李氏"]])
    assert [row.values["name"] for row in table.rows] == ["张三"]


def test_rows_that_are_no_records(read: Read) -> None:
    table = read(
        [
            HEAD,
            ["必填", "必填", "选填", "格式：1990-01-01"],
            ["1", "2", "3", "4", "5", "6", "7", "8"],
            [1, "张三", "男"],
            ["第二党小组（2人）"],
            [2, "李四", "女"],
            HEAD,
            [3, "王五", "男"],
            ["小计", "1人"],
            [4, "", "", ""],
            [5],
            ["合计", "共4人"],
            ["制表人：张三", "", "", "审核人："],
            ["注：本表一式两份。"],
        ],
    )
    assert [row.values["name"] for row in table.rows] == ["张三", "李四", "王五"]
    assert [row.number for row in table.rows] == [4, 6, 8]
    assert {row for row, _, code in found(table) if code == "row_skipped"} == {2, 3, 5}
    assert (12, "", "total_differs") in found(table)


def test_a_cell_merged_over_rows_stands_in_each(read: Read) -> None:
    table = read(
        [["姓名", "所在党小组"], ["张三", "第一党小组"], ["李四", ""], ["王五", "第二党小组"]], spans=[(1, 1, 2, 1)]
    )
    assert [row.values["group"] for row in table.rows] == ["第一党小组", "第一党小组", "第二党小组"]


def test_rows_speak_of_the_sheets_own_numbers(read: Read) -> None:
    table = read([[], [], ["", "姓名", "性别"], [], ["", "张三", "x"]])
    assert [row.number for row in table.rows] == [5]
    assert (5, "性别", "choice_unknown") in found(table)


def test_a_missing_name_keeps_a_row_out(read: Read) -> None:
    table = read([HEAD, [1, "", "男", "1990-03-07"], [2, "李四", "女"]])
    assert table.refused == {2}
    assert [row.values["name"] for row in table.taken] == ["李四"]
    assert [finding.severity for finding in table.findings if finding.row == 2][:1] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("2016-02-30", None, "date_unreadable"),
        ("不详细", None, "date_unreadable"),
        ("无", None, None),
        ("2016", PartialDate(2016), "date_year_only"),
        ("2016.1", PartialDate(2016, 1), "date_month_only"),
        (2016.1, PartialDate(2016, 1), "date_ambiguous"),
        (2016.11, PartialDate(2016, 11), "date_month_only"),
        (datetime(2016, 1, 5, 14, 30), PartialDate(2016, 1, 5), None),  # noqa: DTZ001 - a cell has no zone
        (43358, PartialDate(2018, 9, 15), None),
    ],
)
def test_dates(read: Read, cell: object, value: PartialDate | None, code: str | None) -> None:
    table = read([["姓名", "入党时间"], ["张三", cell]])
    assert table.rows[0].values["joined_on"] == value
    assert [found.code for found in table.findings if found.row == 2] == ([code] if code else [])


def test_two_of_one_name_are_told_apart(read: Read) -> None:
    table = read(
        [HEAD, [1, "王伟", "男", "1990-03-07"], [2, "王　伟", "女", "1991-03-07"], [3, "王伟", "男", "1990-03-07"]]
    )
    notes = {finding.row: finding for finding in table.findings if finding.code == "same_name"}
    assert notes[3].severity is Severity.NOTE
    assert "第 2 行" in notes[3].message
    assert "出生日期" in notes[3].message
    assert notes[4].severity is Severity.DOUBT


def test_what_stands_against_the_rules_is_kept_and_flagged(read: Read) -> None:
    table = read(
        [
            HEAD,
            [1, "甲", "女", "1990-03-08", SOUND, "2012-07-01", "2013-06-01", "正式党员"],
            [2, "乙", "男", "2000", "", "2017", "2017-05", "正式党员"],
            [3, "丙", "男", "2000", "", "2018", "2019", "正式党员"],
            [4, "丁", "男", "", "", "2025-07-01", "2026-07-01", "预备党员"],
            [5, "戊", "男", "", "", "2012-07-01", "2011-07-01", "正式党员"],
            [6, "己", "男", "", "", "1970-07-01", "1970-07-01", "正式党员"],
            [7, "庚", "男", "", "", "2012-07-01", "", "正式党员"],
            [8, "辛", "男", "", "", "", "", ""],
        ],
    )
    by_row: dict[int, set[str]] = {}
    for finding in table.findings:
        by_row.setdefault(finding.row, set()).add(finding.code)
    assert by_row[2] == {"id_number_birth_differs", "id_number_sex_differs", "full_before_one_year"}
    assert by_row[3] >= {"joined_before_18", "full_before_one_year"}
    assert by_row[4] == {"date_year_only"}
    assert by_row[5] == {"probationary_with_full_date"}
    assert by_row[6] == {"full_before_joined"}
    assert 7 not in by_row
    assert by_row[8] == {"full_member_without_date"}
    assert by_row[9] == {"stage_missing"}
    assert len(table.taken) == 8


def test_a_sheet_without_a_stage_says_so_once(read: Read) -> None:
    table = read([["姓名", "性别"], *([name, "男"] for name in "甲乙丙丁")])
    assert codes(table) == ["column_missing"]


def test_the_better_of_two_columns_for_one_field_is_read(read: Read) -> None:
    table = read([["姓名", "政治面貌", "党员类别"], ["张三", "中共党员", "预备党员"]])
    assert table.rows[0].values["stage"] == "probationary_member"
    assert (1, "政治面貌", "column_repeated") in found(table)


def test_no_message_holds_an_id_number(read: Read) -> None:
    wrong = "110105199003070011"
    table = read([HEAD, [1, "甲", "男", wrong, wrong, f"入党 {wrong}", 7, wrong], [2, "乙", wrong, "", wrong + "9"]])
    assert len(table.findings) > 5
    assert not any(wrong in finding.message or wrong[4:14] in finding.message for finding in table.findings)


def test_telephone_numbers_of_every_making(read: Read) -> None:
    table = read(
        [["姓名", "手机"], ["甲", 15040048126], ["乙", "1.5040048126E+10"], ["丙", "1504004812"], ["丁", "无"]]
    )
    assert [row.values["phone"] for row in table.rows] == ["15040048126", "15040048126", "1504004812", None]
    assert (4, "手机", "phone_malformed") in found(table)


def test_true_is_not_read_as_one(read: Read) -> None:
    table = read([["线索编号", "是否反馈"], [1, True], ["b", 1], ["c", "否"]], ledger="clues")
    assert [row.values["fed_back"] for row in table.rows] == [True, True, False]
    assert table.rows[0].values["number"] == "1"


def test_a_sheet_without_headings_is_refused_with_those_looked_for(read: Read) -> None:
    with pytest.raises(Refusal) as refused:
        read([["甲", "乙"], [1, 2]])
    assert refused.value.code == "sheet_no_heading"
    assert "姓名" in refused.value.sentence
    assert "名册" in refused.value.sentence


def test_the_tab_with_most_headings_is_taken(make: Callable[..., Path]) -> None:
    members = LEDGERS["members"]
    more = {"说明": [["填表说明"]], "党员": [["姓名", "性别", "入党时间"], ["张三", "男", "2012"]]}
    book = read_book(make([["姓名", "备注"], ["李四", ""]], **more))
    assert pick_sheet(book, members).name == "党员"
    assert pick_sheet(book, members, "名册").name == "名册"
    assert pick_sheet(book, members, 2).name == "说明"
    assert pick_sheet(book, members, "3").name == "党员"
    with pytest.raises(Refusal) as refused:
        pick_sheet(book, members, "第四张")
    assert "名册、说明、党员" in refused.value.sentence


def test_a_clue_sheets_own_checks(read: Read) -> None:
    table = read(
        [
            ["线索编号", "提报日期", "线索内容", "办理状态", "办结日期"],
            ["A1", "2026-05-01", "路灯不亮", "待分办", "2026-05-03"],
            ["A2", "2026-05-05", "", "已办结", "2026-05-03"],
            ["A1", "", "井盖缺失", "已处置", ""],
        ],
        ledger="clues",
    )
    assert found(table) == {
        (2, "办理状态", "closed_with_open_state"),
        (3, "线索内容", "clue_without_text"),
        (3, "办结日期", "closed_before_reported"),
        (4, "提报日期", "clue_without_date"),
        (4, "线索编号", "duplicate_in_sheet"),
    }


def test_a_remark_that_sounds_like_a_hint_drops_nobody(read: Read) -> None:
    table = read([["姓名", "性别", "备注"], ["张三", "男", "必填材料未交"], ["李四", "女", ""]])
    assert [row.values["name"] for row in table.rows] == ["张三", "李四"]


def test_an_example_is_nobody(read: Read) -> None:
    table = read([["序号", "姓名", "性别"], ["例1", "某某", "男"], ["示例：", "某某", "女"], [1, "张三", "男"]])
    assert [row.values["name"] for row in table.rows] == ["张三"]


def test_an_age_behind_a_birth_date_does_not_matter(read: Read) -> None:
    table = read([["姓名", "出生年月（岁）"], ["张三", "1971.07\n（55岁）"]])
    assert table.rows[0].values["birth_date"] == PartialDate(1971, 7)


def test_a_name_with_a_remark_is_kept_and_flagged(read: Read) -> None:
    table = read([["姓名", "性别"], ["张三（预备）", "男"]])
    assert table.rows[0].values["name"] == "张三（预备）"
    assert (2, "姓名", "name_unusual") in found(table)
