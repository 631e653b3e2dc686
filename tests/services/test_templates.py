"""Empty templates: they are no records, and filled in they are all records."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branchdesk.domain import identity
from branchdesk.domain.meetings import Severity
from branchdesk.errors import Refusal
from branchdesk.files.layouts import layout_of
from branchdesk.files.sheets import Sheet, of_one_width, read_book
from branchdesk.files.tables import read_table
from branchdesk.files.templates import fields_of, hint
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.services.ledgers import importing, templates

TAKEN = [LEDGERS[key] for key in importing.INTAKES]
each_ledger = pytest.mark.parametrize("ledger", TAKEN, ids=[ledger.key for ledger in TAKEN])


@each_ledger
@pytest.mark.parametrize("ending", templates.ENDINGS)
def test_an_empty_template_is_no_record_and_nothing_is_wrong_with_it(
    tmp_path: Path, ledger: Ledger, ending: str
) -> None:
    path = templates.write(ledger, tmp_path / f"模板{ending}")
    table = importing.open_sheet(path, ledger)
    assert table.rows == ()
    assert {finding.severity for finding in table.findings} <= {Severity.NOTE, Severity.DOUBT}
    assert [finding.code for finding in table.findings] == ["row_skipped"]
    assert layout_of(table.heading).fields == tuple(field.key for field in fields_of(ledger))


def written(field: Field) -> st.SearchStrategy[str]:
    """Give what people write in a column of a kind, required or not."""
    words: dict[FieldKind, st.SearchStrategy[str]] = {
        FieldKind.DATE: st.sampled_from(["2016-01-05", "2016.1", "2016年1月", "20160105", "2016"]),
        FieldKind.INTEGER: st.integers(1, 999).map(str),
        FieldKind.ID_NUMBER: st.integers(0, 999).map(_number),
        FieldKind.PHONE: st.sampled_from(["13800138000", "0411-8888888"]),
        FieldKind.FLAG: st.sampled_from(["是", "否"]),
        FieldKind.NAME: st.text("张王李赵钱孙周吴郑", min_size=2, max_size=4),
    }
    if field.choices:  # a 办案线索 holds nothing of its content: a row filled in otherwise is refused
        found = st.sampled_from([choice.label for choice in field.choices if choice.value != "passed_on"])
    elif field.familiar:
        found = st.sampled_from(list(field.familiar))
    else:
        found = words.get(field.kind, st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=6))
    return found if field.required or field.kind is FieldKind.NAME else st.one_of(st.just(""), found)


def _number(order: int) -> str:
    body = f"11010519900307{order:03}"
    return body + identity.check_digit(body)


@each_ledger
@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_template_that_was_filled_in_is_read_whole(ledger: Ledger, data: Any) -> None:  # noqa: ANN401 - hypothesis's own
    fields = fields_of(ledger)
    one = st.tuples(*(written(field) for field in fields))
    unique = [at for at, field in enumerate(fields) if field.key in ledger.unique]
    filled = data.draw(st.lists(one, min_size=1, max_size=5))
    seen: set[tuple[int, str]] = set()
    rows = []
    for row in filled:
        kept = tuple("" if at in unique and (at, cell) in seen else cell for at, cell in enumerate(row))
        seen |= {(at, cell) for at, cell in enumerate(kept) if at in unique}
        rows.append(kept)
    rows = [row for row in rows if sum(map(bool, row)) > 1]
    head = [tuple(field.label for field in fields), tuple(hint(field) for field in fields)]
    sheet = Sheet("模板", of_one_width([tuple(cell or None for cell in row) for row in [*head, *rows]]))
    table = read_table(sheet, ledger)
    assert len(table.taken) == len(rows)
    assert {finding.severity for finding in table.findings if finding.row > 2} <= {Severity.NOTE, Severity.DOUBT}


def test_a_template_offers_its_choices_and_keeps_what_is_typed(tmp_path: Path) -> None:
    path = templates.write(LEDGERS["members"], tmp_path / "模板.xlsx")
    (sheet,) = read_book(path)
    assert "必填" in str(sheet.rows[1][sheet.rows[0].index("姓名")])
    assert "正式党员" in str(sheet.rows[1][sheet.rows[0].index("党员类别")])
    with ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert '"男,女"' in xml
    assert 'state="frozen"' in xml
    assert 'formatCode="@"' in styles


def test_a_template_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        templates.write(LEDGERS["members"], tmp_path / "模板.doc")
