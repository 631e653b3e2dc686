"""What is said when a branch looks whether its file holds."""

TITLE = "检查"
ABOUT = "逐页核对数据文件，逐条核对记录与操作记录。记录很多时需要几分钟，期间可以照常使用。"
GO = "开始检查"
UNDER_WAY = "正在检查…"
WHAT_TO_DO = "请先不要删除备份，从没有问题的备份恢复，或把结果告诉维护人员。"


def sound(counts: dict[str, int]) -> str:
    """Say that everything holds, and how much that is."""
    return (
        f"没有发现问题：党员 {counts['members']}、会议 {counts['meetings']}、志愿者 {counts['volunteers']}、"
        f"线索 {counts['clues']}，操作记录 {counts['operations']} 步前后相连。"
    )


def pages(count: int) -> str:
    """Say that pages of the file are damaged."""
    return f"数据文件有 {count} 处损坏。"


def references(count: int) -> str:
    """Say that records refer to what is not there."""
    return f"有 {count} 处内容缺失（记录提到的内容不在文件中）。"


def history(count: int) -> str:
    """Say that steps of the history do not hold."""
    return f"操作记录有 {count} 步与当时写下的不一致，可能被其他程序改动。"


def records(count: int) -> str:
    """Say that records are otherwise than their history has them."""
    return f"有 {count} 条记录与操作记录不一致，可能被其他程序改动。"
