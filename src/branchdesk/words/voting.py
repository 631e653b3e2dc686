"""What is said about a ballot: figures, the required number, never a decision."""

from collections.abc import Sequence

RESOLUTION_ARTICLE = "《中国共产党支部工作条例（试行）》第11条"
COMMITTEE_ARTICLE = "《中国共产党支部工作条例（试行）》第12条（到会人数；赞成票数条例没有规定，按惯例）"
APPRAISAL_ARTICLE = "《中国共产党支部工作条例（试行）》第18条"
ADMISSION_ARTICLE = "《中国共产党发展党员工作细则》（2026年修订）第19、20、31、32条"
ADMISSION_ARTICLE_2014 = "《中国共产党发展党员工作细则》（2014）第20、21、33条"
ELECTION_ARTICLE = "《中国共产党基层组织选举工作条例》（2020）"
ELECTION_ARTICLE_1990 = "《中国共产党基层组织选举工作暂行条例》（1990）"

OF_EXPECTED, OF_PRESENT = "应到会人数", "实到会有选举权人数"
OF_COMMITTEE, OF_PRESENT_COMMITTEE = "应到委员", "实到委员"
SECOND = "（再次投票）"
GRADES = ("优秀", "合格", "基本合格", "不合格")
BRIEFLY = {
    "reached": "过半，在名额内",
    "not_reached": "未过半",
    "outranked": "过半，在名额外",
    "tied": "票数相等",
    "waiting": "过半，待定",
    "uncounted": "",
    "too_few": "到会不足",
    "impossible": "票数有误",
    "unknown": "无法核对",
}
_RIGHT = {"election": "选举权", "resolution": "表决权", "admission": "表决权"}


def voters(rule: str, entitled: int, present: int) -> str:
    """Say how many with a vote should be there and are."""
    if rule == "committee":
        return f"应到委员{entitled}名，实到{present}名，"
    return f"应到会有{_RIGHT[rule]}{entitled}名，实到{present}名，"


def nobody_entitled(rule: str) -> str:
    """Say that nobody has a vote."""
    if rule == "committee":
        return "应到会人员中没有支部委员，不能表决。"
    return f"应到会人员中没有有{_RIGHT[rule]}的党员，不能{'选举' if rule == 'election' else '表决'}。"


def too_few(rule: str, needed: int) -> str:
    """Say that too few are there."""
    return f"不足规定的{needed}名，{'选举' if rule == 'election' else '表决'}无效。"


def enough_present(rule: str, *, strict: bool) -> str:
    """Say that enough are there; `strict` says that the very share would not be."""
    if rule == "election":
        return "超过五分之四；" if strict else "达到五分之四；"
    return "超过半数；" if rule == "admission" else "达到半数以上；"


def not_counted() -> str:
    """Say that the votes are not entered yet."""
    return "尚未填写票数。"


def too_many_votes(rule: str, cast: int, present: int, invalid: int = 0) -> str:
    """Say that there are more votes than voters present."""
    who = "委员" if rule == "committee" else f"有{_RIGHT[rule]}的"
    spoilt = f"，加上无效票{invalid}票" if invalid else ""
    return f"赞成、不赞成、弃权合计{cast}票{spoilt}，多于实到会{who}{present}名，请核对票数。"


def too_many_written(written: int, away: int) -> str:
    """Say that there are more written opinions than absent voters."""
    return f"会前书面意见{written}票，多于未到会有表决权的{away}名，请核对。"


def too_many_invalid(invalid: int, present: int) -> str:
    """Say that more ballots are invalid than there are voters."""
    return f"无效票{invalid}票，多于实到会有选举权的{present}名，请核对票数。"


def too_many_ayes(yes: int, seats: int, valid: int) -> str:
    """Say that valid ballots cannot have so many ayes."""
    return f"赞成票合计{yes}票；有效票至多{valid}张，每张至多选{seats}名，最多{seats * valid}票，请核对票数和应选名额。"


def votes(yes: int, needed: int, whole: str, written: int = 0, *, reached: bool) -> str:
    """Say how many ayes there are, and how they stand to half of the whole."""
    note = f"（含会前书面意见{written}票）" if written else ""
    if reached:
        return f"赞成{yes}票{note}，超过{whole}的半数（{needed}票），"
    return f"赞成{yes}票{note}，未超过{whole}的半数（需{needed}票），"


def result(*, reached: bool) -> str:
    """Say whether the required number was reached."""
    return "达到规定票数。" if reached else "未达到规定票数。"


def committee_result(*, reached: bool) -> str:
    """Say whether the number was reached that is custom in a committee."""
    return f"{'达到' if reached else '未达到'}惯例票数（赞成票数条例没有规定，按惯例核对）。"


def election_result(outcome: str, seats: int | None) -> str:
    """Say what a candidate's votes come to among the others."""
    return {
        "reached": f"得票在应选{seats}名以内，达到当选票数。",
        "not_reached": "未达到当选票数。",
        "outranked": f"但得票在应选{seats}名以外，没有达到当选名次。",
        "tied": f"但与他人票数相等，不能确定谁在应选{seats}名以内，请就票数相等的人再次投票。",
        "waiting": "其他人的票数没有填全或有误，还不能比较得票。" if seats else "应选名额还没有填，不能比较得票。",
    }[outcome]


def seats_wanted() -> str:
    """Say that the number of seats is still to be entered."""
    return "请填写应选名额。"


def half_of_present(needed: int) -> str:
    """Say how many ayes are wanted of those who are there."""
    return f"当选须赞成超过实到会有选举权人数的半数（{needed}票）。"


def filled(seats: int, elected: int) -> str:
    """Say how many seats are filled."""
    told = f"应选{seats}名，达到当选票数的{elected}名"
    return f"{told}。" if elected == seats else f"{told}，缺{seats - elected}名。"


def second_title(title: str) -> str:
    """Name the ballot that a tie asks for."""
    return title if title.endswith(SECOND) else title + SECOND


def grades_not_counted() -> str:
    """Say that an appraisal's figures are not entered yet."""
    return "尚未填写测评票数。"


def grades(counts: Sequence[int | None], abstain: int | None, together: int) -> str:
    """Tell an appraisal's figures."""
    told = [f"{grade}{number or 0}票" for grade, number in zip(GRADES, counts, strict=True)]
    told += [f"弃权{abstain}票"] if abstain else []
    return "，".join(told) + f"，共{together}票。测评票数只作评定参考。"


def voters_not_named() -> str:
    """Say that a record only counts heads, so that nobody can tell whose votes there were."""
    return "记录只有人数，没有按姓名登记，有表决权的应到、实到人数不明，无法核对。"


def not_counted_elsewhere(title: str) -> str:
    """Say that leaving people out of a ballot's count is for elections, unless the branch has set it otherwise."""
    return f"表决“{title}”不是选举，不能填“不计入应到”的人员。请删去，或在表决设置中允许。"
