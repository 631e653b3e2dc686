"""What stands on the table of a year's organisational life."""

NAME = "组织生活一览表"
HOLDS = "一年里各项组织生活按月排开：已开的日期，还缺的、待办的。"
YEAR = "年份（0 为今年）"
WHAT = "事项"
BEFORE = "／"
EMPTY = {"done": "√", "often": "√", "late": "缺", "due": "待", "exempt": "—"}
HOW = "按当年执行的规定和支部设置排列；每格为规定的一个周期。"
LEGEND = (
    "日期或次数 已办",
    "x/y 应办y项已办x项",
    "缺 逾期未办",
    "待 临近期限",
    "拟 已安排",
    "— 不要求",
    "／ 启用前",
    "空格 未到期",
)


def planned(text: str) -> str:
    """Say that something is set for a day."""
    return f"拟{text}"
