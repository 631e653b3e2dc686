"""What is said about a sheet's file: why it is not read or not written, and what to do."""

NAMED_AT_MOST = 40


def missing(path: object) -> str:
    """Say that there is no such file."""
    return f"找不到文件“{path}”。请检查文件名和位置。"


def is_folder(path: object) -> str:
    """Say that a folder was given for a file."""
    return f"“{path}”是文件夹。请选择其中的表格文件（.xlsx、.xls、.ods 或 .csv）。"


def held_or_forbidden(path: object) -> str:
    """Say that the file may not be read."""
    return f"“{path}”不能读取：文件正被其他程序占用，或没有权限。请先在打开它的程序（如 WPS）中关闭它再试。"


def unreadable(path: object) -> str:
    """Say that the disk did not give the file."""
    return f"“{path}”读取失败。请检查磁盘或 U 盘，把文件复制到本机再试。"


def empty(path: object) -> str:
    """Say that the file holds nothing."""
    return f"“{path}”是空文件，没有内容可读。请确认选对了文件。"


def no_rows(path: object) -> str:
    """Say that no tab holds anything."""
    return f"“{path}”里的工作表都是空的。请确认内容已保存。"


def encrypted(path: object) -> str:
    """Say that the file has a password."""
    return f"“{path}”设有打开密码，无法读取。请在 WPS 或 Excel 中取消密码，另存后再试。"


def damaged(path: object) -> str:
    """Say that the file is cut off or broken."""
    return f"“{path}”不完整或已损坏，无法读取。请用 WPS 或 Excel 打开，另存为 .xlsx 后再试。"


def not_a_sheet(path: object) -> str:
    """Say that the file is no table at all."""
    return f"“{path}”不是表格文件。可以读取 .xlsx、.xls、.ods 和 .csv。"


def web_page(path: object) -> str:
    """Say that a web page or an XML file bears a sheet's name."""
    return f"“{path}”其实是网页或 XML 文件，不是表格。请用 WPS 或 Excel 打开，另存为 .xlsx 后再试。"


def unknown_encoding(path: object, line: int) -> str:
    """Say that a text file is in no known encoding."""
    return f"“{path}”第 {line} 行附近的文字无法识别。请另存为 .xlsx，或 UTF-8、GB18030 编码的 .csv。"


def bad_quotes(path: object, line: int) -> str:
    """Say that the quotes of a text table do not pair."""
    return f"“{path}”第 {line} 行附近的引号不成对，各列会错位。请改正，或另存为 .xlsx 后再试。"


def too_big(path: object, limit: str) -> str:
    """Say that the file is bigger than any register."""
    return f"“{path}”过大（超过 {limit}），没有读取。请只保留要导入的工作表，另存后再试。"


def cell_too_long(where: object, line: int, limit: int) -> str:
    """Say that a cell of a file or tab has more text than is read, or that a quote swallowed what follows it."""
    return f"“{where}”第 {line} 行附近有一格超过 {limit:,} 字，没有读取。请检查引号是否成对，或另存为 .xlsx 后再试。"


def too_many_rows(tab: str, limit: int) -> str:
    """Say that a tab has more rows than are read."""
    return f"工作表“{tab}”超过 {limit:,} 行，没有读取。请分成几个文件，或删除末尾多余的行。"


def scattered(tab: str) -> str:
    """Say that single cells lie far away from the table."""
    return f"工作表“{tab}”太大，或在很远的行或列有零散内容，没有读取。请删除表格以外的内容，或分成几份另存后再试。"


def no_such_tab(wanted: object, tabs: str) -> str:
    """Say that there is no such tab."""
    return f"没有名为“{wanted}”的工作表。文件里有：{tabs}。"


def no_heading(ledger: str, tab: str, required: str, usual: str) -> str:
    """Say that no row of headings was recognised."""
    must = f"表头必须有“{required}”，" if required else "表头"
    return f"在工作表“{tab}”里找不到{ledger}的表头。{must}一般还有：{usual}。请检查表头，或换一个工作表。"


def being_used(path: object) -> str:
    """Say that the file to be written is open elsewhere."""
    return f"文件正被其他程序占用，或是只读的：“{path}”。请先在打开它的程序（如 WPS）中关闭它，或换一个文件名。"


def is_folder_to_write(path: object) -> str:
    """Say that a folder bears the name of the file to be written."""
    return f"“{path}”是文件夹，不能写成文件。请换一个文件名。"


def folder_missing(folder: object) -> str:
    """Say that the folder to write into is not there."""
    return f"找不到文件夹“{folder}”。请另选位置；如在 U 盘上，请确认已插好。"


def folder_locked(folder: object) -> str:
    """Say that nothing may be written into a folder."""
    return f"没有权限写入文件夹“{folder}”。请另选位置，例如“文档”。"


def disk_full(path: object) -> str:
    """Say that the disk has no room for the file."""
    return f"磁盘空间不足，没有写成“{path}”，原有文件未动。请清理磁盘，或另选位置。"


def bad_name(name: str) -> str:
    """Say that no file can bear a name."""
    shown = name if len(name) <= NAMED_AT_MOST else f"{name[:NAMED_AT_MOST]}…"
    return f'文件名“{shown}”过长，或含有不能用的字符（如 ? * : " < > |）。请换一个文件名。'


def cannot_write(path: object) -> str:
    """Say that the file cannot be written there."""
    return f"“{path}”不能写入。请检查文件夹、权限和磁盘空间。"


def unknown_ending(path: object) -> str:
    """Say that the ending names no kind of sheet."""
    return f"不知道“{path}”要写成哪种表格。文件名请以 .xlsx、.csv 或 .ods 结尾。"


def text_too_long(row: int, column: str, limit: int) -> str:
    """Say that a text does not fit a cell."""
    return f"第 {row} 行“{column}”超过 {limit:,} 字，.xlsx 的单元格放不下，没有写出。请改用 .csv 或 .ods。"


def too_many_to_copy(number: int, one: str, limit: int) -> str:
    """Say that so many rows are better exported."""
    return f"要复制的有 {number:,} {one}，一次最多复制 {limit:,} {one}。请先筛选，或改用导出。"
