"""What is said about the categories of clues."""

LONGEST = 40
NAME_MISSING = "请填写类别名称。"
NAME_LONG = f"类别名称请不超过{LONGEST}个字。"

ALL_KEPT = "线索里用过的类别都已在表中。"


def kept(number: int) -> str:
    """Name the step that keeps what clues have."""
    return f"收入线索里用过的{number}个类别"


def name_standing(name: str) -> str:
    """Say that there is such a category already."""
    return f"已有“{name}”，请换一个名称。"


def no_such(name: str) -> str:
    """Say that a category is not kept."""
    return f"类别表里没有“{name}”，可能刚被改动，请重新打开再试。"


def told(name: str, parent: str | None) -> str:
    """Name a category with the one it belongs to."""
    return f"{parent}·{name}" if parent else name


def added(name: str) -> str:
    """Name the step that keeps a category."""
    return f"添加线索类别“{name}”"


def renamed(old: str, new: str, clues: int, strokes: int) -> str:
    """Name the step that renames a category, and what it changes besides."""
    counted = ((clues, "条线索"), (strokes, "处正字计数"))
    besides = "、".join(f"{number:,}{what}" for number, what in counted if number)
    return f"线索类别“{old}”改为“{new}”" + (f"（随改{besides}）" if besides else "")


def moved(name: str) -> str:
    """Name the step that puts a category elsewhere in the order."""
    return f"调整线索类别“{name}”的顺序"


def removed(name: str) -> str:
    """Name the step that takes a category out of those kept."""
    return f"移出线索类别“{name}”"
