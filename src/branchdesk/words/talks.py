"""What is said about talks: who talked with whom, by which relation."""

from collections.abc import Sequence

TITLE = "谈心谈话"
# The relations of 支部工作条例第19条 come first: each is asked for once a year.
COMMITTEE, COMMITTEE_AND_MEMBER, MEMBERS = "支委之间", "支委与党员", "党员之间"
SECRETARY_AND_MEMBER, DEVELOPMENT, ABOVE, OTHER = "书记与党员", "与发展对象", "上级与书记", "其他"
ASKED = (COMMITTEE, COMMITTEE_AND_MEMBER, MEMBERS)
RELATIONS = (*ASKED, SECRETARY_AND_MEMBER, DEVELOPMENT, ABOVE, OTHER)
COLUMNS = ("日期", "谈话人", "谈话对象", "关系", "地点")
COVERAGE_COLUMNS = ("姓名", "党小组", *ASKED, "其他", "合计", "本年还没有")
RULE = "每类关系每年一般不少于1次，不要求人人谈遍"
FEW = 3  # names told before the number stands for all


def recorded(talker: str, listeners: Sequence[str]) -> str:
    """Name the operation that notes talks."""
    shown = "、".join(listeners[:FEW])
    told = shown if len(listeners) <= FEW else f"{shown}等{len(listeners)}人"
    return f"登记{talker}与{told}谈心谈话"


def changed(talker: str, listener: str) -> str:
    """Name the operation that changes a talk."""
    return f"修改{talker}与{listener}谈心谈话"


def removed(talker: str, listener: str) -> str:
    """Name the operation that takes a talk out."""
    return f"删除{talker}与{listener}谈心谈话"


def nobody() -> str:
    """Say that both who talk must be named."""
    return "谈话人和谈话对象都要填。"


def with_oneself(name: str) -> str:
    """Say that nobody talks with themselves."""
    return f"谈话人和谈话对象都是“{name}”，请核对。"


def not_known(name: str) -> str:
    """Say that whom the talk is with is not on the roster: it is kept on a card."""
    return f"名册中没有“{name}”。谈话记录保存在谈话对象的卡片上，请从列表中选本支部的同志。"


def held(number: int, by_relation: Sequence[tuple[str, int]]) -> str:
    """Say how many talks a year had, by relation."""
    if not number:
        return "本年度还没有登记谈心谈话"
    parts = "，".join(f"{name}{count}次" for name, count in by_relation if count)
    return f"本年度已谈心谈话{number}次（{parts}）"


def found_other(listener: str) -> str:
    """Say on the talker's card with whom they talked."""
    return f"本人找{listener}"


def counted(talks: int, people: int) -> str:
    """Say how many talks are shown, of how many people."""
    return f"{talks}次，涉及{people}人"


def no_such_talk() -> str:
    """Say that a talk is gone."""
    return "这次谈心谈话已经不在了。"
