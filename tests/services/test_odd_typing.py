"""What people type into fields: only a refusal stops it; what is accepted is stored and read back the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
from branchdesk.domain import identity, jottings, reading
from branchdesk.domain.dates import PartialDate, Unreadable, read_date
from branchdesk.domain.holiday_notice import read_notice
from branchdesk.domain.meetings import Presence
from branchdesk.domain.moments import hour_text, read_moment
from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.services.clues import clues, volunteers
from branchdesk.services.ledgers import entering, lists
from branchdesk.services.people import members
from trials.bad_texts import ODD

SAVES: Mapping[str, Callable[..., Any]] = {
    "members": members.save,
    "volunteers": volunteers.save,
    "clues": clues.save,
}
PIECES = st.one_of(
    st.sampled_from(ODD), st.text(max_size=6), st.sampled_from("0123456789０１２３年月日时点分-./:：半刻上下午至")
)
TYPED = st.lists(PIECES, min_size=1, max_size=6).map("".join)
READERS: tuple[Callable[[str], object], ...] = (
    *(reading.plain, reading.name, reading.compact, reading.heading, reading.ethnicity, reading.education),
    *(reading.degree, reading.office, reading.group, reading.counted, reading.minutes, reading.phone, reading.is_phone),
    *(reading.yes_or_no, reading.is_total, reading.is_footer, reading.without_age, reading.is_hint, hour_text),
    *(identity.read_id_number, identity.mask, identity.mask_all, jottings.kind_in, jottings.items, jottings.names),
    *(jottings.heads_in, jottings.group_in, read_notice, lambda text: jottings.away(text, Presence.ABSENT)),
)
SOME = settings(max_examples=int(os.environ.get("BRANCHDESK_EXAMPLES", "15")), suppress_health_check=list(HealthCheck))


@SOME
@given(text=TYPED)
def test_reading_a_text_never_fails(text: str) -> None:
    for read in READERS:
        read(text)
    for read in (read_date, read_moment, PartialDate.parse):
        try:
            read(text)
        except (Unreadable, ValueError):
            continue


def typed_into(field: Field) -> st.SearchStrategy[object]:
    """Give what the form of a field hands over: dates and choices are made by fields of their own."""
    if field.choices:
        return st.sampled_from([choice.value for choice in field.choices])
    if field.kind is FieldKind.DATE:
        return st.builds(
            PartialDate, st.integers(1900, builders.TODAY.year - 1), st.integers(0, 12)
        )  # lists show who is there
    return st.booleans() if field.kind is FieldKind.FLAG else TYPED


@pytest.mark.parametrize("key", SAVES)
@SOME
@given(data=st.data())
def test_what_is_accepted_is_read_back_as_it_was_judged(key: str, data: st.DataObject) -> None:
    ledger = LEDGERS[key]
    fields = [field for field in ledger.fields if field.editable]
    own = {*ledger.unique, *ledger.alike}
    typed = {
        field.key: data.draw(typed_into(field) if field.required or field.key in own else st.none() | typed_into(field))
        for field in fields
    }
    entry = entering.read(ledger, typed)
    if entry.errors:
        return
    with TemporaryDirectory() as folder, builders.opened(new_file(folder)) as store:
        try:
            record, _ = SAVES[key](store, None, entry.values)
        except Refusal:
            assert lists.page(store, ledger).total == 0
            return
        keys = tuple(entry.values)
        [(found, values)] = lists.page(store, ledger, columns=keys).rows
        assert found == record
        kept = dict(zip(keys, values, strict=True))
        plain = {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.NAME}
        told = [one.key for one in fields if one.kind in plain and entry.values[one.key] is not None]
        assert {one: kept[one] for one in told} == {one: entry.values[one] for one in told}


def new_file(folder: str) -> Path:
    path = Path(folder) / "支部.branchdesk"
    builders.new_branch(path).close()
    return path


@pytest.mark.parametrize("text", ["\ud800", "张\udfff"])
def test_half_a_character_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    with builders.opened(new_file(str(tmp_path))) as store:
        with pytest.raises(Refusal) as refused:
            members.save(store, None, {"name": "张三", "remark": text})
        assert refused.value.code == "unstorable"
        with pytest.raises(Refusal):
            lists.page(store, LEDGERS["members"], lists.Query(search=text))
        assert lists.page(store, LEDGERS["members"]).total == 0
