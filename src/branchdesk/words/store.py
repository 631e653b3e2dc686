"""What is said about the data file and its history."""

RECORD, MEMBER, MEETING, ATTENDANCE, MEASURE, STEP = "记录", "党员", "会议", "到会记录", "措施", "操作"


def no_such_file(path: object) -> str:
    """Say that there is no file."""
    return f"找不到文件“{path}”。请检查位置，或先新建支部。"


def file_exists(path: object) -> str:
    """Say that a new branch would overwrite a file."""
    return f"“{path}”已经存在，没有覆盖。请换一个文件名。"


def folder_missing(path: object) -> str:
    """Say that the folder of a new file is missing."""
    return f"文件夹“{path}”不存在。请先建好文件夹。"


def not_ours(path: object) -> str:
    """Say that a file is not one of ours, or is locked by a password."""
    return f"“{path}”不是支部工作台的数据文件，或设有密码，没有打开。"


def damaged(path: object) -> str:
    """Say that a file cannot be read as a database."""
    return f"“{path}”已损坏，无法读取。请从最近的备份恢复。"


def newer(path: object) -> str:
    """Say that a newer program made the file."""
    return f"“{path}”由较新版本的支部工作台建立，本版本不打开，文件未动。请升级程序。"


def locked(path: object) -> str:
    """Say that a file wants a password."""
    return f"“{path}”设有密码，没有打开。请输入密码或恢复密钥。"


def wrong_key(path: object) -> str:
    """Say that a key does not open the file."""
    return f"钥匙打不开“{path}”：文件开头已损坏，或旁边的 .keys 文件不是它的。请从最近的备份恢复。"


def in_use(path: object) -> str:
    """Say that another program holds the file."""
    return f"“{path}”正在另一个窗口中使用，请先关闭该窗口再试。"


def older_in_use(path: object) -> str:
    """Say that a file of an older schema is held by another program, so that it cannot be brought up to date."""
    return f"“{path}”由较早版本的程序建立，正在另一个窗口中使用，不能升级，文件未动。请先关闭该窗口再试。"


def unstorable() -> str:
    """Say that a text holds half a character, or that a number is larger than any file keeps."""
    return "内容里有无法识别的字符，或位数过多的数字，没有照办，内容没有改动。请删去后重新输入。"


def not_writable(path: object) -> str:
    """Say that the file or its folder cannot be written."""
    return f"“{path}”不能写入。请检查磁盘空间和文件夹权限，内容没有改动。"


def unknown_ledger(key: str, known: str) -> str:
    """Say that there is no such ledger."""
    return f"没有名为“{key}”的台账，可用：{known}。"


def unknown_field(key: str, known: str) -> str:
    """Say that a ledger has no such field."""
    return f"没有名为“{key}”的栏目，可用：{known}。"


def no_such_record(kind: str, key: str) -> str:
    """Say that an identifier names nothing."""
    return f"找不到编号为“{key}”的{kind}。"


def nothing_to_undo() -> str:
    """Say that there is no step to take back."""
    return "没有可以撤销的步骤。"


def nothing_to_redo() -> str:
    """Say that there is no step to do again."""
    return "没有可以重做的步骤。"


def changed_since(title: str) -> str:
    """Say why a step cannot be taken back."""
    return f"“{title}”之后有别的改动涉及同一条记录，不能单独撤销。"


def erased_since(title: str) -> str:
    """Say why a step cannot be taken back whose data was erased."""
    return f"“{title}”中的内容已按申请彻底删除，这一步和更早的步骤不能再撤销。"


def undo_title(title: str) -> str:
    """Name the operation that takes a step back."""
    return f"撤销：{title}"


def redo_title(title: str) -> str:
    """Name the operation that does a step again."""
    return f"重做：{title}"


def start_title(branch: str) -> str:
    """Name the operation that begins a branch's file."""
    return f"建立{branch}"


def resource_unreadable(what: str) -> str:
    """Say that a file of the program itself is missing or damaged."""
    return f"程序自带的文件缺失或损坏（{what}）。请重新安装程序。"


def demo_title() -> str:
    """Name the operation that begins a demo file."""
    return "建立演示支部"


def not_readable(path: object) -> str:
    """Say that the file cannot be read."""
    return f"“{path}”不能读取。请检查文件权限，或是否被其他程序占用。"


def copy_before(name: str, revision: str) -> str:
    """Name the copy that is laid beside a file before it is brought up to date."""
    return f"{name}.升级前-{revision}"
