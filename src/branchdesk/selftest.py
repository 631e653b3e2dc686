"""The checks that run inside the shipped program: whether everything is there and works where it was installed.

They use the program as people do, in a temporary folder of their own; nobody's records are touched. What a check needs
it imports itself, so that something missing from the bundle fails that check and the others still speak.
"""

from __future__ import annotations

import os
import platform
import secrets
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from branchdesk import __version__, places
from branchdesk.errors import Refusal
from branchdesk.words import selftest as say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from branchdesk.services import Store

KEY_BYTES = 32
FILE = "selftest.branchdesk"
PEOPLE = 46  # in resources/selftest/roster.xls
PATIENCE = 30.0  # seconds for the window to do one thing


class Failed(Exception):
    """Something is not as it should be; the text says what."""


def run() -> dict[str, Any]:
    """Run every check and give what each found, and the versions of what was found inside."""
    with tempfile.TemporaryDirectory(prefix="branchdesk-", ignore_cleanup_errors=True) as outer:
        folder = Path(outer) / say.FOLDER
        folder.mkdir()
        checks = [_run(check, folder) for check in CHECKS]
    return {"ok": all(check["ok"] for check in checks), "checks": checks, "versions": _versions()}


def _run(check: Callable[[Path], str], folder: Path) -> dict[str, Any]:
    began = time.perf_counter()
    try:
        ok, detail = True, check(folder)
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what we want to know
        ok, detail = False, _one_line(error)
    spent = round((time.perf_counter() - began) * 1000)
    return {"name": check.__name__.strip("_"), "ok": ok, "detail": detail, "ms": spent}


def _one_line(error: Exception) -> str:
    text = " ".join(str(error).split())
    if isinstance(error, Failed):
        return text
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {text} ({Path(where.filename).name}:{where.lineno})"


def _expect(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise Failed(say.not_as_expected(what, found, expected))


def _keyed_file(folder: Path) -> str:
    """Make a file under a key, open it again, and see that it stays shut under another and without any."""
    from branchdesk.store.engine import create_store, open_store

    path, key = folder / "keyed.branchdesk", secrets.token_bytes(KEY_BYTES)
    create_store(path, name=say.BRANCH, unit=say.UNIT, duties_from="2026-01", key=key).close()
    _expect("header", path.read_bytes().startswith(b"SQLite"), expected=False)
    with closing(open_store(path, key=key)) as store:
        _expect("branch", store.branch.name, say.BRANCH)
    for wrong in (secrets.token_bytes(KEY_BYTES), None):
        try:
            open_store(path, key=wrong).close()
        except Refusal:
            continue
        raise Failed(say.not_as_expected("key", "open", "refused"))
    return "encrypted; refused without its key"


def _password(folder: Path) -> str:
    """Put a file under a password; it opens by that and by its recovery key, and by nothing else."""
    from branchdesk.services.keeping import vault
    from branchdesk.store.engine import create_store

    path, word = folder / "locked.branchdesk", secrets.token_urlsafe(KEY_BYTES)
    create_store(path, name=say.BRANCH, unit=say.UNIT, duties_from="2026-01").close()
    done = vault.protect(path, say.NAME, word)
    done.store.close()
    vault.unlock(path, word).close()
    vault.unlock_by_recovery(path, " ".join(done.recovery)).close()
    try:
        vault.unlock(path, word[1:]).close()
    except Refusal:
        return "opens by its password and its recovery key alone"
    raise Failed(say.not_as_expected("password", "open", "refused"))


def _migrations(folder: Path) -> str:
    """Bring an empty file up to date by every step there is."""
    from sqlalchemy import create_engine, inspect
    from sqlcipher3 import dbapi2

    from branchdesk.store import driver, revisions
    from branchdesk.store.tables import metadata

    path = folder / "migrated.branchdesk"
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: driver.connect(path, None))
    try:
        revisions.run_steps(engine, revisions.HEAD)
        tables = set(inspect(engine).get_table_names())
    finally:
        engine.dispose()
    if missing := set(metadata.tables) - tables:
        raise Failed(say.not_as_expected("tables", "-", ", ".join(sorted(missing))))
    return f"{len(tables)} tables at {revisions.HEAD}"


def _sheet_in(folder: Path) -> str:
    """Take an old Excel sheet into a new branch."""
    from branchdesk.ledgers.catalogue import LEDGERS
    from branchdesk.services import branch
    from branchdesk.services.ledgers import importing

    members = LEDGERS["members"]
    with closing(branch.create(folder / FILE, branch.Founding(say.BRANCH, say.UNIT, "2026-01"))) as store:
        table = importing.open_sheet(places.resources() / "selftest" / "roster.xls", members)
        done = importing.take(store, members, table)
    _expect("added", done.plan.count(importing.Outcome.NEW), PEOPLE)
    return f"{PEOPLE} added"


def _pinyin(folder: Path) -> str:
    """Find somebody by initials."""
    from branchdesk.services import search

    with closing(_store(folder)) as store:
        found = [hit.title for hit in search.find(store, say.INITIALS)]
    _expect(say.INITIALS, found, [say.NAME])
    return f"{say.INITIALS} is {say.NAME}"


def _strokes(folder: Path) -> str:
    """Find that what is known of characters was shipped: names have their strokes, and what a paper prints is known."""
    from branchdesk.services.ledgers import lists
    from branchdesk.services.people import glyphs, people

    found = {one.code for one in glyphs.findings("name", say.RARE)}
    _expect(say.RARE, (people.stroke_table().number(say.RARE), found), (say.STROKES, {"name_printed_otherwise"}))
    query = lists.Query(order=(lists.Sort("name", by="strokes"),), limit=1)
    with closing(_store(folder)) as store:
        [(_, [first])] = lists.page(store, lists.ledger_called("members"), query, ("name",)).rows
    return f"{say.STROKES} in {say.RARE}; {first} first"


def _sheets_out(folder: Path) -> str:
    """Write the roster in every format and read it again."""
    from branchdesk.files.export import ENDINGS
    from branchdesk.ledgers.catalogue import LEDGERS
    from branchdesk.services.ledgers import importing, lists

    members = LEDGERS["members"]
    with closing(_store(folder)) as store:
        for ending in ENDINGS:
            path = folder / f"{members.label}{ending}"
            _expect(f"{ending} written", lists.export(store, members, path), PEOPLE)
            _expect(f"{ending} read", len(importing.open_sheet(path, members).rows), PEOPLE)
    return " ".join(ENDINGS)


def _minutes(folder: Path) -> str:
    """Record a meeting, print its minutes, and find on the paper a rare character and no face that is not embedded."""
    from pypdfium2 import PdfDocument, PdfTextObj

    from branchdesk.files.meeting_json import read_meeting_file
    from branchdesk.services.meetings import meetings
    from branchdesk.services.papers import papers

    with closing(_store(folder)) as store:
        saved = meetings.save(store, read_meeting_file(places.resources() / "selftest" / "meeting.json"))
        paper = papers.make(store, papers.Order("minutes", saved.id))
    with closing(PdfDocument(paper.pdf)) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
        objects = [found for page in document for found in page.get_objects() if isinstance(found, PdfTextObj)]
        embedded = {found.get_font().get_base_name(): found.get_font().is_embedded for found in objects}
    _expect(say.RARE, say.RARE in text, expected=True)
    _expect("embedded", [name for name, is_inside in embedded.items() if not is_inside], [])
    return f"{paper.pages} pages, {len(embedded)} faces embedded"


def _word(folder: Path) -> str:
    """Write the meeting's minutes as a Word file, fill the sample template with it, and find its rare character."""
    from io import BytesIO

    from docx import Document

    from branchdesk.ledgers.catalogue import LEDGERS
    from branchdesk.services.ledgers import lists
    from branchdesk.services.papers import papers, word_templates

    template = folder / "template.docx"
    with closing(_store(folder)) as store:
        [(meeting, _)] = lists.page(store, LEDGERS["meetings"]).rows
        minutes = papers.word(store, papers.Order("minutes", meeting))
        word_templates.save_sample(store, template)
        word_templates.choose(store, template)
        filled = word_templates.filled(store, meeting)
    for name, data in (("minutes", minutes), ("template", filled)):
        _expect(name, say.RARE in "".join(Document(BytesIO(data)).element.body.itertext()), expected=True)
    return f"{len(minutes)} and {len(filled)} bytes"


def _papers(folder: Path) -> str:
    """Print every paper there is that has something to print about, and see that no character lacks a face."""
    from branchdesk.services.clues import clues, volunteers
    from branchdesk.services.ledgers import lists
    from branchdesk.services.meetings import meetings
    from branchdesk.services.papers import papers
    from branchdesk.services.papers.papers import About

    printed, empty = 0, 0
    with closing(_store(folder)) as store:
        first = {
            key: lists.page(store, lists.ledger_called(key), lists.Query(limit=1), ()).rows[0][0]
            for key in ("meetings", "members")
        }
        about = {About.MEETING: first["meetings"], About.MEMBER: first["members"], About.LEDGER: "members"}
        about[About.VOLUNTEER], _ = volunteers.save(store, None, {"name": say.RARE})
        about[About.CLUE], _ = clues.save(store, None, {"text": say.RARE, "reporter": say.RARE})
        record = meetings.load(store, first["meetings"])
        for kind in papers.PAPERS.values():
            if kind.about is About.MEETING and not kind.fits(record):
                continue
            try:
                printed += papers.make(store, papers.Order(kind.key, about.get(kind.about, ""))).pages > 0
            except Refusal as refusal:
                _expect(kind.key, refusal.code != "missing_glyph", expected=True)
                empty += 1
    return f"{printed} papers; {empty} with nothing to print"


def _soundness(folder: Path) -> str:
    """Look whether the file and its history hold after all this."""
    from branchdesk.services import branch

    with closing(_store(folder)) as store:
        found = branch.check(store)
    _expect("file", (found.ok, found.pages, found.references, found.history), (True, (), (), ()))
    return "file, references and history hold"


def _faces(_folder: Path) -> str:
    """Give Qt every face that is shipped."""
    _application()
    from PySide6.QtGui import QFontDatabase

    from branchdesk.ui import fonts

    shipped = fonts.faces()
    for face in shipped:
        number = QFontDatabase.addApplicationFont(str(fonts.folder() / face.file))
        if face.family not in QFontDatabase.applicationFontFamilies(number):
            raise Failed(say.not_as_expected(face.file, number, face.family))
    _expect("faces", bool(shipped), expected=True)
    return f"{len(shipped)} faces"


def _chinese(_folder: Path) -> str:
    """See that Qt's own buttons speak Chinese."""
    _application()
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox()
    button = box.addButton(QMessageBox.StandardButton.Ok)
    _expect("OK", button.text().split("(")[0].replace("&", ""), say.CONFIRM)
    return say.CONFIRM


def _pictures(_folder: Path) -> str:
    """See that Qt reads the kinds of picture that the program shows."""
    _application()
    from PySide6.QtGui import QImageReader

    known = {bytes(kind.data()).decode() for kind in QImageReader.supportedImageFormats()}
    wanted = {"png", "jpg", "gif", "svg", "ico"}
    _expect("pictures", sorted(wanted - known), [])
    return " ".join(sorted(wanted))


def _window(folder: Path) -> str:
    """Show the real window on the new branch, go to every screen, and close it."""
    _application()
    from PySide6.QtCore import QSettings

    from branchdesk.ui.desk import Desk
    from branchdesk.ui.main_window import MainWindow
    from branchdesk.ui.register import PLACES

    wrong: list[BaseException] = []
    painted: list[bool] = []
    hook, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: wrong.append(error)
    desk = Desk()
    window = MainWindow(desk, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    try:
        for signal in (desk.jobs.refused, desk.jobs.troubled, desk.jobs.broke):
            signal.disconnect(window.alarm.tell)  # a dialog would wait for somebody
            signal.connect(wrong.append)
        window.painted.connect(lambda: painted.append(True))
        window.register(PLACES)
        window.show()
        _wait(lambda: bool(painted))
        desk.adopt(_store(folder))
        screens = window.keys()
        for key in screens:
            window.navigate(key)
            _wait(desk.jobs.idle)
        _expect("screen", window.here, screens[-1])
    finally:
        window.close()
        window.deleteLater()
        _settle()
        sys.excepthook = hook
    if wrong:
        raise wrong[0]
    return f"{len(screens)} screens"


CHECKS: tuple[Callable[[Path], str], ...] = (
    _keyed_file,
    _password,
    _migrations,
    _sheet_in,
    _pinyin,
    _strokes,
    _sheets_out,
    _minutes,
    _papers,
    _word,
    _soundness,
    _faces,
    _chinese,
    _pictures,
    _window,
)


def _store(folder: Path) -> Store:
    from branchdesk.services import branch

    return branch.open_file(folder / FILE)


@cache
def _application() -> QApplication:
    """Give the application object; where no window can be opened, say so instead of ending the program as Qt would."""
    if (reason := _no_window()) is not None:
        raise Failed(reason)
    from PySide6.QtCore import qInstallMessageHandler

    from branchdesk.ui import fonts, theme
    from branchdesk.ui.application import make_application

    qInstallMessageHandler(lambda *_: None)  # what Qt thinks of this desktop is not asked for
    application = make_application(sys.argv[:1])
    fonts.load_first()
    theme.apply(application)
    return application


def _no_window() -> str | None:
    """Let a child ask Qt for a screen, as Qt aborts where there is none; give a sentence, or None if all is well."""
    if sys.platform != "linux":
        return None
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _ask_for_screen(writing)
    os.close(writing)
    with open(reading, encoding="utf-8", errors="replace") as said:  # noqa: PTH123 - a pipe has no path
        text = said.read()
    _, status = os.waitpid(child, 0)
    if status == 0:
        return None
    from branchdesk import missing

    return missing.sentence(text)


def _ask_for_screen(said: int) -> None:
    """Be the child: speak into the pipe and end without a core dump."""
    code = 1
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.dup2(said, sys.__stderr__.fileno() if sys.__stderr__ else 2)
        from PySide6.QtGui import QGuiApplication

        QGuiApplication(sys.argv[:1])
        code = 0
    except Exception as error:  # noqa: BLE001 - the parent tells it
        os.write(said, _one_line(error).encode())
    finally:
        os._exit(code)


def _wait(done: Callable[[], bool]) -> None:
    """Let the window live until something is done."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise Failed(say.too_slow(PATIENCE))
        _settle()
        time.sleep(0.005)


def _settle() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()


def _versions() -> dict[str, str]:
    """Give the versions of what is inside, and of the system; what cannot be loaded is left out."""
    found = {
        "branchdesk": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "frozen": "yes" if getattr(sys, "frozen", False) else "no",
    }
    with suppress(Exception):
        from PySide6.QtCore import qVersion

        found["qt"] = qVersion()
    with suppress(Exception):
        import sqlalchemy

        found["sqlalchemy"] = sqlalchemy.__version__
    with suppress(Exception):
        from sqlcipher3 import dbapi2

        found["sqlite"] = dbapi2.sqlite_version
        with closing(dbapi2.connect(":memory:")) as connection:
            found["sqlcipher"] = connection.execute("PRAGMA cipher_version").fetchone()[0]
    return found
