"""What is said about volunteers."""

from collections.abc import Sequence

REPORTED, HANDLED, STROKES = "提报线索", "已处置", "正字计数"
GONE = "已退出"
MEANS_SEVERAL = "名册中有多名志愿者叫“{}”，凭本行内容分不清是哪一位，请补填联系电话。"


def called(name: str, word: str) -> str:
    """Tell somebody from others of the same name."""
    return f"{name}（{word}）"


def place(number: int) -> str:
    """Tell people of one name apart by their order where nothing else does."""
    return f"第{number}位"


def phone_end(digits: str) -> str:
    """Tell somebody by the end of a telephone number."""
    return f"尾号{digits}"


def several_called(name: str) -> str:
    """Say that a row cannot be told: several volunteers fit."""
    return MEANS_SEVERAL.format(name)


def left_before_joined() -> str:
    """Say that two dates contradict each other."""
    return "退出时间早于加入时间，请核对。"


def is_named(name: str) -> str:
    """Say why a volunteer cannot be deleted."""
    return f"“{name}”名下有线索或正字计数，不能删除。不再参加的请用“结束服务”，以前的记录会保留。"


def left(names: Sequence[str], day: str) -> str:
    """Name the leaving of volunteers."""
    return f"{_who(names)}结束服务（{day}）"


def back(names: Sequence[str]) -> str:
    """Name the coming back of volunteers."""
    return f"{_who(names)}恢复为现有志愿者"


def _who(names: Sequence[str]) -> str:
    return f"志愿者“{names[0]}”" + (f"等{len(names)}名" if len(names) > 1 else "")


def already_left(name: str) -> str:
    """Say that somebody cannot leave twice."""
    return f"“{name}”已结束服务。要改日期，请在表单中修改“退出时间”。"


def not_left(name: str) -> str:
    """Say that somebody is here anyway."""
    return f"“{name}”没有结束服务。"


def day_missing() -> str:
    """Say that the day of leaving is needed."""
    return "请填结束服务的日期，自这一天起不再计入现有志愿者。"


def before_joining(name: str, joined: str) -> str:
    """Say that a day of leaving is too early."""
    return f"“{name}”的加入时间是{joined}，结束服务不能早于加入。请改日期，或先改加入时间。"


def team_renamed(old: str, new: str, number: int) -> str:
    """Name the renaming of a team."""
    return f"队伍“{old}”改名为“{new}”（{number}名）"


def team_name_missing() -> str:
    """Say that a team needs a name."""
    return "队伍名称没有填。"


def no_such_team(name: str) -> str:
    """Say that nobody is of a team any more."""
    return f"没有属于“{name}”的志愿者，可能已改名。"


def time_with_the_team(joined: str | None, left: str | None, teams: Sequence[str]) -> str:
    """Tell since when and until when somebody is or was of the team, and of which teams before."""
    dates = [f"{joined}加入"] if joined else []
    if left:
        dates.append(f"{left}起退出")
    parts = ["，".join(dates)] if dates else []
    if teams:
        parts.append(f"曾在：{'、'.join(teams)}")
    return "　".join(parts)


def counted(jointly: int, strokes_handled: int) -> str:
    """Say what the figures of a card count."""
    parts = ["本人提报的线索" + (f"（其中与他人联名{jointly}条）" if jointly else "")]
    if strokes_handled:
        parts.append(f"正字计数中已处置{strokes_handled}")
    return "；".join(parts) + "。"


def too_many_to_open(most: int) -> str:
    """Say why the records behind a figure cannot be listed at once."""
    return f"超过{most}条，不能一次列出。请在线索列表中按提报人筛选。"
