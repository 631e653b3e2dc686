"""Names as they are searched: by characters, by pinyin initials, by beginnings of syllables."""

# Surnames that are read otherwise than the same character elsewhere; double surnames syllable by syllable.
SURNAMES = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "朴": "piao", "查": "zha", "盖": "ge", "区": "ou",
    "任": "ren", "华": "hua", "翟": "zhai", "覃": "qin", "缪": "miao", "乐": "yue", "员": "yun", "折": "she",
    "黑": "he", "秘": "bi", "冼": "xian", "洗": "xian", "逄": "pang", "宿": "su", "种": "chong", "燕": "yan",
    "纪": "ji", "那": "na", "车": "che", "晁": "chao", "尉迟": "yu chi", "万俟": "mo qi", "令狐": "ling hu",
    "长孙": "zhang sun", "澹台": "tan tai",
}  # fmt: skip

_BETWEEN = str.maketrans("", "", " \u3000·•")


def split_surname(name: str) -> tuple[str, str]:
    """Give the reading of a surname that the table knows, and the rest of the name; else nothing and the name."""
    for length in (2, 1):
        if reading := SURNAMES.get(name[:length]):
            return reading, name[length:]
    return "", name


def matches(text: str, name: str, initials: str, pinyin: str) -> bool:
    """Say whether typed text means this name.

    It may be a part of the name, the start of its initials (`zs`), or beginnings of its syllables in order (`zhangs`).
    `pinyin` holds the syllables with blanks between them. Blanks and the dot of a minority name may be left out.
    """
    wanted = text.strip().lower()
    if wanted in name.lower() or initials.startswith(wanted):
        return True
    wanted = wanted.translate(_BETWEEN)
    return wanted in name.lower().translate(_BETWEEN) or _begin_syllables(wanted, pinyin.split())


def _begin_syllables(wanted: str, syllables: list[str]) -> bool:
    if not wanted:
        return True
    if not syllables:
        return False
    first, rest = syllables[0], syllables[1:]
    return any(
        wanted.startswith(first[:length]) and _begin_syllables(wanted[length:], rest)
        for length in range(len(first), 0, -1)
    )
