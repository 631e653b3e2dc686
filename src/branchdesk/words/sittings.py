"""What is said of two records of one sitting, and of one meeting held by each group."""

from __future__ import annotations

from collections.abc import Iterable

from branchdesk.words.meetings import KINDS, day_text

NAMED = 3  # of those whose marks differ


def another(kind: str, day: str) -> str:
    """Name the operation that records a sitting as another kind too."""
    return f"{day_text(day)}同一次会议另记为{KINDS[kind]}"


def for_groups(number: int, day: str) -> str:
    """Name the operation that makes drafts for the other groups."""
    return f"为其他{number}个党小组各记{day_text(day)}党小组会"


def marks_taken(kind: str, day: str) -> str:
    """Name the operation that takes the marks of the other record."""
    return f"{day_text(day)}{KINDS[kind]}取同一次会议的到会情况"


def same_kind(kind: str) -> str:
    """Say that a sitting is recorded as this kind already."""
    return f"这次会议已经记为{KINDS[kind]}，请选另一类型。"


def people_differ(names: Iterable[str], number: int, other: str) -> str:
    """Say that the two records of one sitting say otherwise of some people."""
    some = "、".join(list(names)[:NAMED])
    more = f"等{number}人" if number > NAMED else ""
    return f"{some}{more}的到会情况与同一次会议的{KINDS[other]}记录不一致。"


def not_a_group() -> str:
    """Say that only a group's meeting can be recorded for the other groups."""
    return "只有党小组会可以为其他党小组各记一份。"


def no_other_group() -> str:
    """Say that every other group has its record of that day already."""
    return "其他党小组当天都已有记录。"


def nothing_to_take() -> str:
    """Say that there is no other record of the sitting."""
    return "没有同一次会议的另一份记录。"


def only_group() -> str:
    """Say that there is no other group to go to."""
    return "没有其他党小组"


def take_marks_question() -> str:
    """Ask whether the marks of the other record shall stand here."""
    return "到会情况改为与同一次会议的另一份记录一致吗？"


def marks_replaced() -> str:
    """Say what taking the marks does."""
    return "两份记录都应到的人，到会、请假、缺席和原因按另一份记录填写；可以撤销。"
