"""A branch's records as plain facts, for tests that hold duties against a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from branchdesk.domain.conditions import Spell
from branchdesk.domain.duties.duty import Duty
from branchdesk.domain.duties.engine import duties
from branchdesk.domain.duties.facts import Facts, HeldMeeting, Person
from branchdesk.domain.duties.reports import REPORTS
from branchdesk.domain.rulebook import RuleBook, read_book

BOOK = read_book((Path(__file__).parents[1] / "resources" / "rules" / "rules.toml").read_text("utf-8"))
# What the branch itself owes; duties of single persons are tried elsewhere.
OF_THE_BRANCH = (
    *("members_meeting", "committee_meeting", "group_meeting", "theme_day", "party_lecture"),
    *("organisational_life_meeting", "democratic_appraisal"),
    *REPORTS,
    *("reelection", "reelection_notice", "by_election", "committee_needed", "new_secretary_training"),
    *("too_few_members", "too_many_members"),
)
Office = str | tuple[str, str | None, str | None]


def person(
    name: str,
    *offices: Office,
    stage: str = "full_member",
    stages: Sequence[Spell] = (),
    here: tuple[str | None, str | None] = (None, None),
    groups: Sequence[Spell] = (),
) -> Person:
    """Give somebody by name: offices alone or with their days, in the branch for ever unless told."""
    held = (Spell(one) if isinstance(one, str) else Spell(*one) for one in offices)
    return Person(
        name,
        name,
        0,
        periods=(Spell("", *here),),
        stages=tuple(stages) or (Spell(stage),),
        offices=tuple(held),
        groups=tuple(groups),
    )


def held(kind: str, *days: str, group: str | None = None, year: int | None = None) -> tuple[HeldMeeting, ...]:
    """Give meetings of a kind that were held on these days."""
    return tuple(HeldMeeting(f"{kind} {group or ''} {day}", kind, day, group, year=year) for day in days)


def as_of(facts: Facts, today: date) -> Facts:
    """Give the records as they were on a day: nothing of them is later."""
    on = today.isoformat()

    def until_then(spells: Iterable[Spell]) -> tuple[Spell, ...]:
        begun = (one for one in spells if (one.since or "") <= on)
        return tuple(one if one.until is None or one.until <= on else replace(one, until=None) for one in begun)

    return replace(
        facts,
        today=today,
        people=tuple(
            replace(
                one,
                periods=until_then(one.periods),
                stages=until_then(one.stages),
                offices=until_then(one.offices),
                groups=until_then(one.groups),
            )
            for one in facts.people
            if any((spell.since or "") <= on for spell in one.periods)
        ),
        meetings=tuple(one for one in facts.meetings if one.day <= on),
        matters=tuple(one for one in facts.matters if one.day <= on),
        entries=tuple(one for one in facts.entries if (one.day or "") <= on),
        marks=tuple(one for one in facts.marks if (one.day or "") <= on),
        terms=tuple(
            one if one.until is None or one.until.first_day() <= today else replace(one, until=None)
            for one in facts.terms
            if one.since.first_day() <= today
        ),
    )


def owed(facts: Facts, since: date, until: date, book: RuleBook = BOOK) -> dict[tuple[str, str, str, str], str]:
    """Give the state of everything that a branch owes, by rule, group, period and last day (- where it has none)."""
    return {_key(one): one.state.value for one in duties(book, facts, since, until, OF_THE_BRANCH)}


def _key(one: Duty) -> tuple[str, str, str, str]:
    return one.rule, one.group or "-", one.period, one.by.isoformat() if one.by else "-"


def asked(rule: str, facts: Facts, book: RuleBook = BOOK, *, years: int = 10) -> list[Duty]:
    """Give the duties of one rule from so many years before today to so many after."""
    year = facts.today.year
    return list(duties(book, facts, date(year - years, 1, 1), date(year + years, 12, 31), [rule]))
