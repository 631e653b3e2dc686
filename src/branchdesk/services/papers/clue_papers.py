"""Papers of clues: the form of each, the letter that hands them to a unit, the slips for who reported them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from branchdesk import clock
from branchdesk.domain.clue_states import ASIDE, ClueState, StepKind
from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.clue_feedback import Feedback, write_clue_feedback
from branchdesk.papers.clue_form import write_clue_forms
from branchdesk.papers.clue_told import ClueTold
from branchdesk.papers.clue_transfer import Manner, Transfer, write_clue_transfers
from branchdesk.services.clues.clue_card import Clue, read_several
from branchdesk.services.papers.list_papers import day_of
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind, each_of
from branchdesk.services.papers.paper_settings import house
from branchdesk.store import blobs
from branchdesk.store.engine import Store
from branchdesk.words import clue_papers as say
from branchdesk.words.clues import ANONYMOUS

MOST = 200  # clues of one file
PHOTOS, NUMBER, DUE, DAY, NAMED, REPLY = "photos", "number", "due", "day", "named", "reply"


def _form(store: Store, about: str, options: Options) -> Manuscript:
    photos = options[PHOTOS] is True
    clues = _told(store, about, photos=photos)
    return write_clue_forms(clues, store.branch.name, store.branch.unit, house(store), photos=photos)


def _transfer(store: Store, about: str, options: Options) -> Manuscript:
    clues = _told(store, about, photos=options[PHOTOS] is True)
    if wrong := [clue.number for clue in clues if clue.state in ASIDE or clue.confided]:
        raise Refusal(say.not_to_hand_on(wrong), code="not_to_hand_on")
    by_unit: dict[str, list[ClueTold]] = {}
    for clue in clues:
        by_unit.setdefault(clue.unit.strip(), []).append(clue)
    letters = [_letter(unit, those, options) for unit, those in by_unit.items()]
    wanted = (options[key] is True for key in (NAMED, REPLY, PHOTOS))
    manner = Manner(store.branch.name, store.branch.unit, *wanted)
    return write_clue_transfers(letters, manner, house(store))


def _letter(unit: str, clues: Sequence[ClueTold], options: Options) -> Transfer:
    """Give a letter with what its clues were noted with, as far as they agree.

    A day by which they should have been handled is not asked for in a letter that nobody sent yet.
    """
    sent = [clue.last(StepKind.ASSIGNED) for clue in clues]
    numbers = {step.document or "" for step in sent if step}
    days = {clue.sent_on for clue in clues}
    dues = {clue.due for clue in clues}
    due = day_of(options[DUE])
    day = day_of(options[DAY])
    noted = days.pop() if len(days) == 1 else ""
    known = min(dues) if all(dues) else ""
    still = known if noted or known >= clock.today().isoformat() else ""
    return Transfer(
        unit,
        tuple(clues),
        str(options[NUMBER]).strip() or (numbers.pop() if len(numbers) == 1 else ""),
        due.isoformat() if due else still,
        day or _whole(noted),
    )


def _whole(stored: str) -> date | None:
    """Give a stored day that is known to the day."""
    known = PartialDate.parse(stored) if stored else None
    return known.first_day() if known and known.day else None


def _feedback(store: Store, about: str, options: Options) -> Manuscript:
    clues = _told(store, about, photos=False)
    day = day_of(options[DAY])
    slips = [Feedback(name, clue, day or _whole(clue.fed_back_on)) for clue in clues for name in _to_tell(clue)]
    if not slips:
        raise Refusal(say.nobody_to_tell([clue.number for clue in clues]), code="nobody_to_tell")
    branch = store.branch.unit, store.branch.name
    return write_clue_feedback(slips, branch, house(store))


def _to_tell(clue: ClueTold) -> tuple[str, ...]:
    """Give whom a clue's outcome is told to: a blank where nobody wrote who reported it, nobody where they hid it."""
    return clue.reporters or (() if clue.anonymous else ("",))


# -- what is on file


def _told(store: Store, about: str, *, photos: bool) -> list[ClueTold]:
    """Read clues for paper. Refusal (too_many_to_print, no_such_record)."""
    ids = each_of(about)
    if len(ids) > MOST:
        raise Refusal(say.too_many(len(ids), MOST, CLUES.one), code="too_many_to_print")
    return [_as_told(store, one, photos=photos) for one in read_several(store, ids)]


def _as_told(store: Store, one: Clue, *, photos: bool) -> ClueTold:
    """Give a clue as papers tell it; nothing but its handing over of one that a department handles as a case."""
    text: dict[str, Any] = {key: str(value or "") for key, value in one.values.items()}
    handed: dict[str, Any] = {key: text[key] for key in ("case_sent_on", "case_receiver", "case_receipt")}
    names = tuple(reporter.name for reporter in one.reporters)
    anonymous = text["reporter"].strip() == ANONYMOUS
    told = ClueTold(one.number, one.state, reporters=names, anonymous=anonymous, **handed)
    if told.confided:
        return told
    plain = ("reported_on", "reported_at", "category", "subcategory", "grid", "place", "text", "unit", "sent_on")
    later = ("handled_on", "closed_on", "fed_back_on", "reason", "outcome_number", "remark")
    return ClueTold(
        one.number,
        one.state,
        CLUES.field("state").shown(one.state),
        reporters=names,
        anonymous=anonymous,
        **{key: text[key] for key in (*plain, *later)},
        due=one.deadline or "",
        first_number=one.first.number if one.first and one.state is ClueState.DUPLICATE else "",
        outcome=CLUES.field("outcome").shown(one.values["outcome"]) if one.values["outcome"] else "",
        steps=one.steps,
        photos=tuple(_photos(store, one)) if photos else (),
    )


def _photos(store: Store, one: Clue) -> Iterator[tuple[str, bytes]]:
    """Give a clue's photos; one whose bytes are lost is empty, and the paper says so in its place."""
    with store.reading() as connection:
        for photo in one.photos:
            yield photo.name, blobs.read(connection, photo.content) or b""


CLUE_PAPERS = (
    PaperKind("clue-form", say.FORM, About.CLUE, _form, (Option(PHOTOS, say.PHOTOS, default=True),)),
    PaperKind(
        "clue-transfer",
        say.TRANSFER,
        About.CLUE,
        _transfer,
        (
            Option(NUMBER, say.LETTER_NUMBER, ""),
            Option(DUE, say.DUE, ""),
            Option(DAY, say.DAY_SENT, ""),
            Option(NAMED, say.NAMED, default=False),
            Option(REPLY, say.REPLY, default=True),
            Option(PHOTOS, say.PHOTOS, default=True),
        ),
    ),
    PaperKind("clue-feedback", say.FEEDBACK, About.CLUE, _feedback, (Option(DAY, say.DAY_TOLD, ""),)),
)
