"""What is said of those who had something to do at a meeting and were not there."""

IN_WRITING = "书面"  # how a speech begins that was sent in
REPORTER, LECTURER = "报告人", "主讲人"


def away(role: str, name: str, presence: str) -> str:
    """Say that somebody who led, wrote, read or spoke is marked as away."""
    return f"{role}{name}登记为{presence}，请核对。"


def spoke_while_away(name: str, presence: str) -> str:
    """Say that somebody who spoke is marked as away."""
    return f"{name}登记为{presence}，却有发言；如是书面发言，开头请注明“书面”。"


def nobody_signs() -> str:
    """Say that nobody holds the office that signs what was voted on an admission."""
    return "会议当天没有在任的书记；发展党员的决议由书记签名，请核对任职日期。"
