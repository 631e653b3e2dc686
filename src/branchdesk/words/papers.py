"""What is said about printing."""

from collections.abc import Iterable, Mapping, Sequence

SHOWN, PLACES = 12, 3
MINUTES = "会议记录"


def no_such_paper(name: str, there: Iterable[str]) -> str:
    """Say which papers there are, where one was asked for that there is not."""
    return f"没有“{name}”这种材料，可以打印：{'、'.join(there)}。"


def missing_glyphs(found: Mapping[str, Sequence[str]]) -> str:
    """Say which characters no face has, and in which sections each stands."""
    named = [f"{shown_character(char)}（见{_places(places)}）" for char, places in found.items()]
    more = f"等{len(named)}个字" if len(named) > SHOWN else ""
    return f"程序自带的和本机的字体里都没有这些字：{'；'.join(named[:SHOWN])}{more}。还没有打印，请改写后再打印。"


def font_unreadable(what: str) -> str:
    """Say that a file of the program's own faces is missing or damaged."""
    return f"程序自带的字体文件缺失或损坏（{what}），不能打印。请重新安装程序。"


def shown_character(char: str) -> str:
    """Show a character with its number, or the number alone where it has no shape."""
    code = f"U+{ord(char):04X}"
    return f"“{char}”{code}" if char.isprintable() else code


def _places(places: Sequence[str]) -> str:
    return "、".join(places[:PLACES]) + (f"等{len(places)}处" if len(places) > PLACES else "")
