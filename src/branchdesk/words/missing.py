"""What is said where the window cannot open because the system lacks something."""

from collections.abc import Sequence

# The system's libraries that the program loads and does not bring along, and Debian's names of their packages, which
# UOS and Kylin use as well.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
}
TITLE = "支部工作台"


def libraries(names: Sequence[str]) -> str:
    """Say which libraries the system lacks, and the packages to install where they are known."""
    packages = list(dict.fromkeys(PACKAGES[name] for name in names if name in PACKAGES))
    install = f"运行 sudo apt install {' '.join(packages)}，" if packages else "安装，"
    return f"窗口打不开：这台电脑缺少系统程序库 {'、'.join(names)}。请管理员{install}再打开程序。"


def too_old(needed: str) -> str:
    """Say that the system is older than the program can run on."""
    return f"窗口打不开：程序需要 {needed}，这台电脑的系统版本较旧。请换用适合本系统的安装包，或升级系统。"


def no_screen() -> str:
    """Say that there is no desktop to open a window on."""
    return "窗口打不开：这里没有图形桌面。请登录桌面后再打开程序；不开窗口的用法见 branchdesk --help。"


def screen_unreachable(display: str) -> str:
    """Say that the desktop that is named cannot be reached."""
    return f"窗口打不开：连不上图形桌面（DISPLAY={display}）。请用登录桌面的用户打开程序，不要换用户或用 sudo。"


def unknown(reason: str) -> str:
    """Say that Qt cannot open a window, in its own words for whoever is asked for help."""
    return f"窗口打不开。请把这句话告诉管理员：{reason}"
