"""Everything that a day's work writes, seen by strace and searched for names, ID numbers and telephone numbers.

A real window under Xvfb and verbs of the command line work on a branch with a password. Of every file that is opened
for writing, deleted ones too, the bytes that go into it are put together again and searched. Files that were chosen
for an export hold names, as they should; no other may. The same day on a file without a password is counted beside
it: there nothing is found by a plain search either, and that is no protection, for its key is public.

Wants strace, xvfb-run and xauth. As a script: PYTHONPATH=src:tests python tests/trials/trial_leaks.py FOLDER
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import quote

from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services import branch, demo
from branchdesk.services.keeping import vault
from branchdesk.services.ledgers import lists
from branchdesk.store.engine import Store

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "fixtures" / "samples"
WORD = "spring wind over the river"
CALLS = (
    "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,rename,renameat,renameat2,ftruncate,sendfile,"
    "copy_file_range"
)
WRITING = re.compile(
    rb"^(?:\d+ +)?(write|pwrite64|writev|pwritev2?)\((\d+)<((?:\\x[0-9a-f]{2})+|[^>]*)>(?:\(deleted\))?, (.*)$"
)
OPENED = re.compile(rb"^(?:\d+ +)?(?:openat|open|creat)\(.*O_(?:WRONLY|RDWR).*\) = \d+<((?:\\x[0-9a-f]{2})+|[^>]*)>")
RESUMED = re.compile(rb"^(\d+) +<\.\.\. (\w+) resumed>(.*)$")
TEXT = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
OFFSET = re.compile(rb", (\d+)\) += \d+")
CARRIED = re.compile(rb"^(?:\d+ +)?(?:sendfile|copy_file_range)\((.*)$")
CONTAINERS = {
    b"PK\x03\x04": "zip",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"SQLite format": "SQLite",
}
SURE = 6  # bytes of a needle that chance puts into no ciphertext
TYPED = ("赵㛃反映何霞住址变动", "13800138123", "欧阳娜", "13900139456", "not the password", WORD)


@dataclass(slots=True)
class Written:
    """What went into one file: each write's bytes, in their order, and how many."""

    parts: list[bytes] = field(default_factory=list)
    placed: dict[int, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Count the bytes."""
        return sum(map(len, self.parts))

    def streams(self) -> Iterator[bytes]:
        """Give the bytes as they were written one after another, and as they lie in the file."""
        yield b"".join(self.parts)
        if self.placed:
            yield b"".join(self.placed[at] for at in sorted(self.placed))


@dataclass(frozen=True, slots=True)
class Found:
    """A day's figures: files and bytes written, what was found where it may not be, and what of it is a container."""

    files: int
    bytes: int
    hits: list[tuple[str, str]]
    containers: list[tuple[str, str]]
    in_exports: int
    left: list[str]


def say(*words: object) -> None:
    """Tell whoever runs the trial."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def needles(store: Store) -> dict[str, bytes]:
    """Give every name, ID number and telephone number of a branch, and what the day types, in many encodings."""
    words: set[str] = set(TYPED)
    for ledger in (MEMBERS, VOLUNTEERS):
        keys = tuple(key for key in ("name", "id_number", "phone") if any(one.key == key for one in ledger.fields))
        for _, values in lists.walk(store, ledger, lists.Query(), keys):
            words |= {str(value) for value in values if value and len(str(value)) > 1}
    found: dict[str, bytes] = {}
    for word in words:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
            found[f"{word} {encoding}"] = word.encode(encoding)
        found[f"{word} percent"] = quote(word).encode()
        found[f"{word} json"] = word.encode("unicode_escape")
        for shift in range(3):
            whole = base64.b64encode(b"\0" * shift + word.encode())
            found[f"{word} base64 {shift}"] = whole[(0, 2, 3)[shift] : -4 if whole.endswith(b"=") else None]
    return {name: raw for name, raw in found.items() if len(raw) >= 4}


def unescaped(text: bytes) -> bytes:
    """Read what strace wrote with -xx."""
    return bytes.fromhex(text.replace(b"\\x", b"").decode()) if text.startswith(b"\\x") else text


def read(trace: Path) -> tuple[dict[str, Written], list[bytes]]:
    """Put together what went into each file; and the calls that carry bytes past our eyes."""
    written: dict[str, Written] = defaultdict(Written)
    carried: list[bytes] = []
    unfinished: dict[bytes, bytes] = {}
    with trace.open("rb") as lines:
        for raw in lines:
            line = raw.rstrip(b"\n")
            if line.endswith(b"<unfinished ...>"):
                unfinished[line.split(b" ", 1)[0]] = line.removesuffix(b"<unfinished ...>")
                continue
            if resumed := RESUMED.match(line):
                line = unfinished.pop(resumed[1], b"") + resumed[3]
            if opened := OPENED.match(line):
                written[unescaped(opened[1]).decode(errors="replace")]  # known, though nothing may come
            elif passed := CARRIED.match(line):
                if not all(
                    map(is_sealed, names_in(passed[1]))
                ):  # from such a file to another: both are read at the end
                    carried.append(line[:200])
            elif found := WRITING.match(line):
                one = written[unescaped(found[3]).decode(errors="replace")]
                texts = TEXT.findall(found[4])
                assert not any(cut for _, cut in texts), "strace cut a write short"
                data = b"".join(unescaped(text) for text, _ in texts)
                one.parts.append(data)
                if found[1].startswith(b"p") and (at := OFFSET.search(found[4])):
                    one.placed[int(at[1])] = data
    return {path: one for path, one in written.items() if is_file(path)}, carried


def names_in(call: bytes) -> list[str]:
    """Give the paths of the files that a call is about."""
    return [unescaped(path).decode(errors="replace") for path in re.findall(rb"<([^>]*)>", call)]


def is_file(path: str) -> bool:
    """Say whether a path is that of a file on a disk."""
    return path.startswith("/") and not path.startswith(("/dev/", "/proc/", "/sys/", "/memfd:"))


def is_sealed(path: str) -> bool:
    """Say whether a path is a data file's, or one that lies beside it under the same key."""
    return ".branchdesk" in Path(path).name.removeprefix(".branchdesk")


def search(written: dict[str, Written], words: dict[str, bytes], chosen: Path) -> tuple[list[tuple[str, str]], int]:
    """Give what was found in files that nobody chose for an export, and how many files that were chosen hold names."""
    hits: list[tuple[str, str]] = []
    exports = 0
    for path, one in written.items():
        texts = list(one.streams())
        least = SURE if is_sealed(path) else 0
        found = [name for name, raw in words.items() if len(raw) >= least and any(raw in text for text in texts)]
        if path.endswith(".out") or (Path(path).is_relative_to(chosen) and not is_sealed(path)):
            exports += bool(found)
        else:
            hits += [(path, name) for name in found]
    return hits, exports


def day(folder: Path, *, protected: bool) -> Found:
    """Live through a day, and give its figures."""
    shutil.rmtree(folder, ignore_errors=True)
    home, chosen, temporary, traces = (folder / name for name in ("home", "chosen", "tmp", "traces"))
    for one in (home, chosen, temporary, traces):
        one.mkdir(parents=True)
    file = home / "资料" / "支部.branchdesk"
    file.parent.mkdir()
    demo.create(file, demo.Size(members=46, years=1, clues=60), date(2026, 11, 23))
    with closing(branch.open_file(file)) as store:
        words = needles(store)
    if protected:
        vault.protect(file, "李𬭎", WORD).store.close()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    environment |= {
        "HOME": str(home), "TMPDIR": str(temporary), "BRANCHDESK_TODAY": "2026-11-23", "BRANCHDESK_PASSWORD": WORD,
        "LC_ALL": "C.UTF-8", "QT_IM_MODULE": "", "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    parts = ("morning", "afternoon") if protected else ()
    for part in parts:
        script = [sys.executable, str(HERE / "a_day.py"), str(file), WORD, str(chosen), str(SAMPLES), part]
        run(
            traces / part,
            ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", *traced(traces / part), *script],
            environment,
        )
    verbs = (
        ["list", file, "members"],
        ["export", file, "members", chosen / "命令行.xlsx"],
        ["import", file, "members", SAMPLES / "党员花名册.xls"],
        ["import", file, "volunteers", SAMPLES / "志愿者名单.xlsx"],
        ["print", file, "roster", "--out", chosen / "命令行.pdf", "--option", "full=true"],
        ["tally", file, "clues"],
        ["history", file],
        ["record", file, temporary / "missing.json"],
        ["undo", file],
        ["check", file],
    )
    for number, verb in enumerate(verbs):
        name = traces / f"{verb[0]}-{number}"
        run(name, [*traced(name), sys.executable, "-m", "branchdesk", *map(str, verb)], environment)
    whole: dict[str, Written] = defaultdict(Written)
    for trace in sorted(traces.glob("*.strace")):
        written, carried = read(trace)
        assert not carried, carried[:3]
        for path, seen in written.items():
            whole[path].parts += seen.parts
            whole[path].placed |= seen.placed
    hits, exports = search(whole, words, chosen)
    containers = [
        (path, kind)
        for path, one in whole.items()
        for start, kind in CONTAINERS.items()
        if any(text.startswith(start) for text in one.streams()) and not Path(path).is_relative_to(chosen)
    ]
    left = [str(path) for path in (*temporary.rglob("*"), *home.rglob("*")) if path.is_file()]
    for path in left:  # by another way: what lies there at the end, read as it is
        raw, least = Path(path).read_bytes(), SURE if is_sealed(path) else 0
        hits += [(f"{path} at the end", name) for name, one in words.items() if len(one) >= least and one in raw]
    tell(whole, folder)
    return Found(len(whole), sum(one.size for one in whole.values()), hits, containers, exports, left)


def traced(name: Path) -> list[str]:
    """Give the call that writes down every write of what comes after it."""
    return ["strace", "-f", "-y", "-xx", "-s", "67108864", "-e", f"trace={CALLS}", "-o", f"{name}.strace"]


def run(name: Path, call: list[str], environment: dict[str, str]) -> None:
    """Run one part of the day, with what it said beside its trace."""
    with Path(f"{name}.out").open("wb") as out:
        done = subprocess.run(call, env=environment, stdout=out, stderr=out, check=False, timeout=900)
    said = Path(f"{name}.out").read_text("utf-8", errors="replace")
    say(f"{name.name}: ended with {done.returncode}, {said.count('step:')} steps, {said.count('FAILED')} failed")


def tell(whole: dict[str, Written], folder: Path) -> None:
    """List every file that was written, by size."""
    for path, one in sorted(whole.items(), key=lambda pair: -pair[1].size):
        say(f"{one.size:>12,}  {path.replace(str(folder), '…')}")


def tell_day(found: Found) -> None:
    """Say what a day came to."""
    say(f"{found.files} files, {found.bytes:,} bytes written; {found.in_exports} chosen files hold names, as wished")
    say(f"{len(found.hits)} hits elsewhere, {len(found.containers)} containers elsewhere: {found.containers}")
    for path, name in found.hits[:40]:
        say("  HIT", path, name)


def test_no_name_and_no_number_leaves_but_where_it_was_sent(tmp_path: Path) -> None:
    """Live through both days; the one under a password must leave nothing."""
    plain = day(tmp_path / "plain", protected=False)
    tell_day(plain)
    found = day(tmp_path / "sealed", protected=True)
    tell_day(found)
    assert found.in_exports
    assert not found.hits
    assert not found.containers


if __name__ == "__main__":
    for sealed in (False, True):
        say("--", "with a password" if sealed else "without a password")
        tell_day(day(Path(sys.argv[1]) / ("sealed" if sealed else "plain"), protected=sealed))
