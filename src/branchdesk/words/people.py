"""What is said about who came to a meeting, how they took part, and who was due there."""

from branchdesk.words.meetings import PRESENCES, day_text

LATE, ONLINE = "迟到", "线上"
TOOK_PART = "参加"
LEFT_OUT, ADDED = "不计入应到", "加入应到"
NOT_DUE = "活动不计应到：参加的登记，没有登记的不算缺席"
REASON_NEEDED = "请写理由，写好才生效。"
WHO_NEEDED = "请选要加入应到的同志。"
EXPECTED_ANYWAY = "按名册已在应到名单中，不用加入。"
NOT_ON_ROSTER = "当天的名册中没有这个人，请从列表中选。"


def presence(state: str, *, late: bool = False, online: bool = False, due: bool = True) -> str:
    """Say how somebody took part: 到会 · 迟到 · 线上; where nobody was due, nothing of those who did not."""
    word = PRESENCES[state] if due else {**PRESENCES, "present": TOOK_PART, "unknown": ""}[state]
    return " · ".join(part for part in (word, LATE if late else "", ONLINE if online else "") if part)


def among_present(late: int, online: int, *, due: bool = True) -> str:
    """Say how many of those present came late or took part online, or nothing where nobody did."""
    told = [f"{word}{number}人" for word, number in ((LATE, late), (ONLINE, online)) if number]
    return f"{'实到' if due else TOOK_PART}中：{'、'.join(told)}" if told else ""


def incomplete_override(name: str, problem: str) -> str:
    """Say which change of the expected people is not taken yet, and why."""
    return f"{name}：{problem}" if name else problem


def reason_for(name: str, *, expected: bool) -> str:
    """Say that a change of the expected people has no reason."""
    return f"“{name}”{ADDED if expected else LEFT_OUT}，要写明理由。"


def changed_twice(name: str) -> str:
    """Say that somebody is both added and left out, or twice either."""
    return f"“{name}”的应到情况改了两次，请只留一处。"


def not_on_that_roster(name: str, day: str) -> str:
    """Say that only people of that day's roster can be expected."""
    return f"“{name}”不在{day_text(day)}的名册中，不能改是否应到。请核对姓名或日期。"


def made_up_together(number: int, day: str) -> str:
    """Name the operation that notes the make-up study of several people."""
    return f"登记{number}人补学（{day_text(day)}）"
