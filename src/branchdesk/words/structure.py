"""What is said about how a branch is made up: its size, its committee, its term, its groups; each with its article."""

SETTING_UP = "《中国共产党支部工作条例（试行）》第4条"
JOINT = "《中国共产党支部工作条例（试行）》第4、5条"
COMMITTEE = "《中国共产党支部工作条例（试行）》第20条"
TERM = "《中国共产党支部工作条例（试行）》第21条"
SECRETARY = "《中国共产党支部工作条例（试行）》第23条"
GROUPS = "《中国共产党支部工作条例（试行）》第13条"
ELIGIBLE = "《中国共产党基层组织选举工作条例》第5条"
CUSTOM = "通常做法，无统一规定"


def too_few_members(full: int, least: int) -> str:
    """Say that there are too few full members for a branch of its own."""
    return f"正式党员{full}名，不足{least}名；单独成立党支部应有正式党员{least}名以上，不足的应成立联合党支部。"


def too_many_members(members: int, most: int) -> str:
    """Say that there are more members than a branch usually has."""
    return f"党员{members}名，超过{most}名；党支部党员人数一般不超过{most}名。"


def committee_needed(full: int, least: int) -> str:
    """Say that the branch is large enough to have a committee."""
    return f"正式党员{full}名，达到{least}名，应设支部委员会；名册中没有委员。"


def committee_not_needed(full: int, least: int) -> str:
    """Say that a branch so small has a secretary and no committee."""
    return f"正式党员{full}名，不足{least}名，不设支部委员会，设书记1名，必要时设副书记1名。"


def committee_small(number: int) -> str:
    """Say that a committee has fewer people than usual."""
    return f"支部委员会{number}名，少于3名；一般由3至5人组成。"


def committee_large(number: int, *, beyond: bool) -> str:
    """Say that a committee has more people than usual."""
    limit = "一般不超过7名" if beyond else "一般由3至5人组成"
    return f"支部委员会{number}名；{limit}。"


def no_secretary() -> str:
    """Say that nobody is secretary."""
    return "没有书记，请及时补选，或由上级党组织指派。"


def several(office: str, names: str) -> str:
    """Say that more than one person holds an office of which there is one."""
    return f"{office}有多名：{names}；一般设1名，请核对任职起止时间。"


def portfolio_missing(offices: str) -> str:
    """Say which usual offices of the committee nobody holds."""
    return f"支部委员会没有{offices}，可由其他委员兼任。"


def secretary_young(name: str, full_since: str) -> str:
    """Say that a secretary has been a full member for less than a year."""
    return f"书记{name}{full_since}转正，党龄不满1年；书记一般应有1年以上党龄。"


def not_eligible(name: str, office: str, why: str) -> str:
    """Say that somebody in the committee could not be elected today."""
    return f"{office}{name}{why}，没有被选举权，请核对或补选。"


PROBATIONARY = "是预备党员"
NO_MEMBER = "不是党员"
SUSPENDED = "的党员权利受限"


def term_unknown() -> str:
    """Say that nobody knows when the committee was elected."""
    return "没有登记本届班子的当选时间，届满无从提醒。"


def term_due(ends: str, days: int) -> str:
    """Say that the term ends soon."""
    return f"本届任期{ends}届满，{f'还有{days}天' if days else '就是今天'}，请准备换届。"


def term_over(ends: str, days: int, delay: int) -> str:
    """Say that the term is over, and how far a delay was agreed to."""
    agreed = f"上级党组织已同意延期{delay}个月" if delay else "延期须报上级党组织批准"
    return f"本届任期已于{ends}届满，超期{days}天；{agreed}，一般不超过1年。"


def term_far_over(ends: str) -> str:
    """Say that the term was over more than a year ago."""
    return f"本届任期已于{ends}届满，超期已过1年；延期一般不超过1年，请尽快换届。"


def groups_wanted(members: int) -> str:
    """Say that a branch with many members has no groups."""
    return f"党员{members}名，没有划分党小组；人数较多或居住分散的，应划分党小组。"


def no_leader(group: str) -> str:
    """Say that a group has no leader."""
    return f"{group}没有组长，由支部指定或小组推荐。"


def group_small(group: str, number: int) -> str:
    """Say that a group is smaller than usual."""
    return f"{group}有党员{number}名，少于3名。"


def group_without_full_member(group: str) -> str:
    """Say that a group has no full member."""
    return f"{group}没有正式党员。"


def ungrouped(number: int) -> str:
    """Say that some members are in no group."""
    return f"{number}名党员没有编入党小组。"


# What is said when a committee is entered.


def term_overlaps(number: str) -> str:
    """Say that two committees would be in office at once."""
    return f"任期与{number}重叠，请核对当选时间和换届时间。"


def until_before_since() -> str:
    """Say that a committee would end before it began."""
    return "换届时间早于当选时间，请核对两个日期。"


def years_odd() -> str:
    """Say that no committee is elected for so many years."""
    return "任期填1至5年；一般3年，村和社区5年。"


def not_electable(name: str, why: str) -> str:
    """Say why somebody cannot be elected."""
    return f"“{name}”{why}，没有被选举权，不能当选支部委员会成员。"


def not_here_then(name: str, day: str) -> str:
    """Say that somebody was not on the roster when elected."""
    return f"“{name}”{day}不在名册中，请核对。"


def nobody_chosen() -> str:
    """Say that a committee has nobody in it."""
    return "没有填任何人，请至少填书记。"


def two_secretaries() -> str:
    """Say that two people were named secretary."""
    return "书记只能填一名。"


def ordinal(number: int | None) -> str:
    """Name a committee by its number."""
    return f"第{number}届" if number else "一届班子"


def committee_entered(number: int | None) -> str:
    """Name the entering of a committee."""
    return f"登记{ordinal(number)}支部班子"


def committee_changed(number: int | None) -> str:
    """Name the changing of a committee."""
    return f"修改{ordinal(number)}支部班子"


def committee_removed(number: int | None) -> str:
    """Name the taking out of a committee."""
    return f"删除{ordinal(number)}支部班子"


def elected(number: int | None) -> str:
    """Name an election."""
    return f"换届：{ordinal(number)}支部班子"


def office_begun(name: str, office: str) -> str:
    """Name somebody's coming into an office."""
    return f"“{name}”任{office}"


def office_ended(name: str, office: str) -> str:
    """Name somebody's leaving an office."""
    return f"“{name}”不再任{office}"


def group_renamed(old: str, new: str) -> str:
    """Name the renaming of a group."""
    return f"{old}更名为{new}"


def group_added(name: str) -> str:
    """Name the adding of a group."""
    return f"新增{name}"


def group_removed(name: str) -> str:
    """Name the taking out of a group."""
    return f"删除{name}"


def group_exists(name: str) -> str:
    """Say that a group is so called already."""
    return f"已有“{name}”，请换一个名称。"


def group_in_use(name: str) -> str:
    """Say why a group cannot be taken out."""
    return f"“{name}”有成员或会议记录，不能删除；可以更名，或先把成员编入其他小组。"


def group_name_missing() -> str:
    """Say that a group needs a name."""
    return "没有填党小组名称。"
