"""What is said about handing a branch's records over: on the list to sign, in the wizard, in the history."""

from collections.abc import Iterable
from datetime import date

NAME, TITLE = "支部工作交接清单", "工作交接清单"
HOLDS = "移交时双方核对和签字用：有哪些记录、什么还没有办完、数据文件的校验值。"
BRANCH = "支部"
SIGNERS = ("移交人", "接收人", "监交人")

CONTENT, MEETINGS, OPEN, FILE, NOTES = "移交内容", "会议记录", "尚未办结事项", "数据文件", "交接说明"
CONTENT_HEADS = ("序号", "项目", "数量", "说明")
OPEN_HEADS = ("序号", "事项", "依据或说明", "时限")
KIND, TOTAL = "种类", "合计"
NUMERALS = "一二三四五六"

MEMBERS, FORMER, VOLUNTEERS, CLUES = "党员花名册", "已离开人员", "志愿者", "志愿者线索"
STROKES, SNAPSHOTS, DOCUMENTS, FILES = "正字计数", "统计存照", "学习篇目", "附件和照片"
HISTORY, PERIOD = "操作记录", "会议起止"
FILE_NAME, SIZE, DIGEST, FORMAT, PROGRAM = "文件名", "大小", "SHA-256", "数据格式", "程序版本"
NOT_MADE = "（制作交接包时填写）"
NOTHING_OPEN = "截至移交时，没有逾期或待办的事项。"
BEFORE_OPENING = "打开前核对；打开后文件内容变化，校验值随之改变"

RULES = (
    "交接包中的数据文件用新的密钥重新加密，原来的密码和恢复密钥都不能打开它。",
    "新文件的恢复密钥另页打印、装入信封密封移交，不与数据文件放在一起。",
    "接收人打开后，请逐项核对数量，用“检查数据”确认文件完好，再签字。",
    "签字之后以接收人的文件为准，移交人的文件不再录入；原文件的保存或销毁按单位规定办理。",
)


# What things that have no ledger of their own are counted in.
ONES = {
    MEMBERS: "名",
    MEETINGS: "次",
    FILES: "个",
    DOCUMENTS: "篇",
    STROKES: "笔",
    SNAPSHOTS: "份",
    HISTORY: "步",
}


def amount(what: str, number: int, one: str = "") -> str:
    """Say how many there are of something."""
    return f"{number:,}{one or ONES[what]}"


def drafts(number: int) -> str:
    """Say how many meetings are not closed."""
    return f"草稿{number}份" if number else ""


def newest(at: str) -> str:
    """Say when something was done last, from a moment as history has it."""
    return f"最近一次：{at[:16].replace('T', ' ')}"


def people(parts: Iterable[tuple[str, int]]) -> str:
    """Say what people are: 正式党员43名、预备党员3名."""
    return "、".join(f"{label}{number}名" for label, number in parts)


def clues_told(unhandled: int) -> str:
    """Say how many clues are not dealt with."""
    return f"未处置{unhandled:,}条" if unhandled else "全部已处置"


def span(first: str, last: str) -> str:
    """Say from which month to which there are records."""
    return first if first == last else f"{first}至{last}"


def month(day: str) -> str:
    """Say a stored day by its month: 2024年3月."""
    year, _, rest = day.partition("-")
    return f"{year}年{int(rest[:2])}月" if rest[:2].isdecimal() else f"{year}年"


def nothing_named(label: str, number: int) -> str:
    """Say how many things of a kind are open, where the paper names nobody."""
    return f"{label}（{number}项）"


def folder_name(branch: str, day: date) -> str:
    """Name the folder of a package."""
    return f"交接包-{branch}-{day:%Y%m%d}"


def data_name(branch: str) -> str:
    """Name the data file in a package."""
    return f"{branch}.branchdesk"


LIST_FILE, README_FILE = "支部工作交接清单.pdf", "接收说明.txt"


def readme(branch: str, name: str, digest: str) -> str:
    """Say to whoever gets a package what to do with it."""
    return "\r\n".join(
        (
            f"{branch}交接包",
            "",
            f"1. “{name}”和“{name}.keys”是一对，请一起保存，缺一不可。",
            "2. 在接收人的电脑上打开支部工作台，在“新建或打开支部”中选“接收交接包…”，选择这个数据文件。",
            "3. 输入交接时设定的使用人密码。密码不写在这里，也不要与交接包一起存放。",
            "4. 逐项核对“支部工作交接清单.pdf”，双方和监交人签字。",
            "5. 核对无误后，删除优盘等介质上的这一份。",
            "",
            f"数据文件打开前的 SHA-256：{digest}",
            "",
        )
    )


def handed_over(to: str, counts: str) -> str:
    """Name the event in the file that stays: a package was made."""
    return f"制作交接包（接收人：{to}；{counts}）"


def taken_over(by: str, branch: str) -> str:
    """Name the event in the new file: it came from a hand-over."""
    return f"由交接包接收（接收人：{by}；{branch}）"


def counted(members: str, meetings: str, clues: str) -> str:
    """Say in a few words how much was handed over."""
    return f"人员 {members}，会议 {meetings}，线索 {clues}"


def folder_there(folder: object) -> str:
    """Say that there is a folder of that name."""
    return f"“{folder}”已经存在，没有写入。请换一个位置，或先移走原来的文件夹。"


def place_missing(folder: object) -> str:
    """Say that the place is no folder."""
    return f"没有文件夹“{folder}”。请另选一个位置。"


def password_differs() -> str:
    """Say that the password typed twice is not the same."""
    return "两次输入的密码不一致，请重新输入。"


def not_whole(folder: object) -> str:
    """Say that the package that was written does not read back."""
    return f"写好的交接包核对不通过，已经删除（“{folder}”）。请换一个磁盘或优盘再试；原文件没有改动。"


def not_a_package(path: object) -> str:
    """Say that a chosen file comes without its keys."""
    return f"“{path}”旁边没有同名的 .keys 文件，不是完整的交接包。请把整个交接包文件夹一起拿来。"
