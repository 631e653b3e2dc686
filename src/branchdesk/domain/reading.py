"""How people write what a ledger keeps: tables and small functions that read a cell's words.

Each function takes text as it stands in a sheet and gives the form that is kept; reading that form again changes
nothing. What is not known is kept as it was written.
"""

import re
from decimal import Decimal, InvalidOperation

# Control characters (tab and line ends aside) are in none of the files that a sheet can be; signs that turn the
# direction of what follows make a text seem another one; half of a surrogate pair is no character.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_HAN = "\u3007\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_IS_HAN_NAME = re.compile(rf"[·•・．‧∙⋅･.\s]*[{_HAN}][{_HAN}·•・．‧∙⋅･.\s]*")
_DOTS = re.compile(r"\s*[·•・．‧∙⋅･.]\s*")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
NOTHING = frozenset(
    {"", "无", "-", "--", "—", "——", "－", "/", "／", "\\", "暂无", "空", "未知", "不详", "N/A", "#N/A"}
)

# In the order of GB/T 3304: their codes are 01 to 56.
_PEOPLES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
ETHNICITIES = tuple(f"{people}族" for people in _PEOPLES.split())
_ETHNICITY_CODES = {f"{code:02}": name for code, name in enumerate(ETHNICITIES, start=1)}
_ETHNICITY_CODES |= {"97": "其他", "98": "外国血统中国籍"}
_ETHNICITY_ALIASES = {
    "维族": "维吾尔族",
    "蒙族": "蒙古族",
    "满洲族": "满族",
    "朝族": "朝鲜族",
    "鲜族": "朝鲜族",
    "其它": "其他",
    "外国血统中国籍人士": "外国血统中国籍",
}

EDUCATIONS = (
    "博士研究生",
    "硕士研究生",
    "研究生",
    "大学本科",
    "大学专科",
    "中专",
    "职高",
    "技校",
    "高中",
    "初中",
    "小学",
)
_EDUCATION_ALIASES = {
    "博士": "博士研究生",
    "硕士": "硕士研究生",
    "大学": "大学本科",
    "本科": "大学本科",
    "大本": "大学本科",
    "本科学历": "大学本科",
    "全日制本科": "大学本科",
    "在职本科": "大学本科",
    "大专": "大学专科",
    "专科": "大学专科",
    "大学大专": "大学专科",
    "中等专科": "中专",
    "中等专业学校": "中专",
    "职业高中": "职高",
    "技工学校": "技校",
    "普通高中": "高中",
    "其它": "其他",
}
# GB/T 4658-2006: the level alone, then graduated, course ended without a degree, broken off.
_LEVEL_CODES = {
    "11": "博士研究生",
    "14": "硕士研究生",
    "17": "研究生班",
    "21": "大学本科",
    "31": "大学专科",
    "41": "中专",
    "44": "职高",
    "47": "技校",
    "61": "高中",
    "71": "初中",
    "81": "小学",
}
_EDUCATION_CODES = {
    f"{int(first) + step}": level + ending
    for first, level in _LEVEL_CODES.items()
    for step, ending in enumerate(("", "结业", "肄业"))
}
_EDUCATION_CODES |= {
    "10": "研究生",
    "20": "大学本科",
    "28": "大学普通班",
    "30": "大学专科",
    "40": "中等职业教育",
    "60": "高中",
    "70": "初中",
    "72": "初中肄业",  # one list of the codes has 72 and 82 for it, another 73 and 83: both end so
    "80": "小学",
    "82": "小学肄业",
    "90": "其他",
}

DEGREES = ("博士", "硕士", "学士")
_DEGREE_ALIASES = {
    "博士研究生": "博士",
    "硕士研究生": "硕士",
    "双学士": "学士",
    "无学位": "",
    "1": "名誉博士",  # GB/T 6864
    "2": "博士",
    "3": "硕士",
    "4": "学士",
}

SECRETARY, DEPUTY, GROUP_LEADER = "书记", "副书记", "党小组长"
COMMITTEE = ("组织委员", "宣传委员", "纪检委员", "青年委员", "统战委员", "群众工作委员", "保密委员", "委员")
OFFICES = (SECRETARY, DEPUTY, *COMMITTEE, GROUP_LEADER)
_PORTFOLIOS = {
    "组织": "组织委员",
    "宣传": "宣传委员",
    "纪检": "纪检委员",
    "纪律检查": "纪检委员",
    "纪检监察": "纪检委员",
    "青年": "青年委员",
    "青工": "青年委员",
    "统战": "统战委员",
    "群工": "群众工作委员",
    "群众": "群众工作委员",
    "群众工作": "群众工作委员",
    "保密": "保密委员",
}
_OFFICE_ALIASES = {
    "支委": "委员",
    "组宣委员": "组织委员、宣传委员",
    "党小组组长": GROUP_LEADER,
    "党小组长": GROUP_LEADER,
    "小组组长": GROUP_LEADER,
    "小组长": GROUP_LEADER,
    "组长": GROUP_LEADER,
}
_NO_OFFICE = NOTHING | {"党员", "普通党员", "正式党员", "预备党员", "群众"}
_BODY = re.compile(r"^(?!原|前|曾|拟).*?(党支部|支部|党支委|支委)(委员会|会)?(?=.)")
_GROUP_BODY = re.compile(r"^第?[0-9一二三四五六七八九十]+(?=(党小组|小组|组)(组长|长))")

_HAN_DIGITS = "零一二三四五六七八九十"
_GROUP = re.compile(
    r"第?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:党支部)?(?:党小组|小组|组)|(?:党小组|小组)([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
)

_YES = frozenset({"是", "有", "√", "✓", "✔", "y", "yes", "true", "1", "对", "已", "已反馈", "反馈", "☑"})
_NO = frozenset({"否", "无", "没有", "×", "x", "✗", "n", "no", "false", "0", "未", "不", "未反馈", "没有反馈", "☐"})

_ZEROS_AT_MOST = 3  # 1.504E+10 has lost its digits; 1.50400481E+10 may well end in 00
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_OTHER_PHONE = re.compile(r"0\d{2,3}-?[2-9]\d{6,7}(-\d{1,6})?|[2-9]\d{6,7}(-\d{1,6})?|400\d{7}|\d{3,6}")

_HEADING_REMARK = re.compile(r"[（(\[【〔][^（）()\[\]【】〔〕]*[）)\]】〕]")
_HEADING_NOISE = re.compile(r"[\W_]+")
_AGE = re.compile(r"\s*[（(]\s*\d{1,3}\s*周?岁\s*[)）]\s*$")
_ODD_IN_NAME = re.compile(r"[0-9（）()\[\]【】]")
_FORMAT = re.compile(r"(必填项?|选填|代码|年月日?|yyyymm(dd)?|格式.*)$", re.IGNORECASE)
_TOTAL = re.compile(
    r"(合计|总计|小计|共计|总数|总人数|本页(小计|合计))[:：]?(共?\d+[人名个条件]?)?|共[计有]?\d+[人名条件].{0,4}"
)
_GRAND_TOTAL = re.compile(r"合计|总计|共计|总数|总人数|共")
_FOOTER = re.compile(
    r"(制表|审核|填表|填报|填写|经办|复核|审批|报送|联系)(人|单位|日期|时间|负责人)?(签[字名章])?[:：].*|(负责人|单位负责人|支部书记|书记)(签[字名章])?[:：].*|(注|备注|说明|填表说明|填写说明|填报说明)\d?[:：].*"
)
_HINT = re.compile(
    r"必填|选填|必选|^示例|^样例|填写说明|填表说明|下拉选择|请填写|请选择|请按|格式[:：为]|^\(?例[如\d:]|^如[:\d]|YYYY|yyyy",
)


def plain(text: str) -> str:
    """Take away blanks at the ends and signs that nobody can see; line ends become one sort, a tab a blank."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def compact(text: str) -> str:
    """Take away every blank, and make full-width letters, digits and signs half-width."""
    return re.sub(r"\s+", "", _INVISIBLE.sub("", text)).translate(_FULL_WIDTH)


def heading(text: str) -> str:
    """Give the core of a heading: no blanks, no line ends, no punctuation, no remark in brackets."""
    text = _INVISIBLE.sub("", text)
    bare = _HEADING_NOISE.sub("", _HEADING_REMARK.sub("", re.sub(r"\s+", "", text)).translate(_FULL_WIDTH))
    return bare or _HEADING_NOISE.sub("", text)


def says_hour(text: str) -> bool:
    """Say whether a heading beside that of a day is the hour's: 时间 beside 日期; alone it is the day."""
    return heading(text) in {"时间", "时刻"}


def name(text: str) -> str:
    """Read a person's name: a Han name loses the blanks it was stretched with; other names keep theirs.

    The dot of a minority name is ·, whatever was typed for it.
    """
    text = plain(text)
    if not _IS_HAN_NAME.fullmatch(text):
        return text
    return re.sub(r"\s+", "", _DOTS.sub("·", text)).strip("·")


def is_plain_name(text: str) -> bool:
    """Say whether a name holds neither digits nor a remark in brackets."""
    return _ODD_IN_NAME.search(text) is None


def ethnicity(text: str) -> str:
    """Read an ethnicity: 汉, 汉族 and 01 (GB/T 3304) are 汉族."""
    text = compact(text)
    if text in NOTHING:
        return ""
    if text.isdecimal():
        return _ETHNICITY_CODES.get(text.zfill(2), text)
    return f"{text}族" if f"{text}族" in ETHNICITIES else _ETHNICITY_ALIASES.get(text, text)


def education(text: str) -> str:
    """Read an education: 本科, 大学 and 20 (GB/T 4658) are 大学本科; 23 is 大学本科肄业."""
    text = compact(text).removesuffix("毕业") if compact(text) != "毕业" else compact(text)
    if text in NOTHING:
        return ""
    return _EDUCATION_CODES.get(text) or _EDUCATION_ALIASES.get(text, text)


def degree(text: str) -> str:
    """Read a degree: 学士学位 and 4 (GB/T 6864) are 学士; a degree with its subject stands."""
    text = compact(text)
    text = text.removesuffix("学位") or text
    return "" if text in NOTHING else _DEGREE_ALIASES.get(text, text)


def offices(text: str) -> tuple[str, ...]:
    """Read the offices of one cell: 支部书记 is 书记; 组织、宣传委员 are two; an ordinary member has none."""
    found: list[str] = []
    parts = [part for part in re.split(r"[、,;/|+兼及和]+", compact(text).replace("；", ";")) if part]
    for part in parts:
        for office in _office(part).split("、"):
            if office and office not in found:
                found.append(office)
    return tuple(found)


def office(text: str) -> str:
    """Read the offices of one cell into the text that is kept: 书记、组织委员."""
    return "、".join(offices(text))


def _office(part: str) -> str:
    if part in _NO_OFFICE:
        return ""
    bare = _GROUP_BODY.sub("", _BODY.sub("", part)) or part
    if match := re.fullmatch(r"委员\((.+)\)|(.+)\(委员\)", bare):
        bare = match.group(1) or match.group(2)
    bare = _OFFICE_ALIASES.get(bare, bare)
    return _PORTFOLIOS.get(bare.removesuffix("委员"), bare)


def group(text: str) -> str:
    """Read the name of a party group: 一组, 第1党小组 and 党小组一 are 第一党小组; other names stand."""
    text = compact(text)
    if text in NOTHING:
        return ""
    match = _GROUP.fullmatch(text)
    number = _number(match.group(1) or match.group(2)) if match else 0
    return f"第{_han_number(number)}党小组" if number else text


def is_group(text: str) -> bool:
    """Say whether a text is the name of a numbered party group: 第一党小组, 2组."""
    return _GROUP.fullmatch(compact(text)) is not None


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    match = re.fullmatch(r"([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)", text)
    if not match:
        return 0
    tens, ten, units = match.groups()
    if not ten and tens and units:
        return 0
    leading = (_HAN_DIGITS.index(tens) if tens else 1) * 10 if ten else 0
    return leading + (_HAN_DIGITS.index(units or "零") if ten else _HAN_DIGITS.index(tens or units or "零"))


def _han_number(number: int) -> str:
    tens, units = divmod(number, 10)
    if not tens:
        return _HAN_DIGITS[units]
    return ("" if tens == 1 else _HAN_DIGITS[tens]) + "十" + (_HAN_DIGITS[units] if units else "")


_COUNTED = re.compile(
    r"(?:第|共|约|应到|实到|到会|请假|缺席)*([0-9]{1,5}|[一二三四五六七八九十]{1,3})(?:次|人|名|位|期|届|个|场)?(?:会议)?"
)
_SPELL = re.compile(
    r"(?:([0-9]{1,6}(?:\.[0-9]+)?)个?(?:小时|h|时))?(?:([0-9]{1,6})(?:分钟|分|min)?钟?)?", re.IGNORECASE
)


def counted(text: str) -> str:
    """Read a number with the word that it counts: 第3次, 第三次 and 3 are 3, 46人 is 46; other text stands."""
    match = _COUNTED.fullmatch(compact(text))
    if not match:
        return text
    found = match.group(1)
    return found if found.isdecimal() else str(_number(found) or text)


def minutes(text: str) -> str:
    """Read how long something took, in minutes: 90分钟 is 90, 1.5小时 is 90; other text stands."""
    match = _SPELL.fullmatch(compact(text))
    if not match or not (match.group(1) or match.group(2)):
        return text
    return f"{float(match.group(1) or 0) * 60 + int(match.group(2) or 0):.0f}"


def yes_or_no(text: str) -> bool | None:
    """Read a yes or a no; None for anything else."""
    text = compact(text).lower()
    if text in _YES:
        return True
    return False if text in _NO else None


def phone(text: str) -> str:
    """Read a telephone number: blanks, hyphens and +86 go from a mobile number; several are parted by 、."""
    if _MOBILE.fullmatch(text):
        return text
    text = plain(text).translate(_FULL_WIDTH)
    numbers = [_one_phone(part) for part in re.split(r"[/、,;\n|]+", text) if part.strip()]
    return "、".join(number for number in numbers if number)


def _one_phone(text: str) -> str:
    text = re.sub(r"\s+", "", text).strip("'‘’\"“”")
    if re.fullmatch(r"\d\.\d+[eE]\+?\d+|\d+\.0+", text):
        text = _unrounded(text)
    bare = re.sub(r"^(\+|00)?86(?=-?1)", "", re.sub(r"[-()—－]", "", text))
    if _MOBILE.fullmatch(bare):
        return bare
    return re.sub(r"[—－]", "-", re.sub(r"^\((0\d{2,3})\)", r"\1-", text))


def _unrounded(text: str) -> str:
    """Give the whole number that 1.5040048126e10 is, unless digits were lost: then the text as it stands."""
    try:
        number = Decimal(text)
    except InvalidOperation:  # pragma: no cover - the pattern lets none through
        return text
    exponent = number.as_tuple().exponent
    lost = not isinstance(exponent, int) or exponent > _ZEROS_AT_MOST
    return text if lost or number != number.to_integral_value() else f"{number:.0f}"


def is_phone(text: str) -> bool:
    """Say whether every number of a text that `phone` gave can be a telephone number."""
    return all(_MOBILE.fullmatch(part) or _OTHER_PHONE.fullmatch(part) for part in text.split("、"))


def has_mobile(text: str) -> bool:
    """Say whether a text that `phone` gave holds a mobile number."""
    return any(_MOBILE.fullmatch(part) for part in text.split("、"))


def is_nothing(text: str) -> bool:
    """Say whether a cell only says that there is nothing: 无, —, /."""
    return compact(text).upper() in NOTHING


def is_total(text: str) -> bool:
    """Say whether a row that begins so is a total: 合计, 共46人."""
    return _TOTAL.fullmatch(compact(text)) is not None


def is_grand_total(text: str) -> bool:
    """Say whether a row's text is the total of the whole sheet, not of a part: 合计46人."""
    return _GRAND_TOTAL.match(compact(text)) is not None


def is_footer(text: str) -> bool:
    """Say whether a row that begins so is a foot of the page: 制表人:, 注:."""
    return _FOOTER.fullmatch(compact(text)) is not None


def without_age(text: str) -> str:
    """Take from a birth date the age that is written behind it: 1971.07 (55岁)."""
    return _AGE.sub("", text)


def is_hint(text: str) -> bool:
    """Say whether a cell tells people how to fill the sheet in: 必填, 示例."""
    return _HINT.search(compact(text)) is not None


def without_format(key: str) -> str:
    """Take from a heading's core what only says how to fill it in: 入党时间年月日 is 入党时间."""
    return _FORMAT.sub("", key) or key
