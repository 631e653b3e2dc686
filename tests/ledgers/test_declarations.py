import pytest

from branchdesk.domain import reading
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.ledgers.spec import FieldKind, Ledger

# What a sheet brings in but, written out, has in other columns: the day and the hours of a meeting.
TOLD_OTHERWISE = {"meetings": {"starts", "minutes"}}
EVERY = pytest.mark.parametrize("ledger", LEDGERS.values(), ids=[*LEDGERS])


@EVERY
def test_every_list_names_fields_that_there_are(ledger: Ledger) -> None:
    keys = {field.key for field in ledger.fields}
    lists = (ledger.screen, ledger.sheet, ledger.paper, ledger.search, ledger.unique, ledger.alike)
    assert len(keys) == len(ledger.fields)
    for named in (*lists, ledger.tells_apart):
        assert set(named) <= keys
        assert len(set(named)) == len(named)
    derived = {field.key for field in ledger.fields if field.derived}
    assert keys - set(ledger.sheet) == TOLD_OTHERWISE.get(ledger.key, derived)


@EVERY
def test_no_heading_means_two_fields(ledger: Ledger) -> None:
    seen: dict[str, str] = {}
    for field in ledger.fields:
        for heading in (field.label, *field.aliases):
            core = reading.heading(heading)
            assert core == heading
            assert seen.setdefault(core, field.key) == field.key, heading


@EVERY
def test_no_word_means_two_choices(ledger: Ledger) -> None:
    for field in ledger.fields:
        words = [word for choice in field.choices for word in (choice.label, *choice.aliases)]
        assert len(set(words)) == len(words)
        assert bool(field.choices) == (field.kind is FieldKind.CHOICE)


@EVERY
def test_familiar_words_are_in_the_form_that_is_kept(ledger: Ledger) -> None:
    for field in ledger.fields:
        assert not field.read or all(field.read(word) == word for word in field.familiar)


@EVERY
def test_only_id_numbers_are_private(ledger: Ledger) -> None:
    for field in ledger.fields:
        assert field.private == (field.kind is FieldKind.ID_NUMBER)
        assert not field.private or field.key not in {*ledger.paper, *ledger.screen, *ledger.search}
