"""Lists on paper: any ledger as it is shown, the roster as of a day, the attendance of a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from branchdesk import clock
from branchdesk.domain.dates import Unreadable, read_date
from branchdesk.domain.identity import mask
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.members import MEMBER_STAGES, MEMBERS, STAGE
from branchdesk.ledgers.spec import Field, FieldKind, Ledger
from branchdesk.papers.attendance_sheet import Person, Register, Sitting, write_attendance
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.listing import Listing, write_listing
from branchdesk.services.clues import clue_listing
from branchdesk.services.ledgers import lists, views
from branchdesk.services.ledgers.lists import Condition, Query, Test, described
from branchdesk.services.meetings import attendance
from branchdesk.services.meetings.attendance import Overview, Wanted
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind, branch_of
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.people import disclosures
from branchdesk.services.people.disclosures import Way
from branchdesk.store.engine import Store
from branchdesk.words import attendance as say_attendance
from branchdesk.words import listing as say
from branchdesk.words import meetings as say_meetings

MOST = 20_000  # rows of one paper: a thousand pages and more, beyond what anybody binds
CLOSED = "closed"  # whether what is made up is listed too
AUTO, UPRIGHT, LYING = "", "upright", "lying"
BY_ROSTER, BY_GROUP = "roster", "group"

# What a list on the screen adds to an order by itself: how it is narrowed and sorted, and the columns as they stand.
QUERY, SCREEN, COLUMNS = "query", "screen", "columns"
VIEW = "view"  # by its name, for the command line

_TURN = Option("turn", say.TURN, AUTO, ((AUTO, say.BY_WIDTH), (UPRIGHT, say.UPRIGHT), (LYING, say.LYING)))
_LOOK = (_TURN, Option("size", say.SIZE, "", say.SIZES))
_FULL = Option("full", say.FULL, default=False)


def order_options(ledger: Ledger, query: Query, columns: tuple[str, ...]) -> dict[str, object]:
    """Give the options with which a ledger is printed as its list shows it."""
    shown = tuple(key for key in columns if ledger.field(key).label != say.NUMBER)
    return {QUERY: query, SCREEN: shown, COLUMNS: shown or ledger.paper}


def columns_option(key: str) -> tuple[Option, ...]:
    """Give the choice of columns that a ledger has, and whether private numbers are to be whole where it has any.

    What only numbers the rows is no choice: a paper numbers its own.
    """
    ledger = lists.ledger_called(key)
    choices = tuple((field.key, field.label) for field in ledger.fields if field.label != say.NUMBER)
    columns = Option(COLUMNS, say.COLUMNS, ledger.paper, choices)
    return (columns, _FULL) if any(field.private for field in ledger.fields) else (columns,)


def _ways_of_list(key: str) -> tuple[Option, ...]:
    """Give how a ledger's list may be varied: by its columns, and that of clues by the days of 提报."""
    span = (Option("since", say.SINCE, ""), Option("until", say.UNTIL, "")) if key == CLUES.key else ()
    return (*columns_option(key), *span)


_MISSED_KINDS = (
    (FieldKind.NAME, 8),
    (FieldKind.TEXT, 6),
    (FieldKind.TEXT, 12),
    (FieldKind.DATE, 6),
    (FieldKind.TEXT, 4),
    (FieldKind.LONG_TEXT, 14),
    (FieldKind.TEXT, 10),
)
MISSED = tuple(
    Field(label, label, kind, width=width)
    for label, (kind, width) in zip(say_attendance.MISSED_COLUMNS, _MISSED_KINDS, strict=True)
)


def _list(store: Store, key: str, options: Options) -> Manuscript:
    ledger = lists.ledger_called(key)
    options = _as_viewed(store, ledger, options)
    title = str(options["title"]).strip()
    query, today = _query(options), clock.today()
    if ledger is CLUES:
        query = clue_listing.narrowed(query, *_span(options))
    period = clue_listing.period_of(query) if ledger is CLUES else ()
    named = (title,) if title else (branch_of(store), *period, ledger.label)
    if ledger is not CLUES:
        return write_listing(_listing(store, ledger, query, options, named, today), house(store))
    listing = _listing(store, ledger, query, options, named, today)
    notes = *listing.notes, *clue_listing.figures(store, query, today)
    lies = True if listing.landscape is None else listing.landscape
    return write_listing(replace(listing, notes=notes, landscape=lies), house(store))


def _roster(store: Store, _about: str, options: Options) -> Manuscript:
    query, on = _query(options), day_of(options["on"]) or clock.today()
    if options["whole"] is True:
        wanted = query
    else:
        wanted = replace(query, conditions=(*query.conditions, Condition(STAGE.key, Test.ONE_OF, MEMBER_STAGES)))
    listing = _listing(store, MEMBERS, wanted, options, (branch_of(store), MEMBERS.label), on)
    there = dict(lists.totals(store, MEMBERS, wanted, (STAGE.key,), on=on).counts[STAGE.key])
    parts = [(choice.label, there[choice.value]) for choice in STAGE.choices if there.get(choice.value)]
    count = say.counted(len(listing.rows), MEMBERS.one)
    first = f"{count}，{say.of_these(parts, MEMBERS.one)}" if len(parts) > 1 else count
    full = options.get(_FULL.key) is True
    notes = (first, *_notes(MEMBERS, query, listing.fields, len(listing.rows), full=full))
    return write_listing(replace(listing, notes=notes), house(store))


def _attendance(store: Store, _about: str, options: Options) -> Manuscript:
    wanted = _period(options)
    found = attendance.overview(store, wanted)
    if not found.people:
        raise Refusal(say.nothing_held(wanted.group), code="nothing_held")
    if options["order"] == BY_GROUP:
        places = {name: place for place, name in enumerate(found.groups)}
        people = sorted(found.people, key=lambda one: places.get(one.group, len(places)))
        found = replace(found, people=tuple(people))
    return write_attendance(_register(store, wanted, found, options), house(store))


def _missed(store: Store, _about: str, options: Options) -> Manuscript:
    wanted = _period(options)
    whole = attendance.overview(store, wanted)
    found = attendance.with_closed(whole) if options[CLOSED] is True else whole.missed
    told = found if options["leaves"] is True else attendance.without_leaves(found)
    rows = [tuple(map(str, row)) for row in attendance.missed_rows(told)]
    closed = sum(one.entry.made_up for one in told)
    notes = (
        say.missed(len(rows) - closed),
        *([say_attendance.made_up(closed)] if closed else []),
        *([say.WITHOUT_LEAVES] if options["leaves"] is not True else []),
    )
    since, until = (say_meetings.day_text(str(day)) for day in _days(wanted, [one.starts for one in found]))
    listing = Listing(
        title=(branch_of(store), say.MISSED),
        unit=store.branch.unit,
        period=say.both_days(since, until),
        printed=clock.today(),
        fields=MISSED,
        rows=rows,
        notes=notes,
        landscape=_lies(options),
    )
    return write_listing(listing, house(store))


# -- what an order says


def _as_viewed(store: Store, ledger: Ledger, options: Options) -> Options:
    """Give the options of a list as one of its views shows it, where one is named."""
    name = str(options[VIEW]).strip()
    if not name:
        return options
    kept = views.load(store, ledger)
    view = kept.view(name)
    if view is None:
        raise Refusal(say.no_such_view(name, [one.name for one in kept.views]), code="no_such_view")
    query = Query(view.conditions, view.search, view.order)
    shown = order_options(ledger, query, view.arrangement.columns)
    if options[COLUMNS] != ledger.paper:  # somebody named others
        shown[COLUMNS] = options[COLUMNS]
    return {**options, **shown}


def _query(options: Options) -> Query:
    query = options.get(QUERY)
    return query if isinstance(query, Query) else Query()


def _lies(options: Options) -> bool | None:
    return {UPRIGHT: False, LYING: True}.get(str(options["turn"]))


def _fields(ledger: Ledger, options: Options) -> tuple[Field, ...]:
    """Give the fields to print: those of the screen in its order, then others as they are named."""
    wanted = cast("tuple[str, ...]", options[COLUMNS]) or ledger.paper
    first = [key for key in cast("tuple[str, ...]", options.get(SCREEN, ())) if key in wanted]
    return tuple(ledger.field(key) for key in dict.fromkeys([*first, *wanted]))


def day_of(text: object) -> date | None:
    """Read a day of an option; None where there is none. Refusal (no_day) where it cannot be read to the day."""
    if isinstance(text, date):
        return text
    if not str(text).strip():
        return None
    try:
        day = read_date(str(text)).value
    except Unreadable as error:
        raise Refusal(say.no_day(str(text)), code="no_day") from error
    if not day.day:
        raise Refusal(say.no_day(str(text)), code="no_day")
    return day.first_day()


def _span(options: Options) -> tuple[date | None, date | None]:
    """Give the first and last day that are named. Refusal (no_day, wrong_period)."""
    since, until = (day_of(options[key]) for key in ("since", "until"))
    if since and until and until < since:
        raise Refusal(say.ends_before(since, until), code="wrong_period")
    return since, until


def _period(options: Options) -> Wanted:
    """Give which attendance is wanted; where no day is named at all, that of this year.

    Refusal (no_day, wrong_period) where the days cannot be read or stand the wrong way round.
    """
    since, until = _span(options)
    if since is until is None:
        year = clock.today().year
        since, until = date(year, 1, 1), date(year, 12, 31)
    kinds = cast("tuple[str, ...]", options["kinds"])
    return Wanted(since, until, () if set(kinds) == set(say_meetings.KINDS) else kinds, str(options["group"]).strip())


# -- what is on file


def _listing(store: Store, ledger: Ledger, query: Query, options: Options, title: tuple[str, ...], on: date) -> Listing:
    """Read the rows of a list, in the order of the screen. Refusal where there are more than anybody prints."""
    fields = _fields(ledger, options)
    total = lists.page(store, ledger, replace(query, offset=0, limit=1), (), on=on).total
    if total > MOST:
        raise Refusal(say.too_many(total, MOST, ledger.one), code="too_many_to_print")
    keys = tuple(field.key for field in fields)
    full = options.get(_FULL.key) is True
    found = list(_values(store, ledger, replace(query, offset=0, limit=None), keys, on))
    if full:
        told = sum(lists.has_private(fields, values) for values in found)
        disclosures.note(store, Way.PAPER, ledger.label, told)
    rows = [
        tuple([_shown(field, value, full=full) for field, value in zip(fields, values, strict=True)])
        for values in found
    ]
    size = str(options["size"])
    return Listing(
        title=title,
        unit=store.branch.unit,
        period=say.as_of(say_meetings.day_text(on.isoformat())),
        printed=clock.today(),
        fields=fields,
        rows=rows,
        notes=(say.counted(len(rows), ledger.one), *_notes(ledger, query, fields, len(rows), full=full)),
        landscape=_lies(options),
        size=float(size) if size else None,
    )


def _values(
    store: Store, ledger: Ledger, query: Query, keys: tuple[str, ...], on: date
) -> Iterator[tuple[object, ...]]:
    """Give the values of a list's rows; of a clue that went to a department for cases only what may be told."""
    if ledger is not CLUES:
        yield from (values for _, values in lists.page(store, ledger, query, keys, on=on).rows)
        return
    for _, values in lists.page(store, ledger, query, (*keys, *clue_listing.HANDED), on=on).rows:
        yield clue_listing.without_cases(keys, values[: len(keys)], values[len(keys) :])


def _shown(field: Field, value: object, *, full: bool) -> str:
    text = field.shown(value)
    return mask(text) if field.private and not full else text


def _notes(ledger: Ledger, query: Query, fields: tuple[Field, ...], number: int, *, full: bool) -> Iterator[str]:
    """Say what a list is narrowed by, and which numbers are hidden."""
    narrowed = [described(ledger.field(one.field), one) for one in query.conditions]
    if query.ids is not None:
        narrowed.append(say.chosen(number, ledger.one))
    if told := say.narrowed(narrowed, query.search.strip()):
        yield told
    hidden = [] if full else [field.label for field in fields if field.private]
    if hidden:
        yield say.masked(hidden)


def _days(wanted: Wanted, starts: Sequence[str]) -> tuple[date, date]:
    """Give the first and the last day of a period; where it is open, those of its meetings."""
    days = sorted(date.fromisoformat(one[:10]) for one in starts) or [clock.today()]
    return wanted.since or days[0], wanted.until or days[-1]


def _register(store: Store, wanted: Wanted, found: Overview, options: Options) -> Register:
    days = [date.fromisoformat(one.starts[:10]) for one in found.meetings]
    since, until = _days(wanted, [one.starts for one in found.meetings])
    kinds = say.joined(say_meetings.KINDS[kind] for kind in wanted.kinds)
    left_out = say_attendance.heads_only(found.heads_only) if found.heads_only else ""
    count = say.people_and_meetings(len(found.people), len(found.meetings))
    told = say.SEPARATOR.join(text for text in (count, kinds, wanted.group, left_out) if text)
    return Register(
        title=(branch_of(store), say.ATTENDANCE),
        unit=store.branch.unit,
        printed=clock.today(),
        since=since,
        until=until,
        meetings=tuple(
            Sitting(day, say_attendance.SHORT_KINDS[one.kind]) for day, one in zip(days, found.meetings, strict=True)
        ),
        people=tuple(Person(one.label, one.group, one.here, one.turnout, one.entries) for one in found.people),
        notes=(told,),
        grouped=len(found.groups) > 1 and not wanted.group,
        landscape=_lies(options),
    )


_TITLE = Option("title", say.TITLE, "")
_ROSTER_ONLY = (Option("on", say.ON, ""), Option("whole", say.WHOLE, default=False))
_PERIOD = (
    Option("since", say.SINCE, ""),
    Option("until", say.UNTIL, ""),
    Option("group", say.GROUP, ""),
    Option("kinds", say.KINDS, tuple(say_meetings.KINDS), tuple(say_meetings.KINDS.items())),
)
_ORDER = Option("order", say.ORDER, BY_ROSTER, ((BY_ROSTER, say.BY_ROSTER), (BY_GROUP, say.BY_GROUP)))
_LEAVES = Option("leaves", say.LEAVES, default=True)
_CLOSED = Option(CLOSED, say_attendance.CLOSED, default=False)
LIST_PAPERS = (
    PaperKind("list", say.LIST, About.LEDGER, _list, (*_LOOK, _TITLE, Option(VIEW, "", "")), ways_of=_ways_of_list),
    PaperKind(
        "roster",
        say.ROSTER,
        About.BRANCH,
        _roster,
        (*columns_option(MEMBERS.key), *_LOOK, *_ROSTER_ONLY),
        holds=say.ROSTER_HOLDS,
    ),
    PaperKind(
        "attendance",
        say.ATTENDANCE,
        About.BRANCH,
        _attendance,
        (*_PERIOD, _ORDER, _TURN),
        holds=say.ATTENDANCE_HOLDS,
    ),
    PaperKind("missed", say.MISSED, About.BRANCH, _missed, (*_PERIOD, _LEAVES, _CLOSED, _TURN), holds=say.MISSED_HOLDS),
)
