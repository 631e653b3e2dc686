"""What is said of the characters of a name."""

_ODD = {
    "private": "姓名中有自造字（{0}），换一台电脑就会变样；请用输入法重新录入这个字。",
    "old_code": "姓名中有“{1}”字的旧编码（{0}），查找和打印都对不上；请改为“{1}”。",
    "compatibility": "姓名中的{0}是兼容字，查找时对不上；请改为{2}。",
    "radical": "姓名中的{0}是部首符号，不是汉字；请改为{2}。",
    "ring": "姓名中的{0}是符号或字母，不是汉字；如应为“〇”（líng），请用拼音录入。",
    "letter": "姓名中夹有字母{0}；如代替生僻字，请改为该字。",
    "unseen": "姓名中有看不见的符号（{0}），查找时对不上；请删去后重新录入。",
    "broken": "姓名中有乱码，原来的字已经丢失；请重新录入。",
    "beyond_standard": "姓名中的{0}不在国家标准 GB 18030 中，许多电脑显示不出；请核对是否录错。",
}


def odd(oddity: str, character: str, instead: str) -> str:
    """Say what is wrong with a character and what to do; `instead` is what should stand there, where that is known."""
    unseen = oddity in {"unseen", "private", "old_code"} or not character.isprintable()
    shown = f"U+{ord(character):04X}" if unseen else f"“{character}”"
    return _ODD[oddity].format(shown, instead, f"“{instead}”" if instead else "相应的汉字")


def printed_otherwise(characters: str) -> str:
    """Say which characters a paper takes from another face."""
    return f"程序自带的仿宋没有{_quoted(characters)}，打印时用本机的仿宋或自带的楷体。"


def not_printed(characters: str) -> str:
    """Say which characters no face of the program has; the machine's may, which is seen when a paper is made."""
    codes = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in characters)
    return f"程序自带的字体没有{codes}，本机字体也没有时不能打印；请核对是否录错。"


def _quoted(characters: str) -> str:
    return "".join(f"“{character}”" for character in characters)


def moved(name: str) -> str:
    """Name the operation that puts somebody elsewhere in the roster."""
    return f"调整“{name}”在名册中的次序"
