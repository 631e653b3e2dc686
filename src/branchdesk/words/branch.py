"""What is said when a branch is set up."""

FILE_NAME = "支部.branchdesk"
FIRST_RUN = "开始使用"


def name_missing() -> str:
    """Say that the branch has no name."""
    return "党支部名称没有填。"


def unit_missing() -> str:
    """Say that the unit has no name."""
    return "所在单位没有填。"


def not_a_month(text: str) -> str:
    """Say that the month is not one."""
    return f"启用月份“{text}”写法不对，请写成 2026-11 这样的年月。"
