"""Bring a machine that has only Python, git and make to where branchdesk runs, or its tests do.

It runs under the system's own Python before anything of ours is installed, so it keeps to the standard
library; when nothing is missing it only reads a few files and is gone.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import platform
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "run": ROOT / "requirements" / "run.txt",
    "test": ROOT / "requirements" / "dev.txt",
    "bundle": ROOT / "requirements" / "bundle.txt",
}
OLDEST, FIRST_UNTRIED = (3, 11), (3, 14)

# Debian's names for the libraries that the Qt wheels link to but do not carry, as `ldd` tells them, and why.
WINDOW_PACKAGES = {
    "画出窗口": ("libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3"),
    "连接桌面与键盘": (
        *("libx11-6", "libx11-xcb1", "libxcb1", "libxcb-cursor0", "libxcb-glx0", "libxcb-icccm4"),
        *("libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-render0"),
        *("libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1"),
        *("libxkbcommon0", "libxkbcommon-x11-0"),
    ),
    "显示文字": ("libfontconfig1", "libfreetype6"),
    "打印": ("libcups2",),
}
ARM_PACKAGES = {"arm64 上的 Qt 6.8.0": ("libsm6", "libice6", "libbrotli1")}
SCREEN_PACKAGES: dict[str, tuple[str, ...]] = {"测试用的虚拟屏幕": ("xvfb", "xauth")}
TEST_PACKAGES = SCREEN_PACKAGES | {
    "测试时按键和读剪贴板": ("xdotool", "xclip"),
    "测试时读出 PDF 的文字": ("poppler-utils",),
}
BUNDLE_PACKAGES = SCREEN_PACKAGES | {"读出并收集程序库": ("binutils",), "编译随程序带的 Python": ("make", "patch")}
MORE_PACKAGES = {"test": TEST_PACKAGES, "bundle": BUNDLE_PACKAGES}


class Obstacle(Exception):
    """Something only the person at the machine can settle; the text tells them what."""


def main() -> int:
    """Prepare what was asked for and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    asked = arguments()
    try:
        check_python()
        install_packages(packages_for(asked.what), may_ask=not asked.yes)
        prepare_venv(asked.venv, asked.what)
        if asked.what == "run":
            check_screen()
    except Obstacle as obstacle:
        print(obstacle, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as failure:
        print(f"这一步没有成功: {' '.join(map(str, failure.cmd))}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="准备好运行或测试支部工作台所需的一切。")
    parser.add_argument("what", choices=LOCKS, help="run: 运行; test: 测试与开发; bundle: 制作安装包")
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", help="虚拟环境放在哪里")
    parser.add_argument("-y", "--yes", action="store_true", default="CI" in os.environ, help="不询问，直接装")
    asked = parser.parse_args()
    asked.venv = asked.venv.absolute()
    return asked


def check_python() -> None:
    """Refuse a Python for which the lock has no wheels."""
    if not OLDEST <= sys.version_info < FIRST_UNTRIED:
        raise Obstacle(
            f"需要 Python 3.11 (3.12、3.13 也可以)，现在是 {sys.version.split()[0]}。"
            "装好以后可以这样指定: make run PYTHON=/路径/python3.11"
        )


def packages_for(what: str) -> dict[str, tuple[str, ...]]:
    """Name the Debian packages that this set needs, under the reason for each group."""
    groups = WINDOW_PACKAGES | MORE_PACKAGES.get(what, {})
    if what == "bundle" and sys.base_prefix == "/usr":  # Debian's Python does without the library that a bundle needs
        groups = groups | {"随程序带走的 Python": (f"libpython3.{sys.version_info.minor}",)}
    if platform.machine() == "aarch64":
        groups = groups | ARM_PACKAGES
    if importlib.util.find_spec("ensurepip") is None:
        groups = {"建立 Python 虚拟环境": (f"python3.{sys.version_info.minor}-venv",)} | groups
    return groups


def installed_packages() -> set[str]:
    """List what dpkg has installed, by name and by what it stands in for (Ubuntu's libglib2.0-0t64)."""
    form = "${db:Status-Status} ${Package} ${Provides}\n"
    listing = subprocess.run(["dpkg-query", "-W", "-f", form], check=True, capture_output=True, text=True)
    names = set()
    for line in listing.stdout.splitlines():
        status, _, rest = line.partition(" ")
        if status == "installed":
            package, _, provides = rest.partition(" ")
            names |= {package, *(offer.split()[0] for offer in provides.split(",") if offer.strip())}
    return names


def install_packages(groups: dict[str, tuple[str, ...]], *, may_ask: bool) -> None:
    """Install through apt what is missing, having said why; where there is no dpkg, leave it to the person."""
    if sys.platform != "linux" or not shutil.which("dpkg-query"):
        return  # another system's own packages; Qt names what it misses when it starts
    present = installed_packages()
    missing = {why: absent for why, names in groups.items() if (absent := [n for n in names if n not in present])}
    if not missing:
        return
    print("这台机器还缺少下列系统软件包:")
    for why, names in missing.items():
        print(f"  {why}: {' '.join(names)}")
    wanted = [name for names in missing.values() for name in names]
    sys.stdout.flush()
    prefix = administrator(wanted, may_ask=may_ask)
    # Lists may be a year old or not there at all; a mirror that is down now may still be in apt's cache.
    subprocess.run([*prefix, "apt-get", "update", "-qq"], check=False)
    subprocess.run([*prefix, *apt_install(wanted)], check=True)


def apt_install(names: list[str]) -> list[str]:
    """Spell the command that installs these packages and asks nothing."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq"]
    return [
        *quiet,
        "-o",
        "DPkg::Lock::Timeout=300",
        "-o",
        "Dpkg::Use-Pty=0",
        "--no-install-recommends",
        *names,
    ]


def administrator(wanted: list[str], *, may_ask: bool) -> list[str]:
    """Say how to become root here: not at all, through sudo, or (refusing) by someone else's hand."""
    by_hand = f"apt-get update && apt-get install --no-install-recommends {' '.join(wanted)}"
    on_terminal = sys.stdin.isatty() and may_ask
    if on_terminal and not says_yes("现在安装吗？[Y/n] "):
        raise Obstacle(f"没有安装。需要时请以管理员身份运行:\n  {by_hand}")
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        raise Obstacle(f"这里没有 sudo。请以管理员 (root) 身份运行下面这行，再试一次:\n  {by_hand}")
    sudo = ["sudo"] if on_terminal else ["sudo", "-n"]
    if subprocess.run([*sudo, "true"], check=False).returncode != 0:
        raise Obstacle(f"没能取得管理员权限。请以管理员身份运行下面这行，再试一次:\n  {by_hand}")
    return sudo


def says_yes(question: str) -> bool:
    """Ask on the terminal; Enter alone means yes, the end of input means no."""
    try:
        return input(question).strip().lower() in {"", "y", "yes", "是"}
    except EOFError:
        return False


def prepare_venv(venv: Path, what: str) -> None:
    """Make the virtual environment agree with the lock, touching nothing when it already does."""
    stamp = venv / ".prepared"
    done = read_stamp(stamp)
    if done is None:
        if (venv / "pyvenv.cfg").exists():
            return  # somebody's own environment, named with VENV=…: used as it is, never changed
        if venv.is_dir() and any(venv.iterdir()):
            raise Obstacle(f"{venv} 里有别的东西，不能在这里建立虚拟环境。请换一个目录，或把它移走。")
        done = {}
    locks = {name: digest(venv, path) for name, path in LOCKS.items()}
    itself = digest(venv, ROOT / "pyproject.toml")
    has_locked = locks[what] == done.get(what) or (what == "run" and locks["test"] == done.get("test"))
    if has_locked and done.get("itself") == itself:
        return
    if not done or any(locks[name] != value for name, value in done.items() if name in locks):
        print(f"建立虚拟环境: {venv}", flush=True)
        venv.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
        done, has_locked = {}, False
        write_stamp(stamp, done)
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not has_locked:
        print(f"按 {LOCKS[what].relative_to(ROOT)} 安装 Python 软件包 (首次需要下载，约几分钟)", flush=True)
        subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCKS[what]], check=True)
        done[what] = locks[what]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT], check=True)
    write_stamp(stamp, done | {"itself": itself})


def digest(venv: Path, file: Path) -> str:
    """Fingerprint one file's content, for this Python in this place: a moved environment is a broken one."""
    seen = f"{sys.version_info[:3]} {venv} {ROOT}\n".encode() + file.read_bytes()
    return hashlib.sha256(seen).hexdigest()


def read_stamp(stamp: Path) -> dict[str, str] | None:
    """Read what was installed here before; None when this script never worked here."""
    try:
        lines = stamp.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    return {name: value for name, _, value in (line.partition(" ") for line in lines)}


def write_stamp(stamp: Path, done: dict[str, str]) -> None:
    """Record what is installed; an empty record marks an environment that was begun and not finished."""
    stamp.write_text("".join(f"{name} {value}\n" for name, value in done.items()), encoding="utf-8")


def check_screen() -> None:
    """Refuse to start a window where there is no screen: Qt would abort with a page of its own words."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return
    display = os.environ.get("DISPLAY", "")
    if not display:
        raise Obstacle(
            "都准备好了，但这里没有图形桌面 (环境变量 DISPLAY 是空的)，窗口打不开。"
            "请在桌面的终端里再运行 make run; 不开窗口的命令见 .venv/bin/branchdesk --help"
        )
    host, _, number = display.rpartition(":")
    path = f"/tmp/.X11-unix/X{number.split('.')[0]}"  # noqa: S108 - where every X server listens
    if host in {"", "unix"} and not any(answers(name) for name in (path, f"\0{path}")):
        raise Obstacle(f"都准备好了，但 DISPLAY={display} 这个屏幕连不上，窗口打不开。")


def answers(address: str) -> bool:
    """Tell whether someone listens at this local socket."""
    with socket.socket(socket.AF_UNIX) as line:
        return line.connect_ex(address) == 0


if __name__ == "__main__":
    sys.exit(main())
