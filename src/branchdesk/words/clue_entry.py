"""What is said where clues are entered row by row."""

TEXT_MISSING = "请填线索内容。"
DAY_MISSING = "请填提报日期，只写日就是上一条的那个月。"
DAY_AHEAD = "提报日期还没有到，请核对。"
NEW = {"category": "新类别", "subcategory": "新细类", "grid": "新网格", "unit": "新单位"}


def entered(number: str) -> str:
    """Name the operation that enters a clue."""
    return f"登记线索{number}"


def entered_as_duplicate(number: str, first: str) -> str:
    """Name the operation that enters a clue as a duplicate of another."""
    return f"登记线索{number}（重复于{first}）"


def corrected(number: str) -> str:
    """Name the operation that corrects a clue just entered."""
    return f"更正线索{number}"


def nobody_of_letters(letters: str) -> str:
    """Say that no volunteer has these initials."""
    return f"没有首字母是“{letters}”的志愿者，请写姓名。"


def nothing_of_letters(letters: str, label: str) -> str:
    """Say that nothing of a field's usual values has these initials."""
    return f"{label}里没有首字母是“{letters}”的，请写全称。"


def alike(number: str, same: str) -> str:
    """Doubt a row that looks like a clue on record."""
    return f"可能与 {number} 重复（都写有“{same}”），请核对。"
