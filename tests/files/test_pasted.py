"""Tables from the clipboard, as spreadsheets, documents and web pages leave them there."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.errors import Refusal
from branchdesk.files.pasted import read_clipboard
from branchdesk.files.sheets import MAX_ROWS
from branchdesk.files.tables import read_table
from branchdesk.ledgers.members import MEMBERS

EXCEL = """<html><body><table border=0><!--StartFragment-->
 <tr height=19><td colspan=2 class=xl65>基本
  情况</td><td rowspan=2>备注</td></tr>
 <tr><td>姓名</td><td>性别</td></tr>
 <tr><td>张三</td><td>男</td><td>一<br>二&nbsp;</td></tr>
<!--EndFragment--></table></body></html>"""


def test_cells_between_tabs() -> None:
    sheet = read_clipboard('姓名\t备注\r\n张三\t"一\n二""三"""\r\n李四\t\r\n\r\n')
    assert sheet.rows == (("姓名", "备注"), ("张三", '一\n二"三"'), ("李四", None))


def test_quotes_that_do_not_pair_are_signs() -> None:
    assert read_clipboard('姓名\t身高\n张三\t6"\n').rows == (("姓名", "身高"), ("张三", '6"'))


def test_rows_of_different_length_are_filled_up() -> None:
    assert read_clipboard("a\nb\tc\td\n").rows == (("a", None, None), ("b", "c", "d"))


def test_what_was_merged_is_read_from_the_page() -> None:
    sheet = read_clipboard("基本情况\t\t备注\n姓名\t性别\t\n张三\t男\t一\n", EXCEL)
    assert sheet.rows[0] == ("基本 情况", None, "备注")
    assert sheet.rows[2] == ("张三", "男", "一\n二")
    assert {tuple(merge) for merge in sheet.merged} == {(0, 0, 0, 1), (0, 2, 1, 2)}
    table = read_table(sheet, MEMBERS)
    assert table.rows[0].values == {"name": "张三", "sex": "male", "remark": "一\n二"}


def test_a_table_of_a_page_without_tabs_is_read() -> None:
    html = "<table><tr><th>姓名<th>性别<tr><td>张三<td>男</table><table><tr><td>另一个</table>"
    assert read_clipboard("姓名 性别 张三 男", html).rows == (("姓名", "性别"), ("张三", "男"))


def test_formulas_that_were_neutralised_are_text_again() -> None:
    assert read_clipboard("姓名\t备注\n张三\t'=1+1\n").rows[1] == ("张三", "=1+1")


@pytest.mark.parametrize(("text", "html"), [("", ""), (" \n\t\n", ""), ("", "<p>字</p>"), ("", "<table></table>")])
def test_nothing_is_refused_with_what_to_do(text: str, html: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_clipboard(text, html)
    assert refused.value.code == "pasted_nothing"


def test_more_rows_than_are_read_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        read_clipboard("a\n" * (MAX_ROWS + 1))
    assert refused.value.code == "sheet_too_many_rows"


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\"'"), max_size=8).map(str.strip)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_has_neither_quotes_nor_tabs_comes_back_as_it_was(rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    wanted = [tuple(cell or None for cell in row) + (None,) * (width - len(row)) for row in rows]
    while wanted and not any(wanted[-1]):
        wanted.pop()
    text = "\n".join("\t".join(row) for row in rows)
    if wanted:
        assert list(read_clipboard(text).rows) == wanted


@given(st.text(alphabet="<>table trdhcolspanrowspan=\"'123 /张\t\n&;!-", max_size=120))
def test_no_page_ends_the_reading(html: str) -> None:
    with suppress(Refusal):
        assert read_clipboard("", f"<table>{html}").rows
