"""Try the Linux packages as people get them, in a clean old Debian without Python.

    sudo .venv/bin/python packaging/try_packages.py dist DIRECTORY [--suite bullseye] [--base ROOT]

Needs debootstrap, xvfb and xdotool; DIRECTORY may be made and filled with some 2 GB: the root, what was printed and
what the screen showed, to be looked at. The screen is one of this machine; inside the root every person is an ordinary
user. A trial that fails is told, and the next goes on.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
STORES = ROOT / "tests" / "fixtures" / "stores"
INSTALLED = "/opt/apps/cn.branchdesk.app"
DISPLAY = ":97"
PATIENCE = 120.0
PEOPLE = 46  # in resources/selftest/roster.xls
LONG = 200  # characters of a path that some programs do not survive
FILE = ".local/share/branchdesk/支部.branchdesk"
LOG = ".local/share/branchdesk/logs/branchdesk.log"
USABLE = "usable after"
PICTURE = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
application.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


class Failed(Exception):
    """Something is not as it should be; the text says what."""


class Machine:
    """A root that stands for an office PC: commands run in it as one of its users."""

    def __init__(self, root: Path, pictures: Path) -> None:
        """Take the root's folder, and one for what the screen showed."""
        self.root = root
        self.pictures = pictures

    def home(self, user: str) -> Path:
        """Give a user's home as it is seen from outside."""
        return self.root / "home" / user

    def call(self, user: str, words: tuple[str, ...], folder: str | None, more: dict[str, str]) -> list[str]:
        """Spell the call that runs a command inside: nothing of this machine's environment goes in."""
        home = "/root" if user == "root" else f"/home/{user}"
        session = {"HOME": home, "USER": user, "LANG": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        session |= {"DISPLAY": DISPLAY} | more
        inside = 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$@"'
        return [
            *("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", inside, str(self.root)),
            *(f"--userspec={user}:{user}", str(self.root), "env", "-i", "-C", folder or home),
            *(f"{name}={value}" for name, value in session.items() if value),
            *words,
        ]

    def run(self, user: str, *words: str, folder: str | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        call = self.call(user, words, folder, more)
        return subprocess.run(
            call, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=900, check=False
        )

    def ask(self, user: str, *words: str, folder: str | None = None, **more: str) -> str:
        """Run a command that must succeed and say nothing on standard error; give what it said."""
        done = self.run(user, *words, folder=folder, **more)
        expect(done.returncode == 0 and not done.stderr, f"{words}: exit {done.returncode}: {done.stderr}")
        return done.stdout

    @contextmanager
    def window(self, user: str, *words: str, log: str = LOG, folder: str | None = None) -> Iterator[str]:
        """Start the program's window, wait until it can be used, and end it as a session does; nothing may be said."""
        log_file = self.home(user) / log
        before = len(starts(log_file))
        call = self.call(user, words, folder, {})
        with subprocess.Popen(call, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8") as program:
            try:
                wait(lambda: program.poll() is not None or bool(visible()), "a window")
                wait(
                    lambda: program.poll() is not None or len(starts(log_file)) > before,
                    "a window that can be used",
                )
                expect(program.poll() is None, "the program ended")
                yield starts(log_file)[-1]
            finally:
                end(program)
                _, said = program.communicate(timeout=PATIENCE)
        wait(lambda: not visible(), "the end of the window")
        lines = [line for line in said.splitlines() if line and not line.startswith("unshare: ")]
        expect(not lines, f"on standard error: {lines}")

    def picture(self, name: str) -> None:
        """Keep what the screen shows, to be looked at."""
        time.sleep(1)  # what is drawn after the log was written
        call = [sys.executable, "-c", PICTURE, str(self.pictures / f"{name}.png")]
        subprocess.run(call, env={**os.environ, "DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb"}, check=True)


def main() -> int:
    """Run every trial and say what each found; 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("dist", type=Path, help="the folder with the .deb and the .tar.gz")
    parser.add_argument("directory", type=Path, help="a folder that may be made and filled")
    parser.add_argument("--suite", default="bullseye", help="which Debian")
    parser.add_argument("--base", type=Path, help="a root that debootstrap made before, to be copied")
    asked = parser.parse_args()
    deb, tar = (newest(asked.dist, pattern) for pattern in ("branchdesk_*.deb", "branchdesk-*.tar.gz"))
    asked.directory.mkdir(parents=True, exist_ok=True)
    machine = Machine(new_root(asked.directory / "root", asked.suite, asked.base), asked.directory)
    shutil.copy(deb, machine.root / "branchdesk.deb")
    shutil.copy(tar, machine.root / "branchdesk.tar.gz")
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-ac", "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    failed = 0
    try:
        for trial in TRIALS:
            failed += not _passes(trial, machine)
    finally:
        screen.terminate()
    print(f"{len(TRIALS) - failed} of {len(TRIALS)} trials passed in {asked.suite}; look at {asked.directory}/*.p*")
    return 1 if failed else 0


def _passes(trial: Callable[[Machine], str], machine: Machine) -> bool:
    began = time.monotonic()
    try:
        verdict, told = "ok    ", trial(machine)
    except (Failed, OSError, subprocess.SubprocessError, ValueError) as error:
        verdict, told = "FAILED", str(error)
    print(f"{verdict} {trial.__name__.replace('_', ' ')} ({time.monotonic() - began:.0f} s): {told}", flush=True)
    return verdict != "FAILED"


def newest(folder: Path, pattern: str) -> Path:
    """Give the newest file of a pattern."""
    return max(folder.glob(pattern), key=lambda file: file.stat().st_mtime)


def new_root(root: Path, suite: str, base: Path | None) -> Path:
    """Make a clean root with two people in it."""
    if root.exists():
        sys.exit(f"{root} is there already")
    if base is None:
        mirror = os.environ.get("MIRROR", "http://deb.debian.org/debian")
        subprocess.run(["debootstrap", "--variant=minbase", suite, str(root), mirror], check=True)
    else:
        subprocess.run(["cp", "-a", str(base), str(root)], check=True)
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    for user in ("zhang", "li"):
        call = ["chroot", str(root), "useradd", "--create-home", "--user-group", "--shell", "/bin/bash", user]
        subprocess.run(call, check=True)
    return root


def expect(true: object, what: str) -> None:
    """Fail with a text unless something is so."""
    if not true:
        raise Failed(what)


def wait(done: Callable[[], bool], what: str) -> None:
    """Wait until something is so; fail after long patience."""
    end = time.monotonic() + PATIENCE
    while not done():
        expect(time.monotonic() < end, f"no {what} in {PATIENCE:.0f} s")
        time.sleep(0.1)


def starts(log: Path) -> list[str]:
    """Read how long each start took, of a log that may not be there yet."""
    lines = log.read_text("utf-8").splitlines() if log.is_file() else []
    return [line.partition("INFO ")[2] for line in lines if USABLE in line]


def end(program: subprocess.Popen[str]) -> None:
    """End the first process inside, and with it all that it started: unshare waits for it, and goes too."""
    children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
    if program.poll() is None:
        for child in children.read_text("ascii").split():
            os.kill(int(child), signal.SIGKILL)


def visible() -> list[str]:
    """List the program's windows on the screen."""
    search = ["xdotool", "search", "--onlyvisible", "--class", "branchdesk"]
    return subprocess.run(
        search, env={**os.environ, "DISPLAY": DISPLAY}, capture_output=True, text=True, check=False
    ).stdout.split()


def members(machine: Machine, user: str, file: str, program: str = "branchdesk") -> int:
    """Count the members that a file lists."""
    return len(machine.ask(user, program, "list", file, "members").splitlines())


# The trials, in their order: each finds the machine as the one before left it.


def installs_where_no_python_is(machine: Machine) -> str:
    """Install with apt, which brings what the package depends on and nothing else."""
    expect(machine.run("root", "sh", "-c", "command -v python3").returncode, "there is a Python")
    apt = ["apt-get", "-y", "-qq", "--no-install-recommends", "-o", "APT::Sandbox::User=root"]
    for words in (["update"], ["install", "/branchdesk.deb"]):
        done = machine.run("root", *apt, *words, DEBIAN_FRONTEND="noninteractive", DISPLAY="")
        expect(done.returncode == 0, f"apt-get {words}: {done.stderr or done.stdout}")
    expect(machine.run("root", "sh", "-c", "command -v python3").returncode, "the package brought a Python")
    expect(not machine.ask("root", "dpkg", "--verify", "cn.branchdesk.app"), "files are not as their sums say")
    added = machine.ask("root", "sh", "-c", "dpkg-query -W | wc -l").strip()
    return f"{added} packages are there now"


def tries_itself_in_silence(machine: Machine) -> str:
    """Run the self-test as an ordinary user: green, and nothing on standard error."""
    report = json.loads(machine.ask("zhang", "branchdesk", "self-test"))
    expect(report["ok"], str(report))
    return f"{len(report['checks'])} checks, {report['versions']['system']}"


def takes_a_roster_and_prints_minutes(machine: Machine) -> str:
    """Begin a branch, take a sheet into it, record a meeting and print its minutes."""
    resources = f"{INSTALLED}/files/_internal/resources/selftest"
    machine.home("zhang").joinpath(FILE).parent.mkdir(parents=True, exist_ok=True)
    machine.ask("root", "chown", "-R", "zhang:zhang", "/home/zhang")
    machine.ask("zhang", "branchdesk", "init", FILE, "--branch", "第四党支部", "--unit", "某某市人民检察院")
    taken = json.loads(machine.ask("zhang", "branchdesk", "import", FILE, "members", f"{resources}/roster.xls"))
    expect(taken["added"] == PEOPLE, str(taken))
    saved = json.loads(machine.ask("zhang", "branchdesk", "record", FILE, f"{resources}/meeting.json"))
    printed = machine.ask("zhang", "branchdesk", "print", FILE, "minutes", saved["id"], "--out", "会议记录.pdf")
    shutil.copy(machine.home("zhang") / "会议记录.pdf", machine.pictures / "minutes.pdf")
    return f"{taken['added']} people, {json.loads(printed)['pages']} pages of minutes"


def shows_its_window(machine: Machine) -> str:
    """Open the window on what was recorded, under the name that its menu entry expects."""
    with machine.window("zhang", "branchdesk") as told:
        [number, *_] = visible()
        named = subprocess.run(
            ["xprop", "-id", number, "WM_CLASS"],
            env={**os.environ, "DISPLAY": DISPLAY},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        expect('"branchdesk"' in named, named)
        machine.picture("window")
    return f"{told}; {named}"


def opens_a_file_by_its_menu_entry(machine: Machine) -> str:
    """Start it by its menu entry on a file, as a double click on the file does."""
    entry = machine.root / "usr/share/applications/cn.branchdesk.app.desktop"
    inside = machine.root / str(entry.readlink()).lstrip("/")
    [program] = re.findall(r"^Exec=(\S+) %f$", inside.read_text("utf-8"), re.MULTILINE)
    machine.ask("zhang", "cp", FILE, "/home/zhang/另一 支部.branchdesk")
    with machine.window("zhang", program, "/home/zhang/另一 支部.branchdesk") as told:
        machine.picture("double-click")
    return told


def keeps_two_users_apart(machine: Machine) -> str:
    """Give a second user a branch of his own; neither sees the other's."""
    machine.ask("li", "mkdir", "-p", str(Path(FILE).parent))
    machine.ask("li", "branchdesk", "init", FILE, "--branch", "第五党支部", "--unit", "某某市人民检察院")
    with machine.window("li", "branchdesk") as told:
        machine.picture("second-user")
    expect((members(machine, "zhang", FILE), members(machine, "li", FILE)) == (PEOPLE, 0), "one sees the other's")
    return told


def says_what_is_missing(machine: Machine) -> str:
    """Take away a library that Qt links to, then one that only its plugin for X does; the verbs still work."""
    sentences = []
    for library, package in (("libEGL.so.1", "libegl1"), ("libX11-xcb.so.1", "libx11-xcb1")):
        [place] = machine.root.glob(f"usr/lib/*/{library}")
        away = place.rename(place.with_name(f"away-{library}"))
        try:
            done = machine.run("zhang", "branchdesk")
            said = done.stderr.strip()
            expect(done.returncode == 1 and said.count("\n") == 0, f"exit {done.returncode}: {said}")
            expect(library in said and package in said, said)
            expect(said in machine.home("zhang").joinpath(LOG).read_text("utf-8"), "the log does not say so")
            expect(members(machine, "zhang", FILE) == PEOPLE, "the verbs need it as well")
            tested = machine.run("zhang", "branchdesk", "self-test")
            failed = [check for check in json.loads(tested.stdout)["checks"] if not check["ok"]]
            expect({one["name"] for one in failed} == {"faces", "chinese", "pictures", "window"}, str(failed))
            expect(all(library in one["detail"] for one in failed) and not tested.stderr, f"{failed} {tested.stderr}")
            sentences.append(said)
        finally:
            away.rename(place)
    alone = machine.run("zhang", "branchdesk", DISPLAY="")
    expect(alone.returncode == 1 and "没有图形桌面" in alone.stderr, alone.stderr)
    return " ".join([*sentences, alone.stderr.strip()])


def opens_files_of_every_earlier_release(machine: Machine) -> str:
    """Open a copy of a file that each earlier schema left, and look through it."""
    found = []
    for store in sorted(STORES.glob("*.branchdesk")):
        shutil.copy(store, machine.home("zhang"))
        machine.ask("root", "chown", "zhang:zhang", f"/home/zhang/{store.name}")
        expect(members(machine, "zhang", store.name), f"{store.name} lists nobody")
        report = json.loads(machine.ask("zhang", "branchdesk", "check", store.name))
        expect(report["ok"], f"{store.name}: {report}")
        found.append(store.stem)
    return " ".join(found)


def leaves_the_data_when_it_goes(machine: Machine) -> str:
    """Remove the package with its settings, install it again, and find everything."""
    before = machine.home("zhang").joinpath(FILE).read_bytes()
    done = machine.run("root", "apt-get", "-y", "-qq", "purge", "cn.branchdesk.app", DEBIAN_FRONTEND="noninteractive")
    expect(done.returncode == 0, done.stderr)
    left = [str(path) for place in ("opt", "usr") for path in (machine.root / place).rglob("*branchdesk*")]
    expect(not left, f"left behind: {left}")
    expect(machine.home("zhang").joinpath(FILE).read_bytes() == before, "the data was touched")
    again = machine.run("root", "dpkg", "--install", "/branchdesk.deb", DISPLAY="")
    expect(again.returncode == 0, again.stderr)
    expect(members(machine, "zhang", FILE) == PEOPLE, "people are missing")
    with machine.window("zhang", "branchdesk") as told:
        machine.picture("installed-again")
    return told


def runs_unpacked_by_an_ordinary_user(machine: Machine) -> str:
    """Unpack the archive into a folder with a blank, start it there, link it to the desktop, and take the link away."""
    done = machine.run("root", "apt-get", "-y", "-qq", "purge", "cn.branchdesk.app")
    expect(done.returncode == 0, done.stderr)
    folder = "/home/zhang/党建 资料"
    machine.ask("zhang", "mkdir", "-p", folder, "/home/zhang/桌面")
    machine.ask("zhang", "tar", "-xzf", "/branchdesk.tar.gz", folder=folder)
    [place] = [path.name for path in (machine.home("zhang") / "党建 资料").iterdir()]
    there = f"{folder}/{place}"
    with machine.window("zhang", f"{there}/branchdesk", folder=there) as told:
        machine.picture("unpacked")
    machine.ask("zhang", f"{there}/添加到桌面.sh")
    entry = machine.home("zhang").joinpath("桌面", "cn.branchdesk.app.desktop").read_text("utf-8")
    expect(f'Exec="{there}/branchdesk" %f' in entry, entry)
    machine.ask("zhang", f"{there}/从桌面移除.sh")
    expect(not list(machine.home("zhang").joinpath("桌面").iterdir()), "the link stayed")
    expect(json.loads(machine.ask("zhang", f"{there}/branchdesk", "self-test"))["ok"], "the self-test")
    return f"{place}: {told}"


def runs_where_nothing_can_be_written(machine: Machine) -> str:
    """Start it from a folder that belongs to root and that nobody may write into, on a path longer than most."""
    deep = "/srv/" + "/".join(f"{number:02} 党支部资料与档案 归档" for number in range(1, 14))
    machine.ask("root", "mkdir", "-p", deep)
    machine.ask("root", "tar", "-xzf", "/branchdesk.tar.gz", folder=deep)
    machine.ask("root", "chmod", "-R", "a-w", "/srv")
    [place] = [path.name for path in (machine.root / deep.lstrip("/")).iterdir()]
    program = f"{deep}/{place}/branchdesk"
    expect(len(program) > LONG, f"only {len(program)} characters")
    with machine.window("zhang", program) as told:
        machine.picture("read-only")
    report: dict[str, Any] = json.loads(machine.ask("zhang", program, "self-test"))
    expect(report["ok"], str(report))
    return f"{len(program)} characters: {told}"


TRIALS: tuple[Callable[[Machine], str], ...] = (
    installs_where_no_python_is,
    tries_itself_in_silence,
    takes_a_roster_and_prints_minutes,
    shows_its_window,
    opens_a_file_by_its_menu_entry,
    keeps_two_users_apart,
    says_what_is_missing,
    opens_files_of_every_earlier_release,
    leaves_the_data_when_it_goes,
    runs_unpacked_by_an_ordinary_user,
    runs_where_nothing_can_be_written,
)

if __name__ == "__main__":
    sys.exit(main())
