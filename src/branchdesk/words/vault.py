"""What is said about passwords, keys, and who may open the file."""

UNNAMED = "未具名"


def keys_missing(path: object) -> str:
    """Say that the wrapped keys are not there."""
    return f"缺少钥匙文件“{path}”，密码无法使用。请从备份中把它放回原处，或用恢复密钥打开。"


def keys_damaged(path: object) -> str:
    """Say that the wrapped keys cannot be read."""
    return f"钥匙文件“{path}”已损坏，密码无法使用。请从备份中把它放回原处，或用恢复密钥打开。"


def keys_newer(path: object) -> str:
    """Say that a newer program wrapped the keys."""
    return f"钥匙文件“{path}”由较新版本的支部工作台写成，请升级程序。"


def keys_not_readable(path: object) -> str:
    """Say that the wrapped keys may not be read."""
    return f"钥匙文件“{path}”不能读取。请检查文件权限，或是否被其他程序占用。"


def keys_not_writable(path: object) -> str:
    """Say that the wrapped keys may not be written."""
    return f"钥匙文件“{path}”不能写入。请检查磁盘空间和文件夹权限，密码没有改动。"


def operator_missing() -> str:
    """Say that nobody is named."""
    return "请填写使用人姓名。"


def operator_there(name: str) -> str:
    """Say that an operator of that name has a password already."""
    return f"使用人“{name}”已经有密码。重名的请加以区分。"


def operator_unknown(name: str) -> str:
    """Say that no operator has that name."""
    return f"没有名为“{name}”的使用人。"


def operator_last() -> str:
    """Say that the last one who can open the file stays."""
    return "这是唯一的使用人，不能移除。请先增加另一位使用人。"


def password_missing() -> str:
    """Say that a password is needed and none was given."""
    return "文件设有密码，请给出密码（--password-file 或环境变量 BRANCHDESK_PASSWORD）。"


def password_file_unreadable(path: object) -> str:
    """Say that the file with the password cannot be read."""
    return f"密码文件“{path}”不能读取。"


def password_short(least: int) -> str:
    """Say that a password is too short."""
    return f"密码至少 {least} 个字符。"


def password_taken() -> str:
    """Say that a password is somebody's already."""
    return "此密码已有人使用，请换一个。"


def wrong_password() -> str:
    """Say that a password opens nothing."""
    return "密码不对。"


def too_soon(seconds: int) -> str:
    """Say how long to wait after wrong passwords."""
    return f"密码连续输错，请 {seconds} 秒后再试。"


def not_a_recovery_key(groups: tuple[int, ...]) -> str:
    """Say what of a recovery key does not hold."""
    if not groups:
        return "恢复密钥应为 8 组、每组 8 个字符，请对照纸面核对。"
    return f"恢复密钥第{'、'.join(map(str, groups))}组有误，请对照纸面核对。"


def wrong_recovery_key(path: object) -> str:
    """Say that a recovery key is another file's."""
    return f"这份恢复密钥不是“{path}”的，或文件开头已损坏。"


def already_protected(path: object) -> str:
    """Say that a file has a password."""
    return f"“{path}”已经设有密码。"


def not_protected(path: object) -> str:
    """Say that a file has no password."""
    return f"“{path}”没有设密码。"


def password_set(operator: str) -> str:
    """Name the event: the file got a password."""
    return f"设置密码（使用人：{operator}）"


def operator_added(operator: str) -> str:
    """Name the event: one more may open the file."""
    return f"增加使用人：{operator}"


def operator_removed(operator: str) -> str:
    """Name the event: one fewer may open the file."""
    return f"移除使用人：{operator}"


def password_changed(operator: str) -> str:
    """Name the event: an operator has another password."""
    return f"更换密码（使用人：{operator}）"


def key_renewed() -> str:
    """Name the event: the file lies under another key."""
    return "更换数据密钥，原恢复密钥作废"


def opened_by_recovery() -> str:
    """Name the event: the recovery key was used."""
    return "用恢复密钥打开"


def wrong_tries(count: int, first: str, last: str) -> str:
    """Name the event: wrong passwords were tried since the last right one."""
    span = first if first == last else f"{first} 至 {last}"
    return f"密码输错 {count} 次（{span}）"


RECOVERY_OPERATOR = "恢复密钥"
