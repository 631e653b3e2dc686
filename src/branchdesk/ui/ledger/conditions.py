"""What one can ask of each kind of field, and how a condition is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from branchdesk.domain.dates import Unreadable, read_date
from branchdesk.ledgers.spec import Field, FieldKind
from branchdesk.services.ledgers.lists import Condition, Test
from branchdesk.words import filters

WORDS = {Test(key): word for key, word in filters.WORDS.items()}
WHETHER = (Test.EMPTY, Test.FILLED)
LISTED = (Test.ONE_OF, Test.NONE_OF)
WRITTEN = (Test.CONTAINS, Test.LACKS, Test.IS, Test.IS_NOT)
TESTS = {
    FieldKind.CHOICE: (*LISTED, *WHETHER),
    FieldKind.FLAG: (*LISTED, *WHETHER),
    FieldKind.DATE: (Test.BETWEEN, Test.IS, Test.IS_NOT, *WHETHER),
    FieldKind.INTEGER: (Test.BETWEEN, Test.IS, Test.IS_NOT, *WHETHER),
    FieldKind.LONG_TEXT: (Test.CONTAINS, Test.LACKS, *WHETHER),
}


def questions_of(field: Field) -> tuple[Test, ...]:
    """Give what may be asked of a field, the likeliest first; values of a private one are never listed."""
    plain = (*WRITTEN, *WHETHER) if field.private else (Test.CONTAINS, Test.LACKS, Test.IS, *LISTED, *WHETHER)
    return TESTS.get(field.kind, plain)


def read_value(field: Field, text: str) -> tuple[Any, str]:
    """Read a typed value as it is compared, and say why where it cannot be; nothing typed is None."""
    text = text.strip()
    if not text:
        return None, ""
    if field.kind is FieldKind.DATE:
        try:
            return str(read_date(text).value), ""
        except Unreadable:
            return None, f"“{text}”不是日期，可写 2026、2026-11 或 2026-11-20。"
    if field.kind is FieldKind.INTEGER:
        return (int(text), "") if text.isdecimal() else (None, f"“{text}”不是整数。")
    return text, ""


def read_condition(field: Field, test: Test, texts: Sequence[str], chosen: Sequence[Any]) -> tuple[Condition, str]:
    """Make a condition of what was typed or chosen, and say why where it cannot be."""
    if test in WHETHER:
        return Condition(field.key, test), ""
    if test in LISTED:
        return Condition(field.key, test, tuple(chosen)), "" if chosen else "至少选一项。"
    return _read_written(field, test, texts)


def _read_written(field: Field, test: Test, texts: Sequence[str]) -> tuple[Condition, str]:
    values, problems = zip(*(read_value(field, text) for text in texts), strict=True)
    if problem := next((one for one in problems if one), ""):
        return Condition(field.key, test), problem
    if all(value is None for value in values):
        return Condition(field.key, test), "还没有填写。"
    if test is Test.BETWEEN:
        low, high = values
        backwards = low is not None and high is not None and low > high and not str(low).startswith(str(high))
        return Condition(field.key, test, (low, high)), "起点在终点之后，请对调。" if backwards else ""
    return Condition(field.key, test, (values[0],)), ""
