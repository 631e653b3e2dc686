"""What is said of duties that concern one person; each begins with the name, so that alike ones can be joined."""

from branchdesk.words.meetings import KINDS
from branchdesk.words.talks import COMMITTEE, COMMITTEE_AND_MEMBER, MEMBERS

# The relation that each rule on 谈心谈话 asks for (支部工作条例第19条).
TALKS = {
    "talk_in_committee": COMMITTEE,
    "talk_committee_members": COMMITTEE_AND_MEMBER,
    "talk_between_members": MEMBERS,
}
SHORT_TEXT = 14


def day_in(text: str, year: int) -> str:
    """Say a stored day: 11月3日 within a year, 2025年11月3日 in another, 11月 where the day is not known."""
    parts = [int(part) for part in text.split("-")]
    said = "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
    return said.removeprefix(f"{year}年") if len(parts) > 1 else said


def probation(name: str, day: str, *, longer: bool, over: bool, done: bool) -> str:
    """Say when somebody's probation ends, and whether the meeting has discussed what becomes of them."""
    told = "，已讨论转正" if done else "，未讨论转正" if over else ""
    return f"{name}{'延长的' if longer else ''}预备期{day}届满{told}"


def longer_unknown() -> str:
    """Say that it is not noted until when a probation was made longer."""
    return "已决定延长预备期，未填延长至何时，暂按最短的六个月计"


def longer_odd() -> str:
    """Say that a probation was made longer by fewer months, or more, than the rules allow."""
    return "延长预备期应不少于半年、不超过一年，请核对"


def longer_twice() -> str:
    """Say that a probation was made longer twice."""
    return "预备期只能延长一次，请核对"


def voted_down(day: str) -> str:
    """Say that a vote on full membership did not reach the number."""
    return f"{day}表决转正未获通过，应讨论延长预备期或取消预备党员资格"


def not_declared(day: str) -> str:
    """Say that a vote was held whose result is not noted."""
    return f"{day}已列入表决，未登记宣布的结果"


def came_on_probation() -> str:
    """Say that the discussion about somebody who was transferred here may be put off."""
    return "转入的预备党员，必要时可推迟讨论，最长六个月"


def review(name: str, last: str, *, over: bool) -> str:
    """Say that an activist is to be looked at again; `last` is when it was done last."""
    since = f"上次{last}" if last else "尚无记录"
    return f"{name}半年考察{'已到期' if over else '将到期'}（{since}）"


def reviewed(name: str, day: str) -> str:
    """Say that an activist was looked at."""
    return f"{name}{day}考察"


def oath(name: str, day: str, *, over: bool, done: bool) -> str:
    """Say by when somebody is to swear the oath, a month after the approval; or that they have."""
    if done:
        return f"{name}已入党宣誓"
    return f"{name}入党宣誓未登记，应在{day}前进行" if over else f"{name}应在{day}前入党宣誓"


def contact(name: str, last: str, *, over: bool) -> str:
    """Say that somebody abroad is to be contacted; `last` is when it was done last."""
    since = f"上次联系{last}" if last else "尚无联系记录"
    return f"{name}在国（境）外，半年联系{'已到期' if over else '将到期'}（{since}）"


def contacted(name: str, day: str) -> str:
    """Say that somebody abroad was contacted."""
    return f"{name}在国（境）外，{day}已联系"


def lost(name: str, since: str, months: int, *, over: bool) -> str:
    """Say how long somebody cannot be reached."""
    return f"{name}{since}起失联，{'已满' if over else '将满'}{months}个月"


def abroad_long(name: str, since: str, months: int, *, over: bool) -> str:
    """Say how long somebody studies or works abroad."""
    return f"{name}{since}起出国（境），{'已满' if over else '将满'}{months // 12}年"


def look_into_membership() -> str:
    """Say what is to be done about somebody who cannot be reached, or stays abroad."""
    return "多方查找、联系无着的，按规定停止党籍"


def absent(name: str, since: str, months: int, *, over: bool, ever: bool) -> str:
    """Say since when somebody took part in nothing: after they last did, or from the first absence on."""
    return f"{name}{since}{'后' if ever else '起'}未参加组织生活，{'已满' if over else '将满'}{months}个月"


def absences(number: int) -> str:
    """Say how often somebody was absent, and what else may have been the reason."""
    return f"其间缺席{number}次；有正当理由的，请在会议中改记请假，或在卡片登记情况"


def to_make_up(name: str, day: str, kind: str) -> str:
    """Say which absence is not made up."""
    return f"{name}缺席{day}{KINDS[kind]}，未补学"


def measure(text: str, owner: str, day: str, *, over: bool) -> str:
    """Say which measure is open, who is to see to it, and by when."""
    short = text if len(text) <= SHORT_TEXT else f"{text[:SHORT_TEXT]}…"
    end = f"{'应' if over else ''}{day}前办结" if day else "未办结"
    return f"“{short}”{f'（{owner}）' if owner else ''}{end}"


def no_day_set() -> str:
    """Say that a measure has no day to be done by."""
    return "未定时限，下次会上回看"


def birthday(name: str, day: str, years: int) -> str:
    """Say whose political birthday is when."""
    return f"{name}{day}政治生日，入党{years}周年"


def dues(name: str, paid_to: str, months: int, *, over: bool) -> str:
    """Say how many months of dues somebody has not paid."""
    return f"{name}党费交至{paid_to}，{'已' if over else '将'}欠交{months}个月"


def talks(relation: str, period: str) -> str:
    """Name the talks of one kind of relation in a span of time."""
    return f"{period}{relation}谈心谈话"


def talk_of(name: str, relation: str, period: str) -> str:
    """Name the talk that one person is to have in a span of time."""
    return f"{name}{period}{relation}谈心谈话"


def nobody_to_talk() -> str:
    """Say why talks between members are not asked for."""
    return "委员以外的党员不足两名"


def training(name: str, *, full: bool) -> str:
    """Name the training that somebody new takes part in once."""
    return f"{name}{'转正后一年内' if full else '预备期内'}参加一次上级集中培训"
