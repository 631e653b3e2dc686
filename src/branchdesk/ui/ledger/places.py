"""The ledgers one can visit, each with what its screen needs to know of it."""

from __future__ import annotations

from branchdesk.domain.clue_settings import USUALLY_HANDLED
from branchdesk.domain.clue_states import OPEN as OPEN_STATES
from branchdesk.ledgers.clues import CLUES, STATES
from branchdesk.ledgers.documents import DOCUMENTS
from branchdesk.ledgers.former_members import FORMER_MEMBERS
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services import Store, clues, documents, members, volunteers
from branchdesk.services.lists import Condition, Test
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import FigureFacts, FigureLine, LedgerActions
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.screens.clues.screen import ClueScreen
from branchdesk.ui.screens.member.page import MemberCardPage
from branchdesk.ui.screens.member.screen import FormerScreen, MembersScreen
from branchdesk.ui.screens.study.document import DocumentPage
from branchdesk.ui.screens.study.screen import StudyScreen
from branchdesk.ui.theme import Tone

FROM_TODAY = "改动自今日起算，以前的任期仍保留。"
CLUE_TONES = {
    choice.value: Tone.WARN
    if choice.value in OPEN_STATES
    else Tone.GOOD
    if choice.value in USUALLY_HANDLED
    else Tone.QUIET
    for choice in STATES
}
OPEN = (Condition("state", Test.ONE_OF, OPEN_STATES),)
HANDLED = (Condition("state", Test.ONE_OF, USUALLY_HANDLED),)


def clue_figures(store: Store) -> FigureLine:
    """Count the clues; the figures name the records behind them."""
    tally = clues.tally(store)
    still_open = sum(number for state, number in clues_by_state(store) if state in OPEN_STATES)
    return FigureLine(
        (
            FigureFacts("提报", str(tally.reported), ()),
            FigureFacts("已处置", str(tally.handled), HANDLED),
            FigureFacts("处置率", tally.rate, HANDLED),
            FigureFacts("待处置", str(still_open), OPEN, Tone.WARN if still_open else Tone.INK),
        ),
        tally.definition,
    )


def clues_by_state(store: Store) -> tuple[tuple[str, int], ...]:
    """Count the clues by their state, as stored."""
    return CLUE_ACTIONS.counts(store, "state")


MEMBER_TABLES = frozenset(
    {
        *("member", "member_period", "member_stage", "member_office", "member_group", "party_group"),
        *("member_condition", "member_entry", "member_photo", "attendance", "meeting"),
    }
)
MEMBER_ACTIONS = LedgerActions(
    MEMBERS,
    "党员",
    members.save,
    members.delete,
    MEMBER_TABLES,
    taking_out="离开支部…",
    tones={"stage": {"probationary_member": Tone.WARN}},
    hints={
        "office": FROM_TODAY,
        "group": FROM_TODAY,
        "roster_order": "不填则排在最后。",
        "here_since": "从其他支部转入的填写；介绍信、党费在卡片“进出本支部”中登记。",
        "seniority_correction": "单位：月，减少的写负数。",
        "away": "自今日起算；时间、去向在卡片“组织生活与权利”中补充。",
    },
    card=MemberCardPage,
)
FORMER_ACTIONS = LedgerActions(
    FORMER_MEMBERS,
    FORMER_MEMBERS.label,
    members.save,
    members.delete,
    MEMBER_TABLES,
    card=MemberCardPage,
    enters=False,
)
VOLUNTEER_ACTIONS = LedgerActions(VOLUNTEERS, "志愿者", volunteers.save, volunteers.remove, frozenset({"volunteer"}))
CLUE_ACTIONS = LedgerActions(
    CLUES,
    "志愿者线索",
    clues.save,
    clues.remove,
    frozenset({"clue"}),
    tones={"state": CLUE_TONES},
    views={"open": OPEN, "handled": HANDLED},
    hints={"number": "不填则自动编号。", "state": "不填则按“已提报”登记。"},
    figures=clue_figures,
)


DOCUMENT_ACTIONS = LedgerActions(
    DOCUMENTS,
    "篇目",
    documents.save,
    documents.remove,
    frozenset({"study_document", "studied_document", "document_study", "meeting", "attendance"}),
    card=DocumentPage,
    hints={"title": "只记题名和出处，不录原文。", "wanted_by": "上级要求学完的期限，没有就不填。"},
)


def study_screen(desk: Desk) -> LedgerScreen:
    """Make the screen of 第一议题, whose library is a ledger."""
    return StudyScreen(desk, DOCUMENT_ACTIONS)


def members_screen(desk: Desk) -> LedgerScreen:
    """Make the screen of the roster."""
    return MembersScreen(desk, MEMBER_ACTIONS)


def former_members_screen(desk: Desk) -> LedgerScreen:
    """Make the screen of those who left the branch."""
    return FormerScreen(desk, FORMER_ACTIONS)


def volunteers_screen(desk: Desk) -> LedgerScreen:
    """Make the screen of the volunteers."""
    return LedgerScreen(desk, VOLUNTEER_ACTIONS)


def clues_screen(desk: Desk) -> LedgerScreen:
    """Make the screen of the clues."""
    return ClueScreen(desk, CLUE_ACTIONS)
