"""Half-width marks that were typed between Han characters, set full-width as papers want them (GB/T 15834).

Who types a record in a hurry leaves the keyboard on half-width marks: `共126件,审结118件(含积案).` is printed
`共126件，审结118件（含积案）。` What stands between figures or Latin letters is never touched: numbers, times,
addresses and English stay as they are. So does a mark of which one cannot be sure.
"""

from __future__ import annotations

import re

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = f"{_HAN}，。、；：？！…—》〉」』】〗〕）”’％℃"  # what a full-width mark may follow
_AHEAD = f"{_HAN}《〈「『【〖〔（“‘…—"  # what it may precede where a figure or a letter stands before it
_FULL = str.maketrans(",;:?!", "，；：？！")

_TO_DO = re.compile(r'[,;:?!."(]|。{3}')
_BRACKETS = re.compile(r"\(([^()（）]*)\)")
# After Han any mark is one of the sentence; after a figure or letter only where Han follows, and no colon is then.
_MARKS = re.compile(rf"(?<=[{_WIDE}]) ?([,;:?!]+)(?![/\\]) ?|(?<=[0-9A-Za-z%)\]]) ?([,;?!]+) ?(?=[{_AHEAD}])")
_DOTS = re.compile(rf"(?<=[{_WIDE}])(?:\.{{3,}}|。{{3,}})")
_STOP_AT_END = re.compile(rf"(?<=[{_WIDE}])\.(?=[”’」』]*$)")
# What foreign names are written with: a dot between two of these parts a name, as in 买买提.艾山.
_SOUNDS = (
    "阿艾买提力江古丽依布拉木沙热孜娜迪娅尔克汗库班吐拜巴哈萨卡马穆尼牙亚"
    "合曼斯坦图达别玉素甫吾祖农托乎帕苏逊肉来麦海比努扎西德里赛衣不都卜杜山"
)
_STOP_WITHIN = re.compile(rf"(?<=[{_WIDE}])(?!(?<=[{_SOUNDS}])\.[{_SOUNDS}])\. ?(?=[{_AHEAD}])")


def full_width(text: str) -> str:
    """Give a paragraph with the marks full-width that stand in Chinese, and its straight quotes in pairs."""
    if not _TO_DO.search(text) or text.isascii():
        return text
    # Between Han a dot is a stop only where the writer uses no other.
    stops = "。" not in text and "，" not in text and "·" not in text
    text = _quoted(text)
    text = _BRACKETS.sub(_bracket, text)
    text = _MARKS.sub(lambda match: (match[1] or match[2]).translate(_FULL), text)
    text = _DOTS.sub("……", text)
    text = _STOP_AT_END.sub("。", text)
    return _STOP_WITHIN.sub("。", text) if stops and ("，" in text or text.endswith("。")) else text


def _quoted(text: str) -> str:
    """Turn straight quotes into pairs, where there are pairs and Chinese stands in them or beside them."""
    parts = text.split('"')
    if len(parts) % 2 == 0:
        return text
    told = parts[0]
    for inner, after in zip(parts[1::2], parts[2::2], strict=True):
        chinese = _has_han(inner) or _has_han(told[-1:]) or _has_han(after[:1])
        told += f"“{inner}”{after}" if chinese else f'"{inner}"{after}'
    return told


def _bracket(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    latin = before.isascii() and before.isalnum()
    chinese = _has_han(match[1]) or _has_han(before) or (_has_han(after) and not latin)
    return f"（{match[1]}）" if chinese else match[0]


def _has_han(text: str) -> bool:
    return re.search(f"[{_HAN}]", text) is not None
