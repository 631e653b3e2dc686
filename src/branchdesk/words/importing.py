"""What is said about sheets: why one is not read, and what was noticed in its rows.

Each sentence is short and ends in what to do. None ever holds a whole ID number.
"""


def joined_before_18() -> str:
    """Say that somebody joined before the age of eighteen."""
    return "入党时未满十八周岁，请核对出生日期和入党时间。"


def full_before_one_year() -> str:
    """Say that the probation was shorter than a year."""
    return "转正距入党不足一年，请核对两个日期。"


def full_before_joined() -> str:
    """Say that somebody became a full member before joining."""
    return "转正时间早于入党时间，请核对两个日期。"


def full_member_without_date() -> str:
    """Say that a full member's date is missing."""
    return "正式党员没有转正时间，可以以后补填。"


def probationary_with_full_date() -> str:
    """Say that a probationary member has a date of full membership."""
    return "预备党员填有转正时间，请核对党员类别。"


def joined_on_missing() -> str:
    """Say that a member's date of joining is missing."""
    return "没有入党时间，政治生日无从推算，请补填。"


def joined_without_membership(stage: str) -> str:
    """Say that somebody who is no member yet has a date of joining."""
    return f"类别是“{stage}”却填有入党时间，请核对类别。"


def stage_missing() -> str:
    """Say that a member's stage is missing."""
    return "没有填党员类别，请补填。"


def id_number_birth_differs(shown: str) -> str:
    """Say that the ID number holds another birth date."""
    return f"公民身份号码中的出生日期（{shown}）与出生日期一栏不同，请核对。"


def id_number_sex_differs(shown: str) -> str:
    """Say that the ID number means the other sex."""
    return f"公民身份号码表明性别为{shown}，与性别一栏不同，请核对。"


def closed_before_reported() -> str:
    """Say that a clue was closed before it was reported."""
    return "办结日期早于提报日期，请核对。"


def clue_without_date() -> str:
    """Say that a clue has no day."""
    return "没有提报日期，按时间统计时不会计入，请补填。"


def clue_without_text() -> str:
    """Say that a clue says nothing."""
    return "没有线索内容，请补填。"


def closed_with_open_state(state: str) -> str:
    """Say that a clue has a closing day but an open state."""
    return f"填有办结日期，办理状态却是“{state}”，请核对。"
