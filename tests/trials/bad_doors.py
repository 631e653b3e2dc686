"""The doors by which bad input comes, each tried on a branch of its own; run by itself, it works through a list.

    python -m trials.bad_doors FOLDER SEED FROM NUMBER

prints a line before each input and one after it, so that whoever started it knows which one took too long.
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import builders
from branchdesk import cli
from branchdesk.domain.meetings import MeetingKind
from branchdesk.errors import Spoken
from branchdesk.files.layouts import shape
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import branch, preferences
from branchdesk.services.clues import clue_paste, clue_photos, clues
from branchdesk.services.duties import working_days
from branchdesk.services.keeping import past, vault
from branchdesk.services.ledgers import importing, opening
from branchdesk.services.meetings import attachments, meetings
from branchdesk.services.papers import word_templates
from branchdesk.store import vault as store_vault
from branchdesk.store.driver import OPEN_KEY, connect
from branchdesk.store.vault import Cost
from trials.bad_files import Bad
from trials.bad_plan import plan

MIB = 1 << 20
ROOM = 600 * MIB  # of address space above what the program takes anyway
PASSWORD = "correct horse"  # noqa: S105 - of a branch that nobody has
_HAN = re.compile("[\u4e00-\u9fff]")


class Fault(Exception):
    """What must never happen, happened."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where bad input is tried: a folder, a sound branch's file, what stands in it, and a meeting and a clue of it."""

    folder: Path
    base: Path
    locked: Path
    keys: bytes
    meeting: str
    clue: str

    def fresh(self) -> Path:
        """Lay the sound branch down anew."""
        path = self.folder / "支部.branchdesk"
        for old in self.folder.glob("支部.branchdesk*"):
            old.unlink()
        shutil.copy(self.base, path)
        return path


def lay_ground(folder: Path) -> Ground:
    """Make a branch with a few people, a meeting and a clue."""
    folder.mkdir(parents=True, exist_ok=True)
    base = folder / "原.branchdesk"
    with closing(builders.new_branch(base)) as store:
        builders.fill(store)
        held = meetings.save(store, builders.meeting(kind=MeetingKind.MEMBERS_MEETING, agenda=builders.full_agenda()))
        clue = clues.save(store, None, {"number": "XS001", "reported_on": "2026-11-20", "text": "河边堆放垃圾"})[0]
    with closing(connect(base, OPEN_KEY)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    locked = folder / "密.branchdesk"
    shutil.copy(base, locked)
    measured, store_vault.measure = store_vault.measure, lambda: Cost(1, 8 * MIB)
    vault.protect(locked, "翟堃", PASSWORD).store.close()
    store_vault.measure = measured
    return Ground(folder, base, locked, store_vault.keys_file(locked).read_bytes(), held.id, clue)


def rows_of(path: Path) -> dict[str, list[Any]]:
    """Give every row of every table, the history's too."""
    with closing(connect(path, OPEN_KEY)) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: sorted(raw.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}


def run(*words: object) -> tuple[int, str, str]:
    """Run one verb as a process of its own would; give its code, what it printed and its sentence."""
    out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
        out.flush()
        err.flush()
    said, told = out.buffer.getvalue().decode(), err.buffer.getvalue().decode()
    return code, said, told


def judged(code: int, said: str, told: str, where: str) -> str:
    """See that a verb ended as verbs end, and give `taken` or the sentence."""
    if code not in (0, 1, 2):
        raise Fault(f"code {code}")
    for line in said.splitlines():
        json.loads(line)
    if code == 0:
        if told:
            raise Fault(f"done, and yet: {told}")
        return "taken"
    check_sentence(told, where)
    return told.strip()


def check_sentence(told: str, where: str = "") -> None:
    """See that something was said in one Chinese sentence or two, on one line, and where."""
    if "程序内部出错" in told:
        raise Fault("a bug of ours: " + _last_trace())
    text = told.strip()
    if "\n" in text or not _HAN.search(text) or text[-1:] not in "。？！" or len(text) > 600:
        raise Fault(f"no sentence: {text[:200]!r}")
    if where and where not in text and "表" not in text:
        raise Fault(f"does not say where: {text}")


def _last_trace() -> str:
    from branchdesk import places  # noqa: PLC0415 - only where something went wrong

    lines: list[str] = []
    for file in sorted(places.log_folder().glob("*")):
        with suppress(OSError):
            lines += file.read_text("utf-8", "replace").splitlines()
    return " | ".join(line.strip() for line in lines[-6:])


def _sheet(bad: Bad, ground: Ground) -> str:
    file = _laid(bad, ground)
    path = ground.fresh()
    before = rows_of(path)
    looked = judged(*run("import", path, bad.meant, file, "--dry-run"), "")
    if rows_of(path) != before:
        raise Fault("looking changed something")
    whole = ["--all-or-nothing"] if len(bad.content) % 2 else []
    taken = judged(*run("import", path, bad.meant, file, *whole), "")
    if (looked == "taken") != (taken == "taken") and not whole:
        raise Fault(f"looked: {looked}; taken: {taken}")
    return _after(path, before, taken)


def _after(path: Path, before: dict[str, list[Any]], outcome: str) -> str:
    """See that a refusal left all as it was, and that what was taken is sound and goes back whole."""
    if outcome != "taken":
        if rows_of(path) != before:
            raise Fault(f"refused, and yet changed: {outcome}")
        return outcome
    with closing(branch.open_file(path)) as store:
        _sound(store)
        if len(rows_of(path)["operation"]) > len(before["operation"]):
            past.undo(store)
            now = rows_of(path)
            for name in before.keys() - {
                "operation",
                "change",
                "blob",
                "clue",
                *(one for one in before if one.startswith("clue_")),
            }:
                if _own(now[name]) != _own(before[name]):
                    raise Fault(f"undone, and yet {name} is not as it was")
    return outcome


def _own(rows: list[Any]) -> list[Any]:
    """Leave out how long the history is, which grows with undoing."""
    return [row for row in rows if "chain_end" not in row]


def _sound(store: Any) -> None:  # noqa: ANN401 - a Store
    found = branch.check(store)
    if not found.ok:
        raise Fault(f"check: {found.pages} {found.references} {found.history}")


def _laid(bad: Bad, ground: Ground) -> Path:
    file = ground.folder / bad.name
    file.write_bytes(bad.content)
    return file


def _paste(bad: Bad, ground: Ground) -> str:
    text = bad.content.decode("utf-8", "surrogatepass")
    html = text if text.startswith("<") else ""
    path = ground.fresh()
    before = rows_of(path)
    outcome = "taken"
    with closing(branch.open_file(path)) as store:
        try:
            if bad.meant == "chat":
                rows = clue_paste.read(store, text, html)
                clue_paste.look(store, rows)
                clue_paste.enter(store, rows, {})
            else:
                ledger = LEDGERS[bad.meant]
                opened = importing.look_into(store, opening.Pasted(text, html), ledger)
                importing.take(store, ledger, opened.table)
        except Spoken as spoken:
            check_sentence(spoken.sentence)
            outcome = spoken.code
    return _after(path, before, outcome)


def _record(bad: Bad, ground: Ground) -> str:
    file = _laid(bad, ground)
    path = ground.fresh()
    before = rows_of(path)
    return _after(path, before, judged(*run("record", path, file), ""))


def _template(bad: Bad, ground: Ground) -> str:
    file = _laid(bad, ground)
    path = ground.fresh()
    before = rows_of(path)
    with closing(branch.open_file(path)) as store:
        try:
            word_templates.choose(store, file)
        except Spoken as spoken:
            check_sentence(spoken.sentence)
            if rows_of(path) != before:
                raise Fault("refused, and yet kept") from spoken
            outcome = spoken.code
        else:
            outcome = "taken"
        try:
            word_templates.fill(store, bad.content, ground.meeting)
        except Spoken as spoken:
            check_sentence(spoken.sentence)
            return spoken.code
    return outcome


def _attach(bad: Bad, ground: Ground) -> str:
    from PySide6.QtCore import QSize  # noqa: PLC0415 - pictures alone want Qt

    from branchdesk.papers.press import photos  # noqa: PLC0415 - as above
    from branchdesk.papers.press.pictures import glimpse  # noqa: PLC0415 - as above
    from branchdesk.ui import pictures  # noqa: PLC0415 - as above

    file = _laid(bad, ground)
    path = ground.fresh()
    before = rows_of(path)
    outcome = "taken"
    with closing(branch.open_file(path)) as store:
        try:
            content = attachments.read_file(file, photos=True)
            new = attachments.NewFile(file.name, content)
            pictures.read(file, QSize(800, 800))
            pictures.turned(content, "image/png", 90)
            if new.kind == "application/pdf":
                glimpse(content, 200, 3)
            if photos.size_of(content) is not None:
                photos.as_jpeg(content)
            kept = pictures.reduced(new)
            attachments.add(store, ground.meeting, [kept])
            past.undo(store)
            clue_photos.add(store, ground.clue, [kept])
        except Spoken as spoken:
            check_sentence(spoken.sentence)
            outcome = spoken.code
    return _after(path, before, outcome) if outcome == "taken" else outcome


def _font(bad: Bad, ground: Ground) -> str:
    from branchdesk.papers.faces import embedding, files  # noqa: PLC0415 - only fonts want the library

    file = _laid(bad, ground)
    found = files.describe(file)
    if not found:
        return "no face"
    face = files.FaceFile(found[0].families[0] if found[0].families else "", file, 0)
    files.covers(face)
    read = embedding.embed(face)
    if read is None:
        return "damaged face"
    for char in "国徽龘":
        embedding.draws(read, char)
    return "taken"


def _store(bad: Bad, ground: Ground) -> str:
    path = ground.fresh()
    path.write_bytes(bad.content)
    code, said, told = run("check", path)
    if code == 1 and said:
        json.loads(said)
        return "check says so"
    outcome = judged(code, said, told, path.name)
    if outcome == "taken":
        judged(*run("list", path, "members"), path.name)
        return outcome
    if path.read_bytes() != bad.content:
        raise Fault("refused, and yet touched")
    return outcome


def _keys(bad: Bad, ground: Ground) -> str:
    path = ground.locked
    store_vault.keys_file(path).write_bytes(bad.content)
    before = path.read_bytes()
    secret = ground.folder / "password.txt"
    secret.write_text(PASSWORD, "utf-8")
    outcome = judged(*run("list", path, "members", "--password-file", secret), "")
    if outcome != "taken" and path.read_bytes() != before:
        raise Fault("refused, and yet touched")
    return outcome


def _settings(bad: Bad, ground: Ground) -> str:
    from PySide6.QtCore import QByteArray, QSettings  # noqa: PLC0415 - the window's own

    from branchdesk.ui.main_window import place_of, text_size  # noqa: PLC0415 - as above

    file = _laid(bad, ground)
    settings = QSettings(str(file), QSettings.Format.IniFormat)
    text_size(settings)
    if not isinstance(place_of(settings), QByteArray):
        raise Fault("a place that is none")
    return "taken"


def _layout(bad: Bad, ground: Ground) -> str:
    path, ledger = ground.fresh(), LEDGERS[bad.meant]
    sheet = builders.sheet(ground.folder, [["姓名", "性别", "入党时间"], ["赵一", "男", "2001-07"]], "表.csv")
    with closing(branch.open_file(path)) as store:
        (book,) = opening.book_of(sheet)
        found = shape(book, 0, 0)
        preferences.put(store, f"mapping:{ledger.key}:{found}", json.loads(bad.content))
    return judged(*run("import", path, bad.meant, sheet), "")


def _notice(bad: Bad, ground: Ground) -> str:
    file = _laid(bad, ground)
    path = ground.fresh()
    before = rows_of(path)
    outcomes = []
    text = bad.content.decode("utf-8", "surrogatepass")
    reads = (partial(working_days.read_file, file, 2027), partial(working_days.read_text, text, 2027))
    with closing(branch.open_file(path)) as store:
        for read in reads:
            try:
                working_days.take(store, read().days)
                past.undo(store)
                outcomes.append("taken")
            except Spoken as spoken:
                check_sentence(spoken.sentence)
                outcomes.append(spoken.code)
    _after(path, before, "taken")
    return "taken" if "taken" in outcomes else outcomes[0]


DOORS: dict[str, Callable[[Bad, Ground], str]] = {
    "sheet": _sheet,
    "paste": _paste,
    "record": _record,
    "template": _template,
    "attach": _attach,
    "font": _font,
    "store": _store,
    "keys": _keys,
    "settings": _settings,
    "layout": _layout,
    "notice": _notice,
}


def tried(bad: Bad, ground: Ground) -> dict[str, Any]:
    """Try one input, and tell how it ended, how long it took and how much memory it wanted above what was there."""
    _forget_peak()
    base, began = _memory("VmRSS"), time.process_time()
    try:
        outcome, fault = DOORS[bad.door](bad, ground), ""
    except Fault as error:
        outcome, fault = "fault", str(error)
    except MemoryError:
        outcome, fault = "fault", "memory"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        outcome, fault = "fault", f"{type(error).__name__}: {error} {_where(error)}"[:600]
    return {
        "door": bad.door,
        "kind": bad.kind,
        "outcome": outcome if len(outcome) < 40 else "refused",
        "said": outcome,
        "fault": fault,
        "seconds": round(time.process_time() - began, 2),
        "memory": (_memory("VmHWM") - base) // 1024,
    }


def _where(error: BaseException) -> str:
    import traceback  # noqa: PLC0415 - only where something went wrong

    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-5:]))


def _forget_peak() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def _memory(what: str) -> int:
    """Give a figure of the process's memory in KiB."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith(f"{what}:"):
                return int(line.split()[1])
    return 0


def main(words: list[str]) -> None:
    """Work through a list of bad input."""
    folder, seed, first, number = Path(words[0]), *map(int, words[1:4])
    ground = lay_ground(folder)
    inputs = islice(plan(seed, ground.keys), first, first + number)
    for at, bad in enumerate(inputs, start=first):
        print(json.dumps({"at": at, "door": bad.door, "kind": bad.kind}), flush=True)
        resource.setrlimit(resource.RLIMIT_AS, (_memory("VmSize") * 1024 + ROOM, resource.RLIM_INFINITY))
        done = tried(bad, ground)
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print(json.dumps({"at": at, **done}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    os.environ["BRANCHDESK_TODAY"] = builders.TODAY.isoformat()
    main(sys.argv[1:])
