"""How what a list is narrowed by is said: on the chips above it, and below it on paper."""

from __future__ import annotations

from collections.abc import Sequence

NOT_FILLED = "未填"
NAMED = 3  # values that are said one by one
WORDS = {
    "contains": "包含",
    "lacks": "不包含",
    "is": "等于",
    "is_not": "不等于",
    "one_of": "属于",
    "none_of": "不属于",
    "between": "介于",
    "empty": "未填",
    "filled": "已填",
}


def described(label: str, test: str, values: Sequence[str]) -> str:
    """Say a condition on a field in a few words: 入党时间 介于 2020 和 2026-11. A bound that is open is empty."""
    word = WORDS[test]
    if test == "between":
        low, high = values
        if not low:
            return f"{label} 不超过 {high}"
        return f"{label} {word} {low} 和 {high}" if high else f"{label} 不低于 {low}"
    if test in {"empty", "filled"}:
        return f"{label} {word}"
    if test in {"one_of", "none_of"}:
        more = f"等 {len(values)} 项" if len(values) > NAMED else ""
        return f"{label} {word} {'、'.join(values[:NAMED])}{more}"
    return f"{label} {word}“{values[0]}”"
