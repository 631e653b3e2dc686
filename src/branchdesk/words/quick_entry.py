"""What is said while old meetings are entered line by line."""


def ahead(*, counted: bool) -> str:
    """Say that a meeting is still to come; without heads it is only planned."""
    return "日期在今天之后，却已有到会人数，请核对。" if counted else "日期在今天之后，将登记为计划中的会议。"


def ends_early() -> str:
    """Say that a meeting ends before it starts."""
    return "结束时间早于开始时间。"


def sentence(text: str) -> str:
    """Give a text its full stop."""
    return text if text.endswith("。") else f"{text}。"
