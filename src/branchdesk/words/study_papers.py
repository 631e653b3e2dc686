"""What the papers of study are called, and what stands on them."""

from collections.abc import Sequence

RECORD = "第一议题学习记录"
CHAIR, RECORDER, LEADER = "主持人", "记录人", "领学人"
STUDIED, CASE, SPEECHES, MEASURES = "学习内容", "案例研讨", "研讨发言", "贯彻措施"

LIST = "学习篇目清单"
LIST_HOLDS = "一年里第一议题学过的篇目：来源、日期、会议、领学人、已学人数。"
READERS = "篇目学习情况表"
READERS_HOLDS = "一篇的学习情况：谁在会上学过、谁已补学、谁还没有学。"
HOURS = "学时统计表"
HOURS_HOLDS = "一年里每名党员的学时、应学学时，按名册顺序。"
YEAR = "年份（0 为今年）"
DOCUMENT = "篇目（不填为最近学习的一篇）"

LIST_HEADS = ("题名", "来源", "发布日期", "学习的会议", "领学人", "已学")
HOWS = {"online": "线上参加"}
READER_HEADS = ("姓名", "党小组", "情况", "日期", "说明")
HOUR_HEADS = ("姓名", "党小组", "已有学时", "应学学时", "还差", "说明")


def people(number: int) -> str:
    """Say how many have studied a document."""
    return f"{number}人"


def documents(number: int, meetings: int) -> str:
    """Say how many documents were studied at how many meetings."""
    return f"共{number}篇，在{meetings}次会议上学习。"


def without(number: int) -> str:
    """Say how many meetings that want a first topic had none."""
    return f"另有{number}次应有第一议题的会议没有登记第一议题。"


def read_by(done: int, left: int) -> str:
    """Say how many have studied a document, and how many are still to."""
    return f"已学{done}人，还没有学{left}人。"


def source_of(source: str, issued: str) -> str:
    """Say where a document is from and of which day."""
    told = "，".join(part for part in (source, issued) if part)
    return f"来源：{told}。" if told else ""


def studied_at(meetings: Sequence[str]) -> str:
    """Say at which meetings a document was studied."""
    return f"学习：{'、'.join(meetings)}。" if meetings else "还没有在会议上学习。"


def enough(done: int, asked: int) -> str:
    """Say how many of those of whom hours are asked have them."""
    return f"应学{asked}人，已达到{done}人。" if asked else "没有规定学时。"


def leader(note: str) -> str:
    """Mark whom the rules ask more of, because of their office."""
    return f"支部书记或委员；{note}" if note else "支部书记或委员"


def not_asked() -> str:
    """Say that no hours are asked of somebody."""
    return "不作硬性要求"


def no_such_document(title: str) -> str:
    """Say that no document is called so."""
    return f"学习篇目中没有“{title}”，请核对题名。"


def nothing_studied() -> str:
    """Say that the library is empty."""
    return "还没有学习过的篇目。请先在会议的第一议题里登记学习内容。"
