"""What is said about a meeting given as JSON that cannot be read."""

from collections.abc import Iterable

QUOTED_AT_MOST = 60


def quoted(data: object) -> str:
    """Give what somebody wrote for a sentence: in one line, and not all of it."""
    text = " ".join(str(data)[: 2 * QUOTED_AT_MOST].split())
    return text if len(text) <= QUOTED_AT_MOST else text[: QUOTED_AT_MOST - 1] + "…"


def unreadable(path: object) -> str:
    """Say that the file cannot be read."""
    return f"读不了文件“{path}”。请检查位置，并保存为 UTF-8 编码。"


def not_json(path: object, where: tuple[int, int] | None) -> str:
    """Say that the file is not JSON, and in which line and column."""
    place = f"（第{where[0]}行第{where[1]}列）" if where else ""
    return f"“{path}”不是正确的 JSON{place}。请检查引号、逗号和括号。"


def at(place: str, sentence: str) -> str:
    """Put a sentence to its place."""
    return f"{place or '会议'}：{sentence}"


def missing() -> str:
    """Say that a key is missing."""
    return "没有填，请补上。"


def unknown_key() -> str:
    """Say that a key means nothing."""
    return "没有这个栏目，请核对写法。"


def not_an_object() -> str:
    """Say that an object is wanted."""
    return "应写成 {…}。"


def not_a_list() -> str:
    """Say that a list is wanted."""
    return "应写成 […]。"


def not_text() -> str:
    """Say that text is wanted."""
    return "应写成文字。"


def half_a_character() -> str:
    """Say that a text holds what is no character."""
    return "含有无法识别的字符，请改正。"


def too_large(path: object, limit: str) -> str:
    """Say that no meeting is as large as a file."""
    return f"“{path}”过大（超过 {limit}），不像一次会议的记录，没有读取。请检查文件。"


def not_truth() -> str:
    """Say that yes or no is wanted."""
    return "应写成 true 或 false。"


def not_whole() -> str:
    """Say that a whole number is wanted."""
    return "应填不小于 0 的整数。"


def not_a_moment(data: object) -> str:
    """Say that a day and time are wanted."""
    return f"“{quoted(data)}”不是时间，请写成 2026-11-20T14:30。"


def not_a_day(data: object) -> str:
    """Say that a day is wanted."""
    return f"“{quoted(data)}”不是日期，请写成 2026-11-20。"


def one_of(data: object, known: Iterable[str]) -> str:
    """Say which values there are."""
    return f"“{quoted(data)}”不在可用的取值中，可用：{'、'.join(known)}。"
