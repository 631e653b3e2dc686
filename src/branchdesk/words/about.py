"""What 关于 says of the program and of the work of others in it."""

SECRECY = "本程序不得存储、处理国家秘密等涉密内容。"
WHAT = "供党支部书记在一台办公电脑上使用：记录党员、会议和台账，打印支部材料。"
OFFLINE = "离线运行，不联网，不收集任何信息；数据只在这台电脑上。"
QT = "Qt 与 LGPL"
PARTS, PART, VERSION, LICENCE, TEXT = "组成部分与许可证", "组成部分", "版本", "许可证", "许可证全文"
OPENING = "双击或按回车看许可证全文"
NO_TEXT = "这里没有它的许可证全文；打包后的程序带有全文。"
REPLACING = (
    "Qt 是程序文件夹里的动态库，没有改动，可以替换：用接口兼容的同名库（Linux 为 libQt6*.so.6，Windows 为 Qt6*.dll）"
    "覆盖原文件即可，程序不作检查，也不限制为此进行的反向工程。"
)
SOURCES = (
    "Qt 的源代码：download.qt.io/archive/qt，选与上面相同的版本；PySide6 的源代码：download.qt.io 的 QtForPython。"
    "许可证 LGPL 3 和 GPL 3 的全文在下面的清单中。"
)


def program(version: str) -> str:
    """Name the program and its version."""
    return f"支部工作台 {version}"


def qt(version: str) -> str:
    """Give the notice that Qt's licence asks for."""
    return f"本程序使用 Qt {version} 和 PySide6（Qt 公司及贡献者所有），按 GNU 宽通用公共许可证第 3 版（LGPL 3）使用。"
