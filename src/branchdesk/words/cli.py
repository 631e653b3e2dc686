"""What the verbs say to whoever runs them."""


def usage() -> str:
    """Say that the call was wrong."""
    return "用法不对。运行 branchdesk --help 查看全部用法，branchdesk 动词 --help 查看一个动词的用法。"


def bug(log: object) -> str:
    """Say that the program itself failed."""
    return f"程序内部出错，没有改动内容。详情记在“{log}”。"


def not_a_day(text: str) -> str:
    """Say that a date option is not a date."""
    return f"“{text}”不是日期，请写成 2026-11-20。"


def where_form(text: str) -> str:
    """Say how a condition is written."""
    return f"条件“{text}”写法不对，请写成 栏目=值。"


def no_import(ledger: str) -> str:
    """Say that a ledger takes no sheets."""
    return f"{ledger}不能从表格导入。"


def folder_missing(path: object) -> str:
    """Say that the folder of an output file is missing."""
    return f"文件夹“{path}”不存在，没有写出。请先建好文件夹。"


def paper_ending(name: str) -> str:
    """Say what a paper's file may be called."""
    return f"不能写成“{name}”：材料只能存为 .pdf 或 .docx。请改文件名。"


VERB = "动词"
VERSION = "显示版本"
HELP = "显示用法"
SECRET_FILE = "密码文件，取其第一行；不写时用环境变量 BRANCHDESK_PASSWORD"
DESCRIPTION = "支部工作台。不带动词打开窗口；带动词只做一件事，结果以 JSON 写到标准输出。"
VERBS = {
    "restore": "从备份恢复数据文件",
    "init": "新建支部",
    "demo": "新建演示支部",
    "import": "从表格导入台账",
    "export": "把台账导出为表格",
    "list": "列出台账",
    "record": "记录或修改会议",
    "show": "显示会议",
    "print": "把一份材料打印成 PDF 或 Word 文件",
    "tally": "统计线索",
    "due": "规则要求的事项：不写日期时，为本年度的事项，加上以前没有办完的（逾期或仍待办）",
    "birthdays": "政治生日和五个一",
    "history": "列出操作记录",
    "undo": "撤销最近一步",
    "check": "检查文件、记录和操作记录",
    "backup": "备份到文件夹，写完重新打开核对；窗口开着时也可以",
    "guide": "把使用说明存成 PDF 文件",
    "self-test": "程序自检",
}

DUE_FROM = "从哪天起到期的，如 2026-01-01；写明后不再列更早的"
DUE_TO = "到哪天为止到期的，如 2026-12-31；不写为本年年底"


def demo_size() -> str:
    """Say which sizes of an invented branch there are."""
    return "演示支部的规模不对：党员8至2000名，年份1至20年，线索0至1000000条。请改在此范围内。"
