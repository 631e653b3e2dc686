"""What the program says and looks for when it tries itself."""

FOLDER = "党建 资料"  # a Chinese name and a blank, as people have them
BRANCH = "自检支部"
UNIT = "自检单位"
INITIALS, NAME = "oyc", "欧阳翀"  # somebody of resources/selftest/roster.xls
RARE = "𬱖"  # in the name of an observer of resources/selftest/meeting.json; few faces have it
STROKES = 11  # of that character
CONFIRM = "确定"  # what Qt's own buttons say once its Chinese is loaded


def not_as_expected(what: str, found: object, expected: object) -> str:
    """Say that something came out wrong."""
    return f"{what}：应为 {expected}，实为 {found}"


def too_slow(seconds: float) -> str:
    """Say that something did not happen in time."""
    return f"等了 {seconds:.0f} 秒仍没有完成"
