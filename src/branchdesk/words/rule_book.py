"""How the rule book is read out: how often something is asked for, how sure its text is, what a branch made of it."""

from __future__ import annotations

from collections.abc import Mapping

from branchdesk.words import rule_changes
from branchdesk.words.meetings import day_text

TITLE = "制度规则"
SUBJECTS = {"branch": "支部", "committee": "支委会", "group": "党小组", "person": "党员"}
# As short as a column is: what was not read whole wants to be looked up.
SURE = {"read": "已核对", "seen": "请核对", "remembered": "请核对", "local": "各地自定"}
ON, OFF, NOT_SET = "启用", "停用", "未启用"
_YES_NO = {True: "是", False: "否"}
# Settings that are said in words of their own; any other by its name and value.
_SAID = {
    "months": "{}个月",
    "days": "{}天",
    "working_days": "{}个工作日",
    "hours": "{}学时",
    "years": "{}年",
    "ahead": "提前{}天提醒",
    "grace": "期满后{}个月内不算逾期",
    "least": "不少于{}",
    "most": "不超过{}",
}
_ASIDE = frozenset({"ahead", "grace"})


def often(settings: Mapping[str, object]) -> str:
    """Say how often, or within which time, something is asked for: 每季度1次, 6个月; nothing where nothing is set."""
    told = [_repeated(settings)] if "every" in settings else []
    rest = (key for key in settings if key not in _ASIDE and key not in {"every", "times"})
    return "，".join(part for part in (*told, *(said(key, settings[key]) for key in rest)) if part)


def settings_told(settings: Mapping[str, object]) -> str:
    """Say all that is set of a rule, reminders too."""
    aside = (said(key, settings[key]) for key in settings if key in _ASIDE and settings[key])
    return "，".join(part for part in (often(settings), *aside) if part)


def said(key: str, value: object) -> str:
    """Say one setting."""
    if key == "every":
        return rule_changes.EVERY.get(str(value), str(value))
    if key in _SAID:
        return _SAID[key].format(value)
    shown = _YES_NO[value] if isinstance(value, bool) else value
    return f"{rule_changes.setting(key)}：{shown}"


def _repeated(settings: Mapping[str, object]) -> str:
    every = said("every", settings["every"])
    return f"{every}{settings['times']}次" if "times" in settings else every


def changed(on: bool | None, settings: Mapping[str, object]) -> str:  # noqa: FBT001 - what a change holds
    """Say what a change made of a rule."""
    switched = [] if on is None else [ON if on else OFF]
    if {"every", "times"} <= settings.keys():
        told = [settings_told(settings)]
    else:
        told = [
            f"{said('every', value)}一次"
            if key == "every"
            else f"每期{value}次"
            if key == "times"
            else said(key, value)
            for key, value in settings.items()
        ]
    return "，".join((*switched, *told))


def since(day: str) -> str:
    """Say from when something holds."""
    return f"{day_text(day)}起"


def mine(day: str, who: str, what: str) -> str:
    """Say in a line what the branch made of a rule, from when, and who set it."""
    return f"{since(day)}{what}" + (f"（{who}）" if who else "")


def waits() -> str:
    """Say kindly of a rule that no document sets why it asks for nothing yet."""
    return "上级有要求再启用"


def waits_whole() -> str:
    """Say the same on the rule's own page."""
    return "文件没有统一规定次数或期限，由各地自定。上级有要求时，在这里设定并启用；没有启用之前不提醒，也不算缺。"


def look_it_up() -> str:
    """Say that a rule's text was not read whole."""
    return "这一条没有核对到全文，请对照文件原文；有出入的，在这里按原文设定。"


def not_in_force() -> str:
    """Say that no edition of a rule is in force yet."""
    return "现在还没有生效的版本"


def from_when() -> str:
    """Say what the day of a change decides."""
    return "到这天或以后到期的按新的规定，以前的仍按当时的规定。"


def shipped() -> str:
    """Say that a branch changed nothing of a rule."""
    return "没有改动，按文件规定执行。"
