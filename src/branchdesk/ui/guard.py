"""Which input method Qt shall speak to, decided before Qt starts.

Qt's own build speaks ibus and nothing else of what Chinese desktops run. A desktop with fcitx needs the plugin that our
bundle carries; where that is missing, fcitx 5 is reached through ibus's portal, and fcitx 4 is not reached at all.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path

MODULE = "QT_IM_MODULE"
PORTAL = "IBUS_USE_PORTAL"


@dataclass(frozen=True, slots=True)
class Choice:
    """The variables to set, and the sentence that explains them to whoever cannot type Chinese."""

    changes: Mapping[str, str]
    explanation: str


def choose(environment: Mapping[str, str], *, fcitx_bundled: bool, platform: str = sys.platform) -> Choice:
    """Choose the input method from the session's variables; what is already right is left alone."""
    if not platform.startswith("linux"):
        return Choice({}, "由操作系统提供输入法，无需设置。")
    wanted = _wanted(environment)
    if wanted == "fcitx":
        return _fcitx(environment, bundled=fcitx_bundled)
    if wanted == "ibus":
        changes = {} if environment.get(MODULE) == "ibus" else {MODULE: "ibus"}
        return Choice(changes, "会话使用 ibus 输入法，程序直接支持。")
    if wanted:
        return Choice({}, f"会话指定了输入法“{wanted}”，未改动；如不能输入汉字，请改用 ibus 或 fcitx 5。")
    return Choice({}, "会话没有指定输入法；如不能输入汉字，请在系统设置中启用 ibus 或 fcitx 5 后重新登录。")


def _fcitx(environment: Mapping[str, str], *, bundled: bool) -> Choice:
    if bundled:
        changes = {} if environment.get(MODULE) == "fcitx" else {MODULE: "fcitx"}
        return Choice(changes, "会话使用 fcitx 输入法，程序自带所需插件。")
    return Choice(
        {MODULE: "ibus", PORTAL: "1"},
        "会话使用 fcitx 输入法，但本程序没有自带 fcitx 插件，已改经 ibus 接口连接。"
        "fcitx 5 可以正常输入；fcitx 4 不支持，请改用 fcitx 5 或 ibus。",
    )


def _wanted(environment: Mapping[str, str]) -> str:
    """Say which input method the session means: XMODIFIERS names the daemon that runs, so it is asked first."""
    for part in environment.get("XMODIFIERS", "").split("@"):
        if part.startswith("im=") and part[3:].strip() not in {"", "none", "local"}:
            return _plain(part[3:])
    for variable in (MODULE, "GTK_IM_MODULE"):
        if _plain(environment.get(variable, "")) in {"fcitx", "ibus"}:
            return _plain(environment[variable])
    return ""


def _plain(name: str) -> str:
    """Reduce fcitx5 and fcitx-wayland to fcitx, and spell all in small letters."""
    name = name.strip().lower()
    return "fcitx" if name.startswith("fcitx") else name


def fcitx_bundled() -> bool:
    """Say whether a plugin for fcitx lies among Qt's own; one of another Qt would crash, so no other is looked for."""
    import PySide6  # noqa: PLC0415 - only its folder is asked for

    folder = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforminputcontexts"
    return any("fcitx" in path.name for path in folder.glob("*"))


def apply(environment: MutableMapping[str, str]) -> Choice:
    """Choose and set the variables; to be called before QApplication."""
    choice = choose(environment, fcitx_bundled=fcitx_bundled())
    environment.update(choice.changes)
    return choice
