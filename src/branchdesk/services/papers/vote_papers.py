"""The papers of a meeting's votes: slips and ballots to mark, sheets to count on, the figures, and the appraisal."""

from __future__ import annotations

from collections.abc import Callable, Collection

from branchdesk.domain.agenda import BallotRule
from branchdesk.domain.meetings import MeetingRecord
from branchdesk.errors import Refusal
from branchdesk.papers import appraisal, election_ballots, vote_summary, voting_slips
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.slips import MOST_ON_A_SHEET
from branchdesk.papers.voting_slips import Run
from branchdesk.services.meetings.meetings import load
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.people.people import stroke_table
from branchdesk.store.engine import Store
from branchdesk.words import vote_papers as say

COPIES, ON_SHEET, ITEM, ORDER, TALLY, ABSTAIN = "copies", "on_sheet", "item", "order", "tally", "abstain"
ENTERED, STROKES = "entered", "strokes"
_MANY = tuple((str(number), say.slips_a_page(number)) for number in range(1, MOST_ON_A_SHEET + 1))
_RUN = (
    Option(COPIES, say.COPIES, 0),
    Option(ON_SHEET, say.ON_SHEET, "0", (("0", say.AS_FITS), *_MANY)),
    Option(ITEM, say.ITEM, 0),
)


def _number(options: Options, key: str) -> int:
    """Read a number, from a dialog or a command line; what is none counts as 0."""
    text = str(options.get(key, 0)).strip()
    return int(text) if text.isdecimal() else 0


def _run(options: Options) -> Run:
    return Run(_number(options, COPIES), _number(options, ON_SHEET), _number(options, ITEM))


def _voted(store: Store, meeting_id: str, options: Options, rules: Collection[BallotRule], name: str) -> MeetingRecord:
    """Load a meeting that has such a vote; Refusal (no_such_vote) where it has none, or not at that item."""
    record = load(store, meeting_id)
    if not voting_slips.ballots(record, rules, _number(options, ITEM)):
        raise Refusal(say.no_such_vote(name), code="no_such_vote")
    return record


def _slips(store: Store, meeting_id: str, options: Options) -> Manuscript:
    record = _voted(store, meeting_id, options, voting_slips.RULES, say.SLIP)
    return voting_slips.write_slips(record, house(store), _run(options))


def _ballots(store: Store, meeting_id: str, options: Options) -> Manuscript:
    """Write the ballots of an election; who asks for ballots where none is held means the slips."""
    record, item = load(store, meeting_id), _number(options, ITEM)
    if not voting_slips.ballots(record, election_ballots.RULES, item):
        record = _voted(store, meeting_id, options, voting_slips.RULES, say.BALLOT)
        return voting_slips.write_slips(record, house(store), _run(options))
    strokes = stroke_table().name_key if options.get(ORDER) == STROKES else None
    return election_ballots.write_ballots(record, house(store), _run(options), strokes)


def _summary(store: Store, meeting_id: str, options: Options) -> Manuscript:
    record = _voted(store, meeting_id, options, vote_summary.RULES, say.SUMMARY)
    tally, item = options.get(TALLY) is True, _number(options, ITEM)
    return vote_summary.write_vote_summary(record, house(store), tally=tally, item=item)


def _appraisal_form(store: Store, meeting_id: str, options: Options) -> Manuscript:
    record = load(store, meeting_id)
    return appraisal.write_appraisal_form(
        record, house(store), copies=_number(options, COPIES), abstain=options.get(ABSTAIN) is not False
    )


def _appraisal_summary(store: Store, meeting_id: str, _options: Options) -> Manuscript:
    return appraisal.write_appraisal_summary(load(store, meeting_id), house(store))


def _having(rules: Collection[BallotRule]) -> Callable[[MeetingRecord], bool]:
    return lambda record: bool(voting_slips.ballots(record, rules))


VOTE_PAPERS = (
    PaperKind("vote-slip", say.SLIP, About.MEETING, _slips, _RUN, _having(voting_slips.RULES)),
    PaperKind(
        "ballot",
        say.BALLOT,
        About.MEETING,
        _ballots,
        (*_RUN, Option(ORDER, say.ORDER, ENTERED, ((ENTERED, say.AS_ENTERED), (STROKES, say.BY_STROKES)))),
        _having(election_ballots.RULES),
    ),
    PaperKind(
        "vote-summary",
        say.SUMMARY,
        About.MEETING,
        _summary,
        (Option(TALLY, say.TALLY, default=False), Option(ITEM, say.ITEM, 0)),
        _having(vote_summary.RULES),
    ),
    PaperKind(
        "appraisal-form",
        say.APPRAISAL_FORM,
        About.MEETING,
        _appraisal_form,
        (Option(COPIES, say.FORM_COPIES, 1), Option(ABSTAIN, say.ABSTAIN, default=True)),
        appraisal.appraised,
    ),
    PaperKind(
        "appraisal-summary",
        say.APPRAISAL_SUMMARY,
        About.MEETING,
        _appraisal_summary,
        fits=appraisal.appraised,
    ),
)
