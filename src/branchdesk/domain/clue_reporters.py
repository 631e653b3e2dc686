"""Who reported a clue, as sheets and people write it: several names in one cell, or nobody's."""

from __future__ import annotations

import re

from branchdesk.domain import reading
from branchdesk.words.clues import ANONYMOUS, NAMES_JOINED

_NOBODY = re.compile(
    r"匿名.{0,4}|(?:不愿|不便|未|没有?|不)(?:透露|留|具|提供|署)(?:姓?名|名字).{0,4}|(?:某|一名?|热心|一位)(?:名|位)?"
    r"(?:外卖|快递)?(?:骑手|小哥|快递员|外卖员|群众|市民|居民|志愿者|网格员|网约车司机|司机)(?:举报|反映)?"
)
_BETWEEN = re.compile(r"\s*[,，、;；/／|&＆+]\s*|\n+")
_HAN_BLANK = re.compile(r"(?<=[\u4e00-\u9fff]{2})\s+(?=[\u4e00-\u9fff]{2})")
_AMONG = re.compile(r"等[一二两三四五六七八九十\d]*[人名位]?$")


def joined_reporters(text: str) -> str:
    """Give the names in a cell joined by 、 (张三/李四), 匿名 for somebody without a name (某骑手), or nothing."""
    plain = reading.plain(text)
    if not plain or reading.is_nothing(plain):
        return ""
    if _NOBODY.fullmatch(reading.compact(plain)):
        return ANONYMOUS
    parts = _BETWEEN.split(_AMONG.sub("", plain))
    names = [reading.name(name) for part in parts for name in _HAN_BLANK.split(part)]
    return NAMES_JOINED.join(dict.fromkeys(filter(None, names)))
