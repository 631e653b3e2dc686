"""What is left of somebody whose data is erased: an empty shell that counts as before and says nothing of them.

A member's shell keeps the days and kinds that rules and figures reckon with, never a word that somebody wrote; what
counts for nothing goes whole. A table that refers to people and is not named here is asked for by a test.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from branchdesk.store.tables import (
    attendance,
    ballot_subject,
    clue,
    clue_stroke,
    criticism,
    document_study,
    expected_override,
    five_ones_mark,
    joint_reporter,
    meeting,
    member,
    member_condition,
    member_entry,
    member_group,
    member_office,
    member_period,
    member_photo,
    member_stage,
    metadata,
    not_counted,
    opinion,
    volunteer,
)


@dataclass(frozen=True, slots=True)
class Shell:
    """What becomes of a row: what `keeps` names stays; without it, what `hides` names is hidden and the rest stays."""

    keeps: Collection[str] | None = None
    hides: Collection[str] = ()
    goes: bool = False


_STAYING = {"id", "branch_id", "member_id", "since", "until"}

# What belongs to a person, by the column that says to whom.
OWN: dict[str, dict[str, tuple[str, Shell]]] = {
    member.name: {
        member.name: (
            "id",
            Shell(
                keeps={
                    *_STAYING,
                    *("roster_order", "name", "initials", "pinyin", "strokes"),
                    *("joined_on", "approved_on", "oath_on", "full_since", "probation_until"),
                    *("activist_since", "dues_to"),
                }
            ),
        ),
        member_period.name: ("member_id", Shell(keeps={*_STAYING, "entry", "exit", "exit_letter_on", "receipt_on"})),
        member_stage.name: ("member_id", Shell(keeps={*_STAYING, "stage"})),
        member_office.name: ("member_id", Shell(keeps={*_STAYING, "office", "how"})),
        member_group.name: ("member_id", Shell(keeps={*_STAYING, "group_id"})),
        member_condition.name: ("member_id", Shell(keeps={*_STAYING, "kind"})),
        member_entry.name: ("member_id", Shell(keeps={*_STAYING, "kind", "day", "level"})),
        five_ones_mark.name: (
            "member_id",
            Shell(keeps={*_STAYING, "item_id", "year", "state", "day", "meeting_id", "entry_id"}),
        ),
        document_study.name: ("member_id", Shell(keeps={*_STAYING, "document_id", "day"})),
        member_photo.name: ("member_id", Shell(goes=True)),
    },
    volunteer.name: {
        volunteer.name: (
            "id",
            Shell(
                keeps={
                    *_STAYING,
                    *("name", "initials", "pinyin", "strokes", "team", "grid", "joined_on", "left_on", "roster_order"),
                }
            ),
        ),
    },
}
COUNTED_ENTRIES = ("talk", "training", "review", "contact")  # rules reckon with these; other entries go whole

# Words about a person in rows that belong to something else, by the column that says about whom.
ABOUT: dict[str, dict[str, Collection[str]]] = {
    attendance.name: {"member_id": ("reason", "made_up_how")},
    expected_override.name: {"member_id": ("reason",)},
    not_counted.name: {"person_id": ("reason",)},
    ballot_subject.name: {"person_id": ("feedback",)},
    opinion.name: {"about_id": ("text",)},
    criticism.name: {"criticised_id": ("text", "answer"), "critic_id": ("text", "answer")},
    "duty_mark": {"subject": ("note",)},
}
NAMED_ONLY = {  # rows in which a person is named, and nothing is said of them
    meeting.name,
    clue.name,
    joint_reporter.name,
    clue_stroke.name,
    *("agenda_item", "speech", "measure", "rectification"),
}


def references(table: str, target: str) -> list[str]:
    """Name a table's columns that refer to members or to volunteers."""
    return [
        str(column.name)
        for column in metadata.tables[table].c
        if any(reference.column.table.name == target for reference in column.foreign_keys)
    ]
