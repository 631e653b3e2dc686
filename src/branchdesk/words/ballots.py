"""What is said about a ballot's record: what is missing in it, and what cannot be."""

from collections.abc import Iterable

UNTITLED = "未写题目"
ONE_THIRD = "中组部历年通知：优秀等次一般不超过党员总数的三分之一"


def note(name: str, sentence: str) -> str:
    """Join what was voted on and what is said of it."""
    return f"“{name}”：{sentence}"


def no_subjects(title: str) -> str:
    """Say that a ballot has nothing to vote on."""
    return f"表决“{title}”还没有写表决对象。"


def votes_missing(rule: str, name: str, cast: int, present: int) -> str:
    """Say that fewer votes are entered than voters are present."""
    who = {"election": "有选举权的", "committee": "委员"}.get(rule, "有表决权的")
    return f"“{name}”合计{cast}票，少于实到会{who}{present}名，请核对是否有人未投票。"


def written_not_allowed(name: str) -> str:
    """Say that written opinions do not count here."""
    return f"“{name}”填了会前书面意见；书面意见只在发展党员的表决中计票，这里不计入。"


def written_from_present(name: str, who: str) -> str:
    """Say that somebody who was there is named among those who sent a written opinion."""
    return f"“{name}”：{who}已到会，不能再计会前书面意见，请改正到会情况或删去。"


def written_without_vote(name: str, who: str) -> str:
    """Say that somebody without a vote is named among those who sent a written opinion."""
    return f"“{name}”：{who}没有表决权，书面意见不能计票。"


def more_written_than_named(name: str, votes: int, named: int) -> str:
    """Say that more written votes are counted than people are named who sent one."""
    return f"“{name}”填了会前书面赞成{votes}票，只写了{named}人的姓名，请补全。"


def not_declared(name: str) -> str:
    """Say that the chair's declaration is missing."""
    return f"“{name}”还没有登记主持人宣布的结果。"


def declared_otherwise(name: str, declared: str) -> str:
    """Say that what the chair declared does not follow from the votes."""
    return f"“{name}”登记为{declared}，与票数不符，请核对票数和宣布的结果。"


def voted_together(title: str, number: int) -> str:
    """Say that admissions are discussed and voted on one by one."""
    return f"“{title}”有{number}名表决对象；发展党员应当逐个讨论、逐个表决，请分项填写。"


def not_on_probation(name: str) -> str:
    """Say that a motion wants somebody who is on probation."""
    return f"“{name}”：会议当天名册中不是预备党员，请核对姓名或名册。"


def member_already(name: str) -> str:
    """Say that somebody who is to be admitted is a member already."""
    return f"“{name}”：会议当天名册中已是党员，请核对姓名或名册。"


def seats_missing(title: str) -> str:
    """Say that an election has no number of seats."""
    return f"选举“{title}”还没有填应选名额。"


def too_few_candidates(title: str, seats: int, candidates: int) -> str:
    """Say that there are fewer candidates than seats."""
    return f"选举“{title}”应选{seats}名，候选人只有{candidates}名，少于应选名额。"


def no_choice(title: str, seats: int, candidates: int, wanted: int) -> str:
    """Say that 差额 asks for more candidates."""
    return f"选举“{title}”应选{seats}名，候选人{candidates}名；差额选举至少要{wanted}名。"


def seats_open(title: str, seats: int, filled: int) -> str:
    """Say that fewer than the seats were elected."""
    return f"选举“{title}”应选{seats}名，达到当选票数的{filled}名，缺{seats - filled}名，可以另行选举。"


def tie(title: str, names: Iterable[str], left: int) -> str:
    """Say that a second ballot is wanted, among whom and for how many seats."""
    return f"选举“{title}”：{'、'.join(names)}票数相等，还有{left}个名额，请再次投票。"


def tie_in_short(elected: int, names: Iterable[str], left: int) -> str:
    """Say beside the candidates who is level, and what that asks for."""
    return f"达到当选票数并在名额以内的{elected}名；{'、'.join(names)}票数相等，还有{left}个名额，请再次投票。"


def cannot_be_elected(name: str) -> str:
    """Say that a candidate has no right to be elected."""
    return f"“{name}”：会议当天没有被选举权（预备党员、留党察看或权利中止），不能作候选人。"


def candidate_unknown(name: str) -> str:
    """Say that a candidate is not on the roster."""
    return f"“{name}”不在会议当天的名册中，不能核对有没有被选举权。"


def young_secretary(name: str) -> str:
    """Say that a secretary usually has a year of Party age (支部工作条例第23条)."""
    return f"“{name}”党龄不满1年；书记一般应有1年以上党龄（《中国共产党支部工作条例（试行）》第23条）。"


def not_counted_present(name: str) -> str:
    """Say that somebody left out of 应到 was there."""
    return f"{name}填在“不计入应到”中，又登记为到会，请改正其中一处。"


def not_counted_unexplained(name: str) -> str:
    """Say that leaving somebody out wants a reason and an approval."""
    return f"{name}不计入应到，理由或批准依据还没有填。"


def too_many_grades(name: str, given: int, present: int) -> str:
    """Say that an appraisal has more figures than people were there."""
    return f"“{name}”测评合计{given}票，多于到会的{present}人，请核对。"


def too_many_excellent(number: int, people: int, most: int) -> str:
    """Remind of the usual share of 优秀."""
    return f"评定优秀{number}名，应到党员{people}名，三分之一为{most}名。{ONE_THIRD}，此处只作提示。"


def probationer_graded(name: str) -> str:
    """Say that who is on probation takes part without a grade."""
    return f"{name}是预备党员，参加评议但不评定等次。"


def grades_given(given: Iterable[tuple[str, int]], people: int) -> str:
    """Count the grades that were concluded."""
    told = [f"{grade}{number}名" for grade, number in given]
    return f"列入{people}名；评定" + "、".join(told) + "。"
