"""Names as they are parted and searched: by characters, by pinyin initials, by beginnings of syllables."""

# Surnames that are read otherwise than the same character elsewhere; double surnames syllable by syllable.
SURNAMES = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "朴": "piao", "查": "zha", "盖": "ge", "区": "ou",
    "任": "ren", "华": "hua", "翟": "zhai", "覃": "qin", "缪": "miao", "乐": "yue", "员": "yun", "折": "she",
    "黑": "he", "秘": "bi", "冼": "xian", "洗": "xian", "逄": "pang", "宿": "su", "种": "chong", "燕": "yan",
    "纪": "ji", "那": "na", "车": "che", "晁": "chao", "尉迟": "yu chi", "万俟": "mo qi", "令狐": "ling hu",
    "长孙": "zhang sun", "澹台": "tan tai",
}  # fmt: skip

# Surnames of two characters that are borne today. Who has one and who merely begins so is not told by a name.
_DOUBLE = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 "
    "公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 "
    "拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 西门 第五 达奚 褚师 纳兰 完颜 尔朱 耶律 欧陽 司馬"
)
DOUBLE_SURNAMES = frozenset(_DOUBLE.split())

_BETWEEN = str.maketrans("", "", " \u3000·•")
_ASIDE = str.maketrans("", "", " \u3000·•.")


def parted(name: str) -> tuple[str, str]:
    """Part a name into surname and given name; blanks and the dot of a minority name are left out.

    A name that a dot parts has no surname of this kind: its first character stands for one, as lists have it.
    """
    bare = name.translate(_ASIDE)
    length = 2 if bare[:2] in DOUBLE_SURNAMES and len(bare) > 2 else 1  # noqa: PLR2004 - 司马 alone is 司 马
    return bare[:length], bare[length:]


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
