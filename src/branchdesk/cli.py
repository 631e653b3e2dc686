"""The same verbs without a window: one call, one thing, JSON on standard output, sentences on standard error.

Exit 0 done; 1 refused or the world is in the way; 2 wrong usage. `docs/` and `--help` list the calls.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from branchdesk import __version__, clock, logs, places
from branchdesk.errors import Refusal, Spoken
from branchdesk.words import cli as say
from branchdesk.words import vault as say_vault

if TYPE_CHECKING:
    from branchdesk.ledgers.spec import Ledger
    from branchdesk.services import Store
    from branchdesk.services.ledgers.lists import Condition

DONE, REFUSED, USAGE = 0, 1, 2
PASSWORD = "BRANCHDESK_PASSWORD"  # noqa: S105 - the name of a variable
LONGEST_SECRET = 4096  # bytes of a file that holds a password
PDF, WORD = ".pdf", ".docx"
YEARS = range(1900, 2100)
# The span of time that a paper is of: how it is asked for, and which option of the paper it is.
SPAN = {"from": "since", "to": "until", "year": "year", "month": "month"}
log = logging.getLogger(__name__)


class Parser(argparse.ArgumentParser):
    """A parser that says in Chinese that the call was wrong."""

    def error(self, message: str) -> NoReturn:
        """End with the usage of the verb and one sentence."""
        del message
        self.print_usage(sys.stderr)
        sys.stderr.write(say.usage() + "\n")
        sys.exit(USAGE)


def main(arguments: Sequence[str]) -> int:
    """Run one verb and give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # What no encoding has (a file's name in other bytes) is written as JSON would write it.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except Spoken as error:
        sentence = say_vault.password_missing() if error.code == "locked" else error.sentence
        sys.stderr.write(" ".join(sentence.splitlines()) + "\n")  # in one line also where it quotes what was typed
        return REFUSED
    except Exception as error:  # noqa: BLE001 - a bug is written down, and said in one sentence
        logging.getLogger("branchdesk").addHandler(logging.NullHandler())  # else the trace would be printed
        logs.start(places.log_folder())
        log.error("a verb failed: %s", logs.trace(error))  # noqa: TRY400 - the message may quote somebody's data
        sys.stderr.write(say.bug(places.log_folder()) + "\n")
        return REFUSED
    return code


def parser() -> Parser:
    """Declare every verb and its options."""
    top = Parser(prog="branchdesk", description=say.DESCRIPTION, add_help=False)
    top.add_argument("-h", "--help", action="help", help=say.HELP)
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}", help=say.VERSION)
    verbs = top.add_subparsers(dest="verb", required=True, metavar=say.VERB, parser_class=Parser)

    def verb(name: str, run: Callable[[argparse.Namespace], int], *, file: bool = True) -> Parser:
        added = verbs.add_parser(name, help=say.VERBS[name], description=say.VERBS[name], add_help=False)
        added.add_argument("-h", "--help", action="help", help=say.HELP)
        added.set_defaults(run=run)
        return _ask_for_file(added) if file else added

    found = verb("init", _init)
    for option in ("--branch", "--unit", "--since"):
        found.add_argument(option, required=option != "--since")
    shown = verb("demo", _demo)
    for option, default in (("--members", 46), ("--years", 3), ("--clues", 193), ("--seed", 7)):
        shown.add_argument(option, type=int, default=default)
    taken = verb("import", _import)
    taken.add_argument("ledger", metavar="LEDGER")
    taken.add_argument("sheet_file", type=Path, metavar="SHEET")
    taken.add_argument("--sheet")
    taken.add_argument("--dry-run", action="store_true")
    taken.add_argument("--all-or-nothing", action="store_true")
    given = verb("export", _export)
    given.add_argument("ledger", metavar="LEDGER")
    given.add_argument("out", type=Path, metavar="OUT")
    listed = verb("list", _list)
    listed.add_argument("ledger", metavar="LEDGER")
    listed.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
    listed.add_argument("--search", default="")
    listed.add_argument("--limit", type=_natural)
    recorded = verb("record", _record)
    recorded.add_argument("meeting", type=Path, metavar="MEETING.json")
    recorded.add_argument("--finalise", action="store_true")
    one = verb("show", _show)
    one.add_argument("what", choices=["meeting"])
    one.add_argument("id", metavar="ID")
    printed = verb("print", _print)
    printed.add_argument("paper", metavar="PAPER")
    printed.add_argument("about", nargs="?", default="", metavar="ID")
    printed.add_argument("--option", action="append", default=[], metavar="KEY=VALUE")
    for name, meant in SPAN.items():
        printed.add_argument(f"--{name}", dest=meant, default="", metavar=name[0].upper())
    printed.add_argument("--out", type=Path, required=True, metavar="OUT")
    _ask_for_figures(verb)
    asked = verb("due", _due)
    asked.add_argument("--from", dest="since", metavar="D", help=say.DUE_FROM)
    asked.add_argument("--to", dest="until", metavar="D", help=say.DUE_TO)
    verb("history", _history).add_argument("--limit", type=_natural)
    verb("undo", _undo)
    verb("check", _check)
    verb("backup", _backup).add_argument("folder", type=Path, metavar="DIR")
    _ask_for_backup(verb("restore", _restore, file=False))
    _ask_for_no_file(verb)
    return top


def _file(word: str) -> Path:
    """Give the file itself that a path leads to: what belongs to it lies beside it there."""
    return Path(word).resolve()


def _ask_for_file(verb: Parser) -> Parser:
    """Declare the file that a verb is about, and where its password stands."""
    verb.add_argument("file", type=_file, metavar="FILE")
    verb.add_argument("--password-file", type=Path, metavar="F", help=say.SECRET_FILE)
    return verb


def _ask_for_backup(verb: Parser) -> None:
    """Declare the backup that a verb puts back, and the file whose place it takes."""
    verb.add_argument("backup", type=Path, metavar="BACKUP")
    _ask_for_file(verb)


def _ask_for_no_file(verb: Callable[..., Parser]) -> None:
    """Declare the verbs that are about the program alone."""
    verb("guide", _guide, file=False).add_argument("--out", type=Path, required=True, metavar="OUT")
    verb("self-test", _self_test, file=False)


def _ask_for_figures(verb: Callable[[str, Callable[[argparse.Namespace], int]], Parser]) -> None:
    """Declare the verbs that tell what the records come to."""
    counted = verb("tally", _tally)
    counted.add_argument("what", choices=["clues"])
    counted.add_argument("--from", dest="since")
    counted.add_argument("--to", dest="until")
    counted.add_argument("--by", choices=["category", "volunteer", "grid", "unit", "month"])
    born = verb("birthdays", _birthdays)
    born.add_argument("--year", type=int, choices=YEARS, metavar="Y")
    born.add_argument("--month", type=int, choices=range(1, 13), metavar="M")


def _natural(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _say(data: object) -> int:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    return DONE


@contextmanager
def _reading(options: argparse.Namespace) -> Iterator[Store]:
    from branchdesk.services import branch

    with closing(branch.open_to_read(options.file, _password(options))) as store:
        yield store


@contextmanager
def _writing(options: argparse.Namespace) -> Iterator[Store]:
    from branchdesk.services import branch

    opened = partial(branch.open_file, options.file, _password(options))
    with branch.hold_existing(options.file), closing(opened()) as store:
        yield store


def _password(options: argparse.Namespace) -> str | None:
    """Give the password that the call names: the first line of a file, else what the environment says."""
    if options.password_file is None:
        return os.environ.get(PASSWORD)
    from branchdesk.files.given import TooLargeError, bytes_of

    try:
        lines = bytes_of(options.password_file, LONGEST_SECRET).decode("utf-8-sig").splitlines()
    except (OSError, ValueError, TooLargeError) as error:
        sentence = say_vault.password_file_unreadable(options.password_file)
        raise Refusal(sentence, code="password_file") from error
    return lines[0] if lines else ""


def _init(options: argparse.Namespace) -> int:
    from branchdesk.services import branch

    since = options.since or f"{_today():%Y-%m}"
    store = branch.create(options.file, branch.Founding(options.branch, options.unit, since))
    store.close()
    made = store.branch
    return _say({"branch": {"id": made.id, "name": made.name, "unit": made.unit, "since": made.duties_from}})


def _demo(options: argparse.Namespace) -> int:
    from branchdesk.services import demo

    wanted = demo.Size(options.members, options.years, options.clues, options.seed)
    return _say(demo.create(options.file, wanted, _today()))


def _import(options: argparse.Namespace) -> int:
    from branchdesk.services.ledgers import import_told, importing, opening

    ledger = _ledger(options.ledger)
    if ledger.key not in importing.INTAKES:
        raise Refusal(say.no_import(ledger.label), code="no_import")

    def table_for(store: Store) -> importing.Table:
        known = opening.remembered(store, ledger)
        return importing.open_sheet(options.sheet_file, ledger, options.sheet, known)

    if options.dry_run:
        with _reading(options) as store:
            return _say(import_told.told(importing.preview(store, ledger, table_for(store)), None))
    with _writing(options) as store:
        done = importing.take(store, ledger, table_for(store), all_or_nothing=options.all_or_nothing)
    return _say(import_told.told(done.plan, done.batch))


def _ledger(key: str) -> Ledger:
    from branchdesk.services.ledgers.lists import ledger_called

    return ledger_called(key)


def _export(options: argparse.Namespace) -> int:
    from branchdesk.services.ledgers import lists

    ledger = _ledger(options.ledger)
    with _reading(options) as store:
        return _say({"rows": lists.export(store, ledger, options.out)})


def _list(options: argparse.Namespace) -> int:
    from branchdesk.domain.identity import mask
    from branchdesk.services.ledgers import lists

    ledger = _ledger(options.ledger)
    fields = ledger.fields
    conditions = tuple(_condition(ledger, text) for text in options.where)
    query = lists.Query(conditions=conditions, search=options.search, limit=options.limit)
    with _reading(options) as store:
        for record, values in lists.walk(store, ledger, query, tuple(field.key for field in fields)):
            shown = {
                field.key: mask(value) if field.private and value else value
                for field, value in zip(fields, values, strict=True)
            }
            _say({"id": record, **shown})
    return DONE


def _condition(ledger: Ledger, text: str) -> Condition:
    from branchdesk.services.ledgers.lists import Condition, Test

    key, equals, value = text.partition("=")
    if not equals:
        raise Refusal(say.where_form(text), code="where_form")
    field = next((field for field in ledger.fields if key in {field.key, field.label}), None)
    if field is None:
        return Condition(key, Test.IS, (value,))  # the list itself names the fields there are
    return Condition(field.key, Test.EMPTY) if not value else Condition(field.key, Test.IS, (field.stored(value),))


def _record(options: argparse.Namespace) -> int:
    from branchdesk.files.meeting_json import read_meeting_file
    from branchdesk.services.meetings import meetings

    draft = read_meeting_file(options.meeting)
    with _writing(options) as store:
        saved = meetings.save(store, draft, finalise=options.finalise)
    checks = [
        {"code": check.code, "severity": check.severity.value, "message": check.message} for check in saved.checks
    ]
    return _say({"id": saved.id, "number": saved.number, "checks": checks})


def _show(options: argparse.Namespace) -> int:
    from branchdesk.files.meeting_shown import write_meeting
    from branchdesk.services.meetings import meetings
    from branchdesk.services.people import people

    with _reading(options) as store:
        return _say(write_meeting(meetings.load(store, options.id), people.shared_names(store)))


def _print(options: argparse.Namespace) -> int:
    from branchdesk.services.papers import paper_orders, papers, printing

    ending = options.out.suffix.lower()
    if ending not in {PDF, WORD}:
        raise Refusal(say.paper_ending(options.out.name), code="paper_ending")
    if not options.out.parent.is_dir():
        raise Refusal(say.folder_missing(options.out.parent), code="folder_missing")
    with _reading(options) as store:
        order = paper_orders.read_order(store, options.paper, options.about, _chosen(options))
        paper = papers.make(store, order)
        content = papers.word(store, order) if ending == WORD else paper.pdf
    printing.save_bytes(content, options.out)
    return _say({"pages": paper.pages})


def _chosen(options: argparse.Namespace) -> list[str]:
    """Give the options of a paper: each as KEY=VALUE, and its span of time; a year alone is the whole of it."""
    span = {key: text for key in SPAN.values() if (text := getattr(options, key))}
    if set(span) == {"year"}:
        span["month"] = "year"
    return [*options.option, *(f"{key}={text}" for key, text in span.items())]


def _tally(options: argparse.Namespace) -> int:
    from branchdesk.services.clues import clue_figures

    asked = clue_figures.Asked(_day(options.since), _day(options.until))
    with _reading(options) as store:
        found = clue_figures.figures(store, asked, (options.by,) if options.by else (), ages=False)
    table = found.groups.get(options.by)
    return _say(
        {
            "reported": found.whole.all_reported,
            "handled": found.whole.all_handled,
            "disposal_rate": found.text(found.rate),
            "definition": f"{found.definition}{table.note if table else ''}",
            "without_detail": found.whole.strokes,
            "groups": [
                {
                    "name": group.name,
                    "reported": group.counted.all_reported,
                    "handled": group.counted.all_handled,
                    "without_detail": group.counted.strokes,
                }
                for group in (table.groups if table else ())
            ],
        },
    )


def _birthdays(options: argparse.Namespace) -> int:
    from branchdesk.services.people import five_ones

    today = _today()
    with _reading(options) as store:
        year = five_ones.year(store, today.year if options.year is None else options.year, today)
    people = year.people if options.month is None else year.of_month(options.month)
    birthdays = [
        {
            "name": one.name,
            "on": one.on,
            "precision": one.birthday.on.precision.value,
            "years": one.years,
            "items": [{"name": view.item.name, "state": view.state.value} for view in one.items],
        }
        for one in people
    ]
    return _say({"birthdays": birthdays})


def _due(options: argparse.Namespace) -> int:
    """Print what the rules ask for; without --from this year's, and what is late or pressing from before."""
    from branchdesk.services.duties import duties
    from branchdesk.words.duties import STRENGTHS

    today, since, until = _today(), _day(options.since), _day(options.until)
    with _reading(options) as store:
        found = duties.due_now(store, today, since, until)
    return _say(
        {
            "due": [
                {
                    "rule": one.rule,
                    "kind": one.kind,
                    "group": one.group,
                    "person": one.name,
                    "person_id": one.person,
                    "period": one.period,
                    "by": one.by.isoformat() if one.by else None,
                    "state": one.state.value,
                    "article": one.article,
                    "strength": STRENGTHS[one.strength],
                    "what": one.what,
                    "note": one.note,
                }
                for one in found
            ]
        }
    )


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(say.not_a_day(text), code="not_a_day") from error


def _today() -> date:
    try:
        return clock.today()
    except ValueError as error:
        raise Refusal(say.not_a_day(clock.named()), code="not_a_day") from error


def _history(options: argparse.Namespace) -> int:
    from branchdesk.services.keeping import past

    with _reading(options) as store:
        steps = past.steps(store, options.limit)
    keys = ("id", "sequence", "kind", "verb", "title", "operator", "at", "undone")
    return _say({"operations": [{key: getattr(step, key) for key in keys} for step in steps]})


def _undo(options: argparse.Namespace) -> int:
    from branchdesk.services.keeping import past

    with _writing(options) as store:
        title = past.next_titles(store)[0]
        changes = past.undo(store)
    return _say({"undone": title, "operation": changes.operation})


def _check(options: argparse.Namespace) -> int:
    from branchdesk.services import branch

    with _reading(options) as store:
        found = branch.check(store)
    wrong = {where: list(getattr(found, where)) for where in ("pages", "references", "history", "records")}
    _say({"ok": found.ok, **wrong, "counts": found.counts})
    return DONE if found.ok else REFUSED


def _restore(options: argparse.Namespace) -> int:
    from branchdesk.services import branch
    from branchdesk.services.keeping import restoring

    secret = restoring.Secret(password=_password(options))
    if not options.file.absolute().parent.is_dir():
        raise Refusal(say.folder_missing(options.file.parent), code="folder_missing")
    with branch.hold(options.file):
        done = restoring.restore_file(options.file, options.backup, secret)
    done.store.close()
    kept = None if done.kept is None else str(done.kept)
    return _say({"restored": str(options.file), "until": done.found.at, "counts": done.found.counts, "kept": kept})


def _backup(options: argparse.Namespace) -> int:
    from branchdesk.services.keeping import backups

    with _reading(options) as store:
        taken, counts = backups.take_into(store, options.folder)
    return _say({"backup": str(taken.path), "size": taken.size, "protected": taken.protected, "counts": counts})


def _guide(options: argparse.Namespace) -> int:
    """Make 使用说明 as PDF, which is about no branch."""
    from branchdesk.services.papers import guide_papers, printing

    paper = guide_papers.make()
    printing.save_file(paper, options.out)
    return _say({"pages": paper.pages})


def _self_test(_options: argparse.Namespace) -> int:
    from branchdesk.selftest import run

    report = run()
    _say(report)
    return DONE if report["ok"] else REFUSED
