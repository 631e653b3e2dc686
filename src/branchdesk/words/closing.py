"""What is said about closed records: what stands in the way of opening them again, signing, amendments."""

from collections.abc import Iterable
from datetime import date

from branchdesk.words.meetings import KINDS, day_text

SHOWN, LONG = 3, 12  # names; characters of a measure


def reopened(kind: str, day: str) -> str:
    """Name the operation that opens a closed record again."""
    return f"{day_text(day)}{KINDS[kind]}撤销定稿"


def signed(kind: str, day: str) -> str:
    """Name the operation that notes that the paper is signed."""
    return f"{day_text(day)}{KINDS[kind]}登记已签字"


def amended(kind: str, day: str) -> str:
    """Name the operation that adds an amendment."""
    return f"{day_text(day)}{KINDS[kind]}补充更正"


def not_closed() -> str:
    """Say that a draft can be neither signed nor amended."""
    return "这次会议还没有定稿，内容可以直接修改；签字和补充更正在定稿以后登记。"


def not_closed_to_reopen() -> str:
    """Say that a draft needs no opening."""
    return "这次会议是草稿，没有定稿可以撤销，内容可以直接修改。"


def cannot_reopen(reasons: Iterable[str]) -> str:
    """Say what builds on a closed record, and what to do instead."""
    return f"不能撤销定稿：{'；'.join(reasons)}。需要更正的，请用“补充更正”，原记录和更正一并保留。"


def is_signed(day: date) -> str:
    """Say that the paper is signed."""
    return f"纸质记录已于{day_text(day.isoformat())}签字"


def has_amendments(number: int) -> str:
    """Say that the record was amended."""
    return f"已有{number}条补充更正"


def has_files(number: int) -> str:
    """Say that files were added after closing, and the way out."""
    return f"定稿后添加了{number}个附件（删除后可以撤销定稿）"


def has_made_up(names: Iterable[str]) -> str:
    """Say whose make-up studies were noted after closing."""
    return f"定稿后登记了{_listed(list(names))}的补学"


def has_done(texts: Iterable[str]) -> str:
    """Say which measures were closed after the record was."""
    return f"定稿后办结了措施{_listed([_quoted(text) for text in texts])}"


def has_reviews(text: str, kind: str, day: str) -> str:
    """Say which meeting looked back on a measure of this record."""
    return f"措施{_quoted(text)}已在{day_text(day)}{KINDS[kind]}回看"


def signed_already(day: str) -> str:
    """Say that the signing is noted already."""
    return f"已经登记过签字（{day_text(day)}）。登记有误的，请撤销那一步操作后重新登记。"


def before_meeting(day: str) -> str:
    """Say that a day lies before the meeting."""
    return f"日期早于开会日期（{day_text(day)}），请核对。"


def after_today() -> str:
    """Say that a day is still to come."""
    return "日期晚于今天，请核对。"


def amendment_empty() -> str:
    """Say that an amendment needs a text."""
    return "更正内容没有填。请写明原记录哪一处、应当怎样。"


def people_differ(gone: Iterable[str], new: Iterable[str]) -> str:
    """Say how the roster would now have other people than the closed record; nothing where it would not."""
    left, come = list(gone), list(new)
    parts = [f"不再应到：{_listed(left)}"] if left else []
    parts += [f"增加应到：{_listed(come)}"] if come else []
    return f"定稿以后名册有变动，{'；'.join(parts)}。" if parts else ""


def _quoted(text: str) -> str:
    return f"“{text[:LONG]}…”" if len(text) > LONG + 1 else f"“{text}”"


def _listed(names: list[str]) -> str:
    more = f"等{len(names)}项" if len(names) > SHOWN else ""
    return "、".join(names[:SHOWN]) + more
