"""Rows as a table for the clipboard: what a chat, a paper and our own import make of it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

import builders
from branchdesk.errors import Refusal
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services import Store
from branchdesk.services.clues import volunteers
from branchdesk.services.ledgers import copying, importing, lists
from branchdesk.services.ledgers.importing import Outcome
from branchdesk.services.ledgers.lists import Condition, Query, Sort
from branchdesk.services.people import members

NUMBER = "11010519491231002X"


class Cells(HTMLParser):
    """The cells of a page's table, row by row."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert attrs is not None
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
        elif tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self.rows and data.strip():
            self.rows[-1][-1] += data


def test_a_table_shows_what_the_list_shows(store: Store) -> None:
    builders.fill(store)
    query = Query((Condition("stage", lists.Test.IS, ("full_member",)),), order=(Sort("joined_on", descending=True),))
    made = copying.as_table(store, MEMBERS, query, ("name", "stage", "joined_on"))
    assert made.rows == 4
    assert made.text == (
        "姓名\t党员类别\t入党时间\n王伟\t正式党员\t2015-12\n王伟\t正式党员\t2010-07-01\n李四\t正式党员\t2005-06-30\n张三\t正式党员\t1998-07\n"
    )
    assert Cells(made.html).rows == [line.split("\t") for line in made.text.splitlines()]


def test_only_chosen_rows_are_copied_in_the_order_of_the_list(store: Store) -> None:
    ids = builders.fill(store)
    made = copying.as_table(store, MEMBERS, Query(ids=(ids[4], ids[0])), ("name",))
    assert made.text == "姓名\n张三\n何霞\n"


def test_id_numbers_are_hidden_unless_asked_for(store: Store) -> None:
    members.save(store, None, {"name": "张三", "stage": "full_member", "id_number": NUMBER})
    made = copying.as_table(store, MEMBERS, None, ("name", "id_number"))
    assert made.hidden == ("公民身份号码",)
    assert NUMBER not in made.text + made.html
    assert "110***********002X" in made.text
    whole = copying.as_table(store, MEMBERS, None, ("name", "id_number"), unmasked=True)
    assert whole.hidden == ()
    assert NUMBER in whole.text
    assert NUMBER in whole.html


def test_signs_of_mark_up_and_of_tables_stay_inside_their_cells(store: Store) -> None:
    volunteers.save(store, None, {"name": "孙骑", "team": '一队"甲"\t乙', "remark": "<b>一</b> & 二\n=1+1"})
    made = copying.as_table(store, VOLUNTEERS, None, ("name", "team", "remark"))
    assert Cells(made.html).rows[1] == ["孙骑", '一队"甲"\t乙', "<b>一</b> & 二\n=1+1"]
    assert "b" not in Cells(made.html).tags
    assert made.text.count("\t") == 5  # two between three cells in each row, and one in quotes


def test_a_copied_formula_is_a_text(store: Store) -> None:
    volunteers.save(store, None, {"name": "孙骑", "remark": "=1+1"})
    made = copying.as_table(store, VOLUNTEERS, None, ("name", "remark"))
    assert made.text.endswith("孙骑\t'=1+1\n")
    assert "mso-number-format:'\\@'" in made.html


def test_more_than_a_paper_can_bear_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    builders.fill(store)
    monkeypatch.setattr(copying, "MOST", 5)
    with pytest.raises(Refusal) as refusal:
        copying.as_table(store, MEMBERS)
    assert refusal.value.code == "too_many_to_copy"
    assert "6 名" in refusal.value.sentence


@pytest.mark.parametrize("unmasked", [True, False])
def test_what_was_copied_comes_back_and_a_hidden_number_harms_nobody(
    store: Store, tmp_path: Path, *, unmasked: bool
) -> None:
    builders.fill(store, builders.PEOPLE[:2])
    remark = '第一行\n"第二"行\n=1+1'
    members.save(store, None, {"name": "买买提·艾山", "stage": "full_member", "id_number": NUMBER, "remark": remark})
    made = copying.as_table(store, MEMBERS, None, MEMBERS.sheet, unmasked=unmasked)
    path = tmp_path / "粘贴.txt"
    path.write_text(made.text, encoding="utf-8", newline="")
    table = importing.open_sheet(path, MEMBERS)
    plan = importing.preview(store, MEMBERS, table)
    assert [row.outcome for row in plan.rows] == [Outcome.UNCHANGED] * 3
    codes = {finding.code for finding in plan.findings}
    assert ("id_number_masked" in codes) is not unmasked
