"""What is said about clues pasted from a chat or a spreadsheet."""

NOTHING = "没有认出线索。每行一条，或者每条前面有序号，都可以。"
NEW, NO_CLUE = "新增", "不是线索，请核对内容。"


def pasted(number: int) -> str:
    """Name the operation that enters pasted rows."""
    return f"粘贴登记{number}条线索"


def standing(number: str) -> str:
    """Say that a row is on record already."""
    return f"已在册 {number}"


def adds_to(number: str) -> str:
    """Say that a row tells more of a clue on record."""
    return f"补充 {number}"


def maybe(number: str) -> str:
    """Say which clue on record a row may repeat."""
    return f"可能与 {number} 重复"


def maybe_row(row: int) -> str:
    """Say which earlier row a row may repeat."""
    return f"可能与第{row}行重复"


def will_repeat(number: str) -> str:
    """Say of which clue a row will be noted a duplicate."""
    return f"记为 {number} 的重复"


def will_repeat_row(row: int) -> str:
    """Say of which earlier row a row will be noted a duplicate."""
    return f"记为第{row}行的重复"
