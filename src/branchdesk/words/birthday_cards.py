"""What is said about the cards for a 政治生日, and what stands on one unless the branch writes its own."""

from collections.abc import Iterable

NAME = "政治生日纪念卡"
HOLDS = "一个月里过政治生日的党员，每人一张；样式、文字和附言可改。"
MONTH = "月份"
MONTHS = (("", "最近有生日的月份"), *((str(month), f"{month}月") for month in range(1, 13)))
YEAR = "年份（0 为今年）"
DESIGN, SIZE, SHEET = "样式", "大小", "排法"
AS_SET = "按纪念卡设置"
DESIGNS = (("plain", "素笺"), ("years", "年轮"), ("letter", "信笺"))
SIZES = (("A6", "A6 横"), ("A5", "A5 横"))
SHEETS = (("sheet", "拼在 A4 上裁开"), ("single", "每页一张"))

TITLE = "政治生日纪念"
GREETING = "{姓名}同志："
BODY = (
    "{入党日期}，您加入中国共产党。今年{生日}，是您入党{周年}周年的日子。"
    "谢谢您一路的认真与担当。愿我们记得来时的路，也一起走好往后的路。"
)
SIGNATURE = "{单位}{支部}"
DATED = "{落款日期}"
JOINED, YEARS = "入党", "周年"  # above and below the number of the design that shows it large
PARTS = {"title": "标题", "greeting": "称呼", "body": "正文", "signature": "署名", "dated": "日期", "own": "附言"}
FIELDS = {
    "姓名": "姓名",
    "周年": "入党多少年，只有数字",
    "入党日期": "如 2003年11月18日；只知道月份的写到月",
    "生日": "今年的月日，如 11月18日；只知道月份的写到月",
    "年份": "这一年，如 2026",
    "支部": "支部名称，前面不带单位",
    "单位": "单位名称",
    "落款日期": "生日那天，如 2026年11月18日；只知道月份的写到月",
}
LONGEST = 400  # characters of a text

NO_WORD = "纪念卡按卡片的版面排定，没有 Word 文件；要改文字请用“纪念卡设置”，要带走请保存为 PDF。"


def title(year: int, month: int | None) -> str:
    """Name the cards of a month, or of a year."""
    return f"{NAME}（{year}年{month}月）" if month else f"{NAME}（{year}年）"


def place(part: str, line: int) -> str:
    """Say where in the card's text something stands."""
    return f"{PARTS[part]}第{line}行" if part == "body" else PARTS[part]


def of_whom(name: str, part: str) -> str:
    """Say on whose card something stands, and where."""
    return f"{name}的纪念卡{part}"


def unknown_field(name: str, where: str) -> str:
    """Say that a name in braces is no field's, where it stands, and which there are."""
    return f"{where}里的“{{{name}}}”不是可用的字段。可用的有：{'、'.join(f'{{{one}}}' for one in FIELDS)}。"


def lone_brace(where: str) -> str:
    """Say that a brace has no counterpart."""
    return f"{where}里的大括号没有成对，字段要写成 {{姓名}} 这样。"


def too_long(where: str, length: int, most: int) -> str:
    """Say that a text is longer than a card holds."""
    return f"{where}有{length}个字，卡片上放不下，请改写到{most}个字以内。"


def too_full(where: str) -> str:
    """Say that a text has no room on its card in letters that can be read."""
    return f"{where}太长，缩小后仍放不下。请改短一些，或选大一号的卡片。"


def nobody(year: int, month: int) -> str:
    """Say that nobody has a 政治生日 in a month."""
    return f"{year}年{month}月没有党员过政治生日（入党时间至少要登记到月）。请换一个月份，或先在名册中补上入党时间。"


def nobody_at_all(year: int) -> str:
    """Say that nobody has one in a whole year."""
    return f"{year}年没有党员过政治生日（入党时间至少要登记到月）。请先在名册中补上入党时间。"


def not_theirs(names: Iterable[str], year: int) -> str:
    """Say of whom there can be no card."""
    return f"{'、'.join(names)}在{year}年没有政治生日：入党时间没有登记到月，或当年还没有满一年。"


def no_such_month(month: int) -> str:
    """Say that a month is none."""
    return f"月份要写1到12，不能是{month}。"
