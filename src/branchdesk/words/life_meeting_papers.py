"""What stands on the papers around an 组织生活会: the opinions collected, and the rectification list."""

LIST, OPINIONS = "整改清单", "征求意见汇总表"
PROBLEM, MEASURE, OWNER, DUE, RESULT = "存在问题", "整改措施", "责任人", "完成时限", "完成情况"
OPINION, ABOUT, SOURCE = "意见建议", "涉及对象", "提出人或来源"


def closed(day: str, result: str) -> str:
    """Say that a line is closed: on which day, and what came of it."""
    return f"{day}完成{f'：{result}' if result else ''}"


def counted(number: int, done: int) -> str:
    """Say how many lines there are, and how many are closed."""
    return f"共{number}项，已完成{done}项。"


def collected(number: int) -> str:
    """Say how many opinions were collected."""
    return f"共{number}条。"
