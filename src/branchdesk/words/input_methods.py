"""What is said about typing Chinese: what the session means, what the window loaded, what a trial shows."""

from __future__ import annotations

NO_NEED = "由操作系统提供输入法，无需设置。"
IBUS = "会话使用 ibus 输入法，程序直接支持。"
FCITX = "会话使用 fcitx 输入法，程序自带所需插件。"
FCITX_BY_PORTAL = (
    "会话使用 fcitx 输入法，但本程序没有自带 fcitx 插件，已改经 ibus 接口连接。"
    "fcitx 5 可以正常输入；fcitx 4 不支持，请改用 fcitx 5 或 ibus。"
)
NONE = "会话没有指定输入法；如不能输入汉字，请在系统设置中启用 ibus 或 fcitx 5 后重新登录。"

NONE_RUNS = "没有发现正在运行的 fcitx 或 ibus，请从系统菜单启动输入法，再重新打开本程序。"
NOTHING_LOADED = "窗口没有加载输入法插件。"

TRIAL = "输入法自检"
TRIAL_HINT = "在这里用输入法打几个汉字"
TRIAL_EMPTY = "切换到中文输入法，打几个汉字，看能否打进来。"
TRIAL_COMPOSING = "输入法已连接，正在选字。"
TRIAL_LETTERS = "收到的是字母，没有经过输入法：请按 Ctrl＋空格或 Shift 切换到中文后再试。"
TRIAL_PASTED = "这些汉字不是经输入法打进来的，请打字，不要粘贴。"


def other(name: str) -> str:
    """Say that the session names a method we know nothing of."""
    return f"会话指定了输入法“{name}”，未改动；如不能输入汉字，请改用 ibus 或 fcitx 5。"


def found(name: str) -> str:
    """Say that a running program decided, where the session names none."""
    return f"会话没有指定可用的输入法，按正在运行的 {name} 连接。"


def loaded(plugin: str) -> str:
    """Say which of Qt's plugins the window has loaded."""
    return f"窗口已加载 {plugin} 插件。"


def running(names: str) -> str:
    """Say which input methods run."""
    return f"正在运行：{names}。"


def not_the_one(wanted: str) -> str:
    """Say that what the session names does not run."""
    return f"会话指定的 {wanted} 没有运行，请从系统菜单启动它，或在系统设置中换用正在运行的输入法后重新登录。"


def arrived(text: str) -> str:
    """Say that composed text has come through the input method."""
    return f"输入法正常，收到“{text}”。"
