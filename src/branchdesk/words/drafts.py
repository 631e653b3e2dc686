"""What is said of forms whose text was never saved."""

from collections.abc import Mapping
from datetime import datetime

TAKE_UP, LET_GO, COPY = "接着填", "不要了", "复制文字"
NOT_KEPT = "填写的内容暂时存不下来，请先保存；一旦能存，会自动补存。"
_LONGEST = 40


def offered(what: str, at: datetime, *, gone: bool = False, others: int = 0) -> str:
    """Say what was typed and not saved, when, and whether its record is gone by now or more is waiting."""
    more = f"另有{others}处。" if others else ""
    rest = "这条记录后来删除了，可以把填过的文字复制出来。" if gone else ""
    return f"上次没有保存的内容：{what}，{at.year}年{at.month}月{at.day}日 {at:%H:%M} 填写。{rest}{more}"


def beside(fields: Mapping[str, str]) -> str:
    """Say which fields were left as they stand, because they were changed since, and what had been typed there."""
    told = "；".join(f"{name} {_short(text)}" for name, text in fields.items())
    return f"以下栏目后来改动过，没有填入，当时填的是：{told}"


def waits(what: str) -> str:
    """Say where what was typed is to be found."""
    return f"打开“{what}”，上次填过的内容会接着填在那里。"


def copied(what: str) -> str:
    """Say that it was copied."""
    return f"已复制“{what}”里填过的文字。"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return f"“{plain}”" if len(plain) <= _LONGEST else f"“{plain[:_LONGEST]}…”"
