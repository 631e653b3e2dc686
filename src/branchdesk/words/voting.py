"""What is said about a ballot: figures, the required number, never a decision."""

RESOLUTION_ARTICLE = "《中国共产党支部工作条例（试行）》第11条"
ADMISSION_ARTICLE = "《中国共产党发展党员工作细则》（2026年修订）第19、20、31、32条"
ADMISSION_ARTICLE_2014 = "《中国共产党发展党员工作细则》（2014）第20、21、33条"


def voters(entitled: int, present: int) -> str:
    """Say how many with a vote should be there and are."""
    return f"应到会有表决权{entitled}名，实到{present}名，"


def nobody_entitled() -> str:
    """Say that nobody has a vote."""
    return "应到会人员中没有有表决权的党员，不能表决。"


def too_few(needed: int) -> str:
    """Say that too few are there."""
    return f"不足规定的{needed}名，表决无效。"


def enough_present(*, strict: bool) -> str:
    """Say that enough are there."""
    return "超过半数；" if strict else "达到半数以上；"


def not_counted() -> str:
    """Say that the votes are not entered yet."""
    return "尚未填写票数。"


def too_many_votes(cast: int, present: int) -> str:
    """Say that there are more votes than voters present."""
    return f"赞成、不赞成、弃权合计{cast}票，多于实到会有表决权的{present}名，请核对票数。"


def too_many_written(written: int, away: int) -> str:
    """Say that there are more written opinions than absent voters."""
    return f"会前书面意见{written}票，多于未到会有表决权的{away}名，请核对。"


def result(yes: int, written: int, needed: int, *, reached: bool) -> str:
    """Say whether the required number was reached."""
    note = f"（含会前书面意见{written}票）" if written else ""
    if reached:
        return f"赞成{yes}票{note}，超过应到会人数的半数（{needed}票），达到规定票数。"
    return f"赞成{yes}票{note}，未超过应到会人数的半数（需{needed}票），未达到规定票数。"


def voters_not_named() -> str:
    """Say that a record only counts heads, so that nobody can tell whose votes there were."""
    return "记录只有人数，没有按姓名登记，有表决权的应到、实到人数不明，无法核对。"


def not_counted_elsewhere(title: str) -> str:
    """Say that leaving people out of a ballot's count is for elections, unless the branch has set it otherwise."""
    return f"表决“{title}”不是选举，不能填“不计入应到”的人员。请删去，或在表决设置中允许。"
