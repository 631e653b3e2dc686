"""The rule book as it holds in a branch: what ships with the program, with the branch's own changes laid over it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from branchdesk import places
from branchdesk.domain.rule_settings import Odd, limits, odd
from branchdesk.domain.rulebook import FIRM, Applied, Edition, LocalChange, Rule, RuleBook, read_book
from branchdesk.errors import Refusal
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, operate, row_of
from branchdesk.store.tables import rule_change
from branchdesk.words import rule_changes as say
from branchdesk.words.duties import STRENGTHS


@lru_cache(maxsize=1)
def shipped() -> RuleBook:
    """Give the book as it ships."""
    return read_book((places.resources() / "rules" / "rules.toml").read_text("utf-8"))


def book(connection: Connection, branch_id: str) -> RuleBook:
    """Give the book as it holds in a branch."""
    rows = connection.execute(select(rule_change).where(rule_change.c.branch_id == branch_id))
    return shipped().laid_over(
        LocalChange(
            row.rule, date.fromisoformat(row.since), row.on, row.settings or {}, row.note or "", row.who or "", row.id
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class RuleOnDay:
    """A rule as it is applied on a day (None: no edition of it was in force), and all changes of it, the newest first.

    `applied.change` is the change that holds on that day, with whoever made it.
    """

    rule: Rule
    applied: Applied | None
    changes: tuple[LocalChange, ...]


def look(store: Store, day: date) -> tuple[RuleOnDay, ...]:
    """Give every rule as it is applied on a day, switched off or not, in the book's order."""
    with store.reading() as connection:
        mine = book(connection, store.branch.id)
    return tuple(
        RuleOnDay(
            rule,
            mine.applied(rule.id, day),
            tuple(reversed([one for one in mine.changes if one.rule == rule.id])),
        )
        for rule in mine.rules
    )


def change(store: Store, new: LocalChange) -> Changes:
    """Change a rule from a day on: switch it, set it otherwise, and say why and who did.

    A change that stands from that day (or the one that `new.id` names) takes up what this one says; `on` None and
    settings left out stay as they were. Only what differs from the rule without it is kept; where nothing does any
    more, the standing change goes.

    Refusal for an unknown rule or change, for a setting that the rule has not or that makes no sense, where a rule of
    应当 or 必须 is switched off without a reason, and where nothing would change.
    """
    with operate(store, "change_rule", "") as work:
        mine = book(work.connection, store.branch.id)
        rule = known(mine, new.rule)
        standing = _standing(mine, new)
        under = mine.without(standing.id) if standing else mine
        whole = _over(under, rule, standing, new)
        work.title = say.changed(rule.label, whole.since.isoformat())
        if standing and standing.id:
            if whole.on is None and not whole.settings:
                work.delete(rule_change, standing.id)
            else:
                work.update(rule_change, standing.id, _row(whole))
        elif whole.on is None and not whole.settings:
            raise Refusal(say.nothing_changed(rule.label), code="nothing_changed")
        else:
            work.insert(rule_change, {"branch_id": store.branch.id, **_row(whole)})
    return work.changes()


def take_back(store: Store, change_id: str) -> Changes:
    """Take a change of a rule out, as if it had never been made; Refusal where there is none."""
    with operate(store, "take_back_rule_change", "") as work:
        standing = row_of(work.connection, rule_change, change_id)
        if standing is None:
            raise Refusal(say.no_such_change(change_id), code="no_such_change")
        work.title = say.taken_back(label(standing["rule"]), standing["since"])
        work.delete(rule_change, change_id)
    return work.changes()


def known(mine: RuleBook, rule_id: str) -> Rule:
    """Give a rule by its id; Refusal where the book has none of that name."""
    try:
        return mine.rule(rule_id)
    except KeyError as error:
        raise Refusal(say.no_such_rule(rule_id), code="no_such_rule", field="rule") from error


def label(rule_id: str) -> str:
    """Call a rule by its name, or by its id where the book has it no longer."""
    try:
        return shipped().rule(rule_id).label
    except KeyError:
        return rule_id


def _standing(mine: RuleBook, new: LocalChange) -> LocalChange | None:
    """Give the change that a new one is laid into: the one it names, else that of the same rule and day."""
    of_rule = [one for one in mine.changes if one.rule == new.rule]
    if new.id is None:
        return next((one for one in of_rule if one.since == new.since), None)
    found = next((one for one in of_rule if one.id == new.id), None)
    if found is None:
        raise Refusal(say.no_such_change(new.id), code="no_such_change")
    return found


def _over(under: RuleBook, rule: Rule, standing: LocalChange | None, new: LocalChange) -> LocalChange:
    """Join what stands and what is new, judge it, and keep what differs from the rule as it is without it."""
    if standing and any(one.since == new.since and one.rule == rule.id for one in under.changes):
        raise Refusal(say.day_taken(rule.label, new.since.isoformat()), code="day_taken", field="since")
    before = under.applied(rule.id, new.since)
    edition = before.edition if before else rule.editions[0]
    was_on, were = (before.on, before.settings) if before else (rule.on, edition.settings)
    on = new.on if new.on is not None or standing is None else standing.on
    settings = {**(standing.settings if standing else {}), **new.settings}
    for key, value in settings.items():
        _judge(rule, edition, key, value)
    note = new.note.strip() or (standing.note if standing else "")
    if on is False and was_on and edition.strength in FIRM and not note:
        said = say.reason_needed(rule.label, STRENGTHS[edition.strength])
        raise Refusal(said, code="reason_needed", field="note")
    return LocalChange(
        rule.id,
        new.since,
        None if on == was_on else on,
        {key: value for key, value in settings.items() if value != were[key]},
        note,
        new.who.strip() or (standing.who if standing else ""),
    )


def _judge(rule: Rule, edition: Edition, key: str, value: object) -> None:
    match why := odd(key, value, edition.settings):
        case None:
            return
        case Odd.NOT_KNOWN:
            said = say.not_known(rule.label, key, "、".join(map(say.setting, edition.settings)))
        case Odd.NO_SPAN:
            said = say.no_span(rule.label)
        case Odd.NO_WORD:
            said = say.no_word(rule.label, key)
        case Odd.NO_CHOICE:
            said = say.no_choice(rule.label, key)
        case Odd.OUT_OF_RANGE:
            said = say.out_of_range(rule.label, key, *limits(key))
    raise Refusal(said, code=f"setting_{why}", field=key)


def _row(one: LocalChange) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "since": one.since.isoformat(),
        "on": one.on,
        "settings": dict(one.settings) or None,
        "note": one.note or None,
        "who": one.who or None,
    }
