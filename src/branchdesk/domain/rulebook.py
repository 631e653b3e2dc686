"""The rule book: what a branch owes, by which article, and what this branch made of it, each from a day on.

The book ships as data (`resources/rules`); a branch lays its own changes over it. An event is judged by what was in
force when its time ended, so that no change reaches back.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

Setting = str | int | bool


class Strength(StrEnum):
    """How strongly a document asks: 一般 reminds; 应当, 必须, 不得 warn and want a reason; else it is custom."""

    USUAL = "usual"
    SHOULD = "should"
    MUST = "must"
    CUSTOM = "custom"


FIRM = frozenset({Strength.SHOULD, Strength.MUST})  # leaving these out wants a reason (RULES.md 10)


class Certainty(StrEnum):
    """How sure the rule's text is: read whole, seen in part, remembered; or what each place settles for itself."""

    READ = "read"
    SEEN = "seen"
    REMEMBERED = "remembered"
    LOCAL = "local"


class Subject(StrEnum):
    """Of whom a rule asks something."""

    BRANCH = "branch"
    COMMITTEE = "committee"
    GROUP = "group"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Edition:
    """A rule as one edition of a document has it, in force `since` a day (None: since ever).

    `settings` are what may be set otherwise: how often (`every`: month, quarter, half, year), how many months, days or
    hours, how long before its end a duty presses (`ahead`, days).
    """

    document: str
    version: str
    article: str
    strength: Strength
    certainty: Certainty
    since: date | None = None
    settings: Mapping[str, Setting] = field(default_factory=dict)
    asks: str = ""

    @property
    def basis(self) -> str:
        """Name document and article, as a line on the start page does."""
        return f"{self.document}{self.article}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is called, of whom it asks what, its editions (the oldest first), and whether it is on."""

    id: str
    label: str
    subject: Subject
    asks: str
    on: bool
    editions: tuple[Edition, ...]
    group: str = ""  # under which heading the book shows it

    def edition(self, day: date) -> Edition | None:
        """Give the edition in force on a day, or None where none was."""
        return next((one for one in reversed(self.editions) if one.since is None or one.since <= day), None)


@dataclass(frozen=True, slots=True)
class LocalChange:
    """What a branch made of a rule from a day on: on or off, settings that differ, why, and who set it."""

    rule: str
    since: date
    on: bool | None = None
    settings: Mapping[str, Setting] = field(default_factory=dict)
    note: str = ""
    who: str = ""
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """A rule as it is in force on a day: its edition, with this branch's changes laid over it."""

    rule: Rule
    edition: Edition
    on: bool
    settings: Mapping[str, Setting]
    change: LocalChange | None = None  # the latest of this branch's own

    def number(self, key: str) -> int:
        """Give a setting that is a number; KeyError where the rule has none of that name."""
        return int(self.settings[key])

    def word(self, key: str) -> str:
        """Give a setting that is a word; KeyError where the rule has none of that name."""
        return str(self.settings[key])


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules, in the book's order, and this branch's changes, the earliest first."""

    rules: tuple[Rule, ...]
    changes: tuple[LocalChange, ...] = ()
    _by_id: Mapping[str, Rule] = field(init=False, repr=False, compare=False)
    _changes_of: Mapping[str, list[LocalChange]] = field(init=False, repr=False, compare=False)
    _known: dict[tuple[str, date], Applied] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the rules and the changes."""
        changes: dict[str, list[LocalChange]] = {}
        for one in self.changes:
            changes.setdefault(one.rule, []).append(one)
        object.__setattr__(self, "_by_id", {rule.id: rule for rule in self.rules})
        object.__setattr__(self, "_changes_of", changes)

    def rule(self, rule_id: str) -> Rule:
        """Give a rule; KeyError where the book has none of that name."""
        return self._by_id[rule_id]

    def laid_over(self, changes: Iterable[LocalChange]) -> RuleBook:
        """Give the book with a branch's changes, of rules that it knows."""
        known = (one for one in changes if one.rule in self._by_id)
        return RuleBook(self.rules, tuple(sorted(known, key=lambda one: (one.since, one.id or ""))))

    def without(self, change_id: str | None) -> RuleBook:
        """Give the book as it would be without one of the branch's changes."""
        return RuleBook(self.rules, tuple(one for one in self.changes if one.id != change_id))

    def applied(self, rule_id: str, day: date) -> Applied | None:
        """Give a rule as it is in force on a day, switched off or not; None where no edition was in force.

        The same until the next edition or change, so that it is put together once for all days between two.
        """
        rule, changes = self.rule(rule_id), self._changes_of.get(rule_id, ())
        edition = rule.edition(day)
        if edition is None:
            return None
        made = [change for change in changes if change.since <= day]
        since = max(edition.since or date.min, made[-1].since if made else date.min)
        found = self._known.get((rule_id, since))
        if found is None:
            found = self._known[rule_id, since] = _applied(rule, edition, made)
        return found

    def lengths(self, rule_id: str) -> frozenset[Setting]:
        """Give what a rule's `every` was ever set to."""
        settings = [edition.settings for edition in self.rule(rule_id).editions]
        settings += [change.settings for change in self._changes_of.get(rule_id, ())]
        return frozenset(one["every"] for one in settings if "every" in one)

    def in_force(self, rule_id: str, day: date) -> Applied | None:
        """Give a rule where it asks for something on a day, else None."""
        applied = self.applied(rule_id, day)
        return applied if applied is not None and applied.on else None


def _applied(rule: Rule, edition: Edition, changes: Iterable[LocalChange]) -> Applied:
    """Lay changes over an edition, the earliest first."""
    on, settings, latest = rule.on, dict(edition.settings), None
    for change in changes:
        on = on if change.on is None else change.on
        settings |= change.settings
        latest = change
    return Applied(rule, edition, on, settings, latest)


def read_book(text: str) -> RuleBook:
    """Read the shipped book; ValueError, KeyError or tomllib.TOMLDecodeError where it is not one."""
    data = tomllib.loads(text)
    documents = data["document"]
    rules = tuple(_rule(entry, documents) for entry in data["rule"])
    if len({rule.id for rule in rules}) < len(rules):
        raise ValueError("two rules of one id")
    return RuleBook(rules)


def _rule(entry: Mapping[str, Any], documents: Mapping[str, Any]) -> Rule:
    editions = tuple(_edition(one, documents) for one in entry["edition"])
    dated = [one.since or date.min for one in editions]
    if dated != sorted(dated):
        raise ValueError(f"editions of {entry['id']} are not in order")
    return Rule(
        entry["id"],
        entry["label"],
        Subject(entry["subject"]),
        entry["asks"],
        entry.get("on", True),
        editions,
        entry.get("group", ""),
    )


def _edition(entry: Mapping[str, Any], documents: Mapping[str, Any]) -> Edition:
    document = documents[entry["document"]]
    return Edition(
        document["title"],
        document.get("version", ""),
        entry.get("article", ""),
        Strength(entry["strength"]),
        Certainty(entry["certainty"]),
        entry.get("since", document.get("since")),
        MappingProxyType(dict(entry.get("settings", {}))),
        entry.get("asks", ""),
    )
