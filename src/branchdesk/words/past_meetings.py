"""What is said about old meetings that a sheet brings in. Each sentence is short and ends in what to do."""

from collections.abc import Iterable


def kind_missing(kinds: Iterable[str]) -> str:
    """Say that nobody can tell what kind of meeting a row is about."""
    return f"看不出会议类型，本行不导入；请在“会议类型”中填{'、'.join(kinds)}之一，一行只记一类。"


def kind_from_title(kind: str) -> str:
    """Say that the kind was taken from the meeting's name."""
    return f"没有填会议类型，按会议名称登记为{kind}，请核对。"


def day_missing() -> str:
    """Say that a meeting has no day."""
    return "没有会议日期，本行不导入；请写到日，如 2025-03-14。"


def day_ahead() -> str:
    """Say that a meeting is still to come."""
    return "日期在今天之后，请核对。"


def group_missing() -> str:
    """Say that a group meeting does not name its group."""
    return "党小组会没有写明党小组，本行不导入；请补填“党小组”一栏。"


def no_such_group(group: str) -> str:
    """Say that the branch has no such group."""
    return f"没有名为“{group}”的党小组，本行不导入；请核对名称，或先导入写有党小组的花名册。"


def several_that_day(kind: str) -> str:
    """Say that a row may mean several meetings."""
    return f"这一天有不止一次{kind}，分不清是哪一次，本行不导入；请补填开始时间。"


def another_that_day(kind: str) -> str:
    """Say that a row is taken as one more meeting of that day."""
    return f"这一天已有一次{kind}，开始时间不同，按另一次新增；如是同一次，请改正时间后重新读取。"


def hour_for_length() -> str:
    """Say that how long a meeting took is of no use without its beginning."""
    return "没有开始时间，时长没有保存；请补填开始时间。"


def left_closed() -> str:
    """Say that a closed record is left alone."""
    return "这次会议已定稿，没有改动；如需修改，请先撤销定稿。"


def left_as_typed(labels: Iterable[str]) -> str:
    """Say what a record keeps that was typed in full."""
    return f"这次会议已在系统中逐项登记，{'、'.join(labels)}没有改动；只补其中空着的栏目。"


def not_marked(names: Iterable[str]) -> str:
    """Say whose absence could not be marked by name."""
    return f"当天应到名单中对不上{'、'.join(f'“{name}”' for name in names)}，已写在会议内容末尾；请核对姓名或名册。"


def shared_name(names: Iterable[str]) -> str:
    """Say which names several people bear."""
    return f"名册中有多人叫{'、'.join(f'“{name}”' for name in names)}，只保留姓名；请在会议记录中选定是哪一位。"


def away_line(label: str, people: str) -> str:
    """Write who was away into the text of a meeting."""
    return f"{label}：{people}"
