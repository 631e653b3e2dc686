"""What is said about the machine around the file: where it lies, and what its clock says."""

ACCEPT = "知道了"
CLOCK_AND_FOLDER = "时钟和文件位置"


def network(path: object) -> str:
    """Refuse a file on a network drive."""
    return (
        f"“{path}”在网络盘上，没有打开。多台电脑经网络读写同一个数据文件会损坏文件。"
        "请把文件复制到本机硬盘后打开；要交给别的电脑使用，请用“交接包”。"
    )


def network_new(path: object) -> str:
    """Refuse to make a file on a network drive."""
    return f"“{path}”在网络盘上，没有建立。经网络读写数据文件会损坏文件，请换到本机硬盘上的位置。"


def synchronised(folder: object, program: str) -> str:
    """Warn of a folder that another program synchronises."""
    return (
        f"数据文件所在的文件夹“{folder}”由“{program}”同步到网上：资料会离开本机，两台电脑同时使用还会互相覆盖。"
        "建议关闭程序后把数据文件移到不同步的文件夹。"
    )


def set_back(now: str, newest: str) -> str:
    """Say that the clock is behind what was written."""
    return (
        f"电脑时间是 {now}，而最近的保存记在 {newest}：时间可能被调回过。"
        "请核对系统时间，期限提醒按电脑时间计算；记录和备份的先后不受影响。"
    )


def absurd(now: str) -> str:
    """Say that the clock cannot be right."""
    return f"电脑时间是 {now}，明显不对（主板电池可能没电）。请先校正系统时间，否则日期和期限提醒都会出错。"
