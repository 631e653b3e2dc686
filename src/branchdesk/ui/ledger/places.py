"""The ledgers one can visit, each with what its screen needs to know of it."""

from __future__ import annotations

from branchdesk.ledgers.documents import DOCUMENTS
from branchdesk.ledgers.former_members import FORMER_MEMBERS
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services.clues import volunteers
from branchdesk.services.meetings import documents
from branchdesk.services.papers.paper_kinds import About
from branchdesk.services.people import members
from branchdesk.ui.desk import Desk
from branchdesk.ui.ledger.actions import LedgerActions
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.screens.clues.actions import CLUE_ACTIONS
from branchdesk.ui.screens.clues.screen import ClueScreen
from branchdesk.ui.screens.member.page import MemberCardPage
from branchdesk.ui.screens.member.screen import FormerScreen, MembersScreen
from branchdesk.ui.screens.study.document import DocumentPage
from branchdesk.ui.screens.study.screen import StudyScreen
from branchdesk.ui.screens.volunteers.page import VolunteerPage
from branchdesk.ui.screens.volunteers.screen import VolunteersScreen
from branchdesk.ui.theme import Tone

FROM_TODAY = "改动自今日起算，以前的任期仍保留。"
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
VOLUNTEER_ACTIONS = LedgerActions(
    VOLUNTEERS,
    "志愿者",
    volunteers.save,
    volunteers.remove,
    frozenset({"volunteer"}),
    papers=About.VOLUNTEER,
    tones={"standing": {"left": Tone.QUIET, "coming": Tone.WARN}},
    hints={
        "left_on": "自这一天起不再计入现有志愿者，以前的记录保留。",
        "roster_order": "不填则排在最后。",
    },
    card=VolunteerPage,
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
    return VolunteersScreen(desk, VOLUNTEER_ACTIONS)


def clues_screen(desk: Desk) -> LedgerScreen:
    """Make the screen of the clues."""
    return ClueScreen(desk, CLUE_ACTIONS)
