"""Type "nihao " into the window under each input method, as the pinyin of a user does, and read 你好 back.

    python tests/trials/trial_input_methods.py fcitx5 ibus [--program dist/branchdesk/branchdesk] [--tries 3]

Each try has a screen, a session bus and a home of its own. The daemons are the system's (Debian's fcitx with
fcitx-libpinyin, fcitx5 with fcitx5-chinese-addons, ibus with ibus-libpinyin; the fcitx exclude each other, so one of
them is tried in a root of its own); also needed: Xvfb, openbox, xdotool, xclip, dbus-daemon. Without --program the
window runs from source. Says what came for each try; exits 1 when one was not 你好.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PIL import ImageGrab

PINYIN, WANTED = "nihao", "你好"
PATIENCE = 90.0
DISPLAY = ":71"
REMOTES = {"fcitx": "fcitx-remote", "fcitx5": "fcitx5-remote"}
STATES = ("0", "1", "2")  # what these two print: no field, off, on
ON = STATES[2]
HAS_OWNER = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]
HAS_OWNER.append("org.freedesktop.DBus.NameHasOwner")

FCITX4_PROFILE = "[Profile]\nIMName=pinyin-libpinyin\nEnabledIMList=fcitx-keyboard-us:True,pinyin-libpinyin:True\n"
FCITX5_PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us

[Groups/0/Items/1]
Name=pinyin

[GroupOrder]
0=Default
"""


def main() -> int:
    """Try each method that was named, say what came, and give 1 where it was not 你好."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("methods", nargs="+", choices=DAEMONS)
    parser.add_argument("--program", type=Path, help="the bundle's program; without it: from source")
    parser.add_argument("--tries", type=int, default=3)
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of each try")
    parser.add_argument("--without", action="store_true", help="tell the window nothing of the method by variables")
    asked = parser.parse_args()
    program = [str(asked.program)] if asked.program else [sys.executable, "-m", "branchdesk"]
    right = True
    for method in asked.methods:
        came = [one_try(method, program, asked.pictures, one, named=not asked.without) for one in range(asked.tries)]
        right = right and came == [WANTED] * len(came)
        print(f"{method}: {came.count(WANTED)} of {len(came)} gave {WANTED}: {came}", flush=True)
    return 0 if right else 1


def one_try(method: str, program: list[str], pictures: Path | None, number: int, *, named: bool) -> str:
    """Give what stood in the field after typing, or a word on what went wrong."""
    with tempfile.TemporaryDirectory(prefix="branchdesk-im-") as outer:
        home = Path(outer)
        environment = bare(home)
        environment["DISPLAY"] = DISPLAY
        with started(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24"], environment), bus(environment, home):
            wait(lambda: asks("xdotool", "getmouselocation", environment=environment), "no screen")
            with started(["openbox"], environment), DAEMONS[method](environment, home):
                window = environment | (NAMES[method] if named else {})
                subprocess.run([*program, "demo", str(home / "demo.branchdesk")], env=window, check=True, stdout=-3)
                with started([*program, "--data", str(home / "demo.branchdesk")], window):
                    try:
                        return type_into_the_search(window, method)
                    except TimeoutError as error:
                        return f"({error})"
                    finally:
                        if pictures:
                            pictures.mkdir(parents=True, exist_ok=True)
                            ImageGrab.grab(xdisplay=DISPLAY).save(pictures / f"{method}-{number}.png")


def type_into_the_search(environment: Mapping[str, str], method: str) -> str:
    """Open the search palette, switch the method on, type, and take the text out by the clipboard."""

    def keys(*names: str) -> None:
        subprocess.run(["xdotool", "key", "--delay", "80", *names], env=environment, check=True)
        time.sleep(0.6)

    search = ["xdotool", "search", "--onlyvisible", "--name", "支部工作台"]
    wait(lambda: bool(told(search, environment)), "no window")
    identity = told(search, environment).split()[0]
    subprocess.run(["xdotool", "windowactivate", "--sync", identity], env=environment, check=False)
    palette = ["xdotool", "search", "--onlyvisible", "--name", "^搜索$"]

    def palette_is_up() -> bool:  # the file is opened behind the first paint; before that the keys do nothing
        if told(palette, environment):
            return True
        keys("ctrl+k")
        return False

    def is_on() -> bool:
        if method == "ibus":
            return ibus_is_on(environment)
        if told([REMOTES[method]], environment) == ON:
            return True
        keys("ctrl+space")
        return told([REMOTES[method]], environment) == ON

    wait(palette_is_up, "no search palette")
    time.sleep(1)
    wait(is_on, f"{method} cannot be switched on")
    subprocess.run(["xdotool", "type", "--delay", "150", PINYIN], env=environment, check=True)
    time.sleep(1.5)
    keys("space")
    keys("ctrl+a")
    keys("ctrl+c")
    return told(["xclip", "-selection", "clipboard", "-o"], environment)


@contextmanager
def fcitx4(environment: dict[str, str], home: Path) -> Iterator[None]:
    """Run fcitx 4 with libpinyin."""
    write(home / ".config" / "fcitx" / "profile", FCITX4_PROFILE)
    with started(["fcitx", "-D"], environment | NAMES["fcitx"]):
        wait(lambda: told([REMOTES["fcitx"]], environment) in STATES, "fcitx does not start")
        time.sleep(2)
        yield


@contextmanager
def fcitx5(environment: dict[str, str], home: Path) -> Iterator[None]:
    """Run fcitx 5 with its pinyin."""
    write(home / ".config" / "fcitx5" / "profile", FCITX5_PROFILE)
    with started(["fcitx5"], environment | NAMES["fcitx5"]):
        # Not asked by fcitx5-remote: the bus would start a second one that knows no screen.
        wait(lambda: "true" in told([*HAS_OWNER, "string:org.fcitx.Fcitx5"], environment), "fcitx5 does not start")
        time.sleep(2)
        yield


def ibus_is_on(environment: Mapping[str, str]) -> bool:
    """Ask ibus for libpinyin; its exit code tells nothing."""
    told(["ibus", "engine", "libpinyin"], environment)
    return told(["ibus", "engine"], environment) == "libpinyin"


@contextmanager
def ibus(environment: dict[str, str], home: Path) -> Iterator[None]:  # noqa: ARG001 - as the others
    """Run ibus with libpinyin switched on."""
    with started(["ibus-daemon", "--xim", "--panel=disable"], environment | NAMES["ibus"]):
        wait(lambda: ibus_is_on(environment), "ibus has no libpinyin")
        yield


DAEMONS = {"fcitx": fcitx4, "fcitx5": fcitx5, "ibus": ibus}
NAMES = {
    "fcitx": {"XMODIFIERS": "@im=fcitx", "GTK_IM_MODULE": "fcitx", "QT_IM_MODULE": "fcitx"},
    "fcitx5": {"XMODIFIERS": "@im=fcitx", "GTK_IM_MODULE": "fcitx", "QT_IM_MODULE": "fcitx5"},
    "ibus": {"XMODIFIERS": "@im=ibus", "GTK_IM_MODULE": "ibus", "QT_IM_MODULE": "ibus"},
}


def bare(home: Path) -> dict[str, str]:
    """Give an environment that knows nothing of this session."""
    environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    return environment | {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


@contextmanager
def bus(environment: dict[str, str], home: Path) -> Iterator[None]:
    """Run a session bus, and name it in the environment."""
    address = f"unix:path={home}/run/bus"
    with started(["dbus-daemon", "--session", "--nofork", "--address", address], environment):
        wait((home / "run" / "bus").exists, "no session bus")
        environment["DBUS_SESSION_BUS_ADDRESS"] = address
        yield


@contextmanager
def started(call: list[str], environment: Mapping[str, str]) -> Iterator[None]:
    """Run a program beside us, and end it afterwards."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(call, env=environment, stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def told(call: list[str], environment: Mapping[str, str]) -> str:
    """Give what a program prints, or nothing."""
    return subprocess.run(call, env=environment, capture_output=True, encoding="utf-8", check=False).stdout.strip()


def asks(*call: str, environment: Mapping[str, str]) -> bool:
    """Say whether a program is content."""
    return subprocess.run(call, env=environment, capture_output=True, check=False).returncode == 0


def wait(holds: Callable[[], bool], otherwise: str) -> None:
    """Wait until something holds."""
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(otherwise)
        time.sleep(0.5)


def write(file: Path, text: str) -> None:
    """Write a file in a folder that may not be there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
