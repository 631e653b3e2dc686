"""Taking a clue along its way: a step noted, corrected, taken out, and what that makes of the clue.

A clue that was imported has days but no steps. Its way is read from these; the first step that somebody notes writes
it down before it, so that from then on state and days follow from the steps alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from branchdesk import clock
from branchdesk.domain.clue_states import WAY, ClueState, ClueStep, StepKind, reporters, states_back, steps_from
from branchdesk.domain.clue_way import CONTENT, DAYS, TIES, Columns, NewStep, columns, imported, turned
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import STATE
from branchdesk.services.clues.clue_card import way
from branchdesk.services.clues.clue_deadlines import Deadlines
from branchdesk.services.ledgers.intake import Values
from branchdesk.store.bulk import batches
from branchdesk.store.engine import Store
from branchdesk.store.history import Changes, Operation, operate, row_of, rows_under
from branchdesk.store.tables import clue, clue_photo, clue_step
from branchdesk.words import clue_steps as say
from branchdesk.words import store as say_store

Steps = tuple[ClueStep, ...]
FOLLOWED = frozenset({"state", *CONTENT, *(column for _, _, column in TIES)})  # columns whose change `follow` looks at


def take(store: Store, clue_ids: Sequence[str], step: NewStep) -> Changes:
    """Note one step of a clue, or the same of several in one operation.

    Of several, those that cannot take it stay as they are. Refusal, with nothing changed, where none can take it, and
    where the step lacks what it needs: a reason, a unit, a receiver, the number of the clue that is repeated.
    """
    with operate(store, "take_clue_step", "") as work:
        rows = [_row(work, clue_id) for clue_id in clue_ids]
        able = [row for row in rows if step.kind in steps_from(ClueState(row["state"]))]
        if not able:
            raise _unable(rows, step.kind)
        for row in able:
            note(work, row["id"], step)
        one = len(rows) == 1
        work.title = say.taken(able[0]["number"], step.kind) if one else say.taken_together(step.kind, len(able))
    return work.changes()


def note(work: Operation, clue_id: str, step: NewStep) -> None:
    """Note a step of one clue within an operation; Refusal as `take`."""
    row = _row(work, clue_id)
    before = _steps(work, row)
    state = ClueState(row["state"])
    if step.kind not in steps_from(state):
        raise _unable([row], step.kind)
    if step.kind is StepKind.RETURNED and step.leads_to not in states_back(state):
        raise Refusal(say.whereto_wrong(STATE.shown(step.leads_to)), code="whereto_wrong", field="state")
    after = (*before, _complete(work, row, step))
    extra = {"due_by": step.due_by} if step.kind is StepKind.ASSIGNED and step.due_by else {}
    _write(work, row, before, after, extra)


def open_to(store: Store, clue_ids: Sequence[str], kind: StepKind) -> int:
    """Count those of some clues that can take a step."""
    states = [state.value for state in ClueState if kind in steps_from(state)]
    found = 0
    with store.reading() as connection:
        for chunk in batches(clue_ids):
            mine = (clue.c.id.in_(chunk), clue.c.state.in_(states))
            found += connection.scalar(select(func.count()).select_from(clue).where(*mine)) or 0
    return found


def correct(store: Store, clue_id: str, place: int, step: NewStep) -> Changes:
    """Correct the step at a place (from 0) of a clue's way; its kind, and whereto it led, stay.

    Refusal where there is none, and where it lacks what it needs.
    """
    with operate(store, "correct_clue_step", "") as work:
        row = _row(work, clue_id)
        before = _steps(work, row)
        old = _at(before, place)
        told = _complete(work, row, replace(step, kind=old.kind, state=old.state))
        if old.kind is StepKind.REPORTED:
            told = replace(told, who=old.who)  # reporters are the clue's own field
        after = (*before[:place], replace(told, id=old.id), *before[place + 1 :])
        newest = old.kind is StepKind.ASSIGNED and not any(one.kind is old.kind for one in before[place + 1 :])
        _write(work, row, before, after, {"due_by": step.due_by} if newest else {})
        work.title = say.corrected(row["number"], old.kind)
    return work.changes()


def take_out(store: Store, clue_id: str, place: int) -> Changes:
    """Take the step at a place (from 0) out of a clue's way; the clue is then what the other steps say.

    Refusal where there is none, for 提报, and where the clue would again repeat one that is not found.
    """
    with operate(store, "remove_clue_step", "") as work:
        row = _row(work, clue_id)
        before = _steps(work, row)
        old = _at(before, place)
        if place == 0:
            raise Refusal(say.stays(), code="step_stays")
        _write(work, row, before, (*before[:place], *before[place + 1 :]))
        work.title = say.taken_out(row["number"], old.kind)
    return work.changes()


def follow(work: Operation, before: Values, after: Values) -> None:
    """Let the steps of a clue say what was changed in its form, in the list or by a sheet.

    A state becomes a step of that day, a day or unit that of its newest step. Refusal where it became a 办案线索 though
    it has content: only the step empties it.
    """
    state = after["state"]
    if before["state"] != state and before["duplicate_of"]:
        work.update(clue, after["id"], {"duplicate_of": None})
    steps = way(work.connection, after["id"])
    if state == ClueState.PASSED_ON and before["state"] == state and has_content(work, after):
        raise Refusal(say.case_content(), code="case_content", field="text")
    if state == ClueState.PASSED_ON != before["state"] and (steps or has_content(work, after)):
        raise Refusal(say.case_by_step(after["number"]), code="case_by_step", field="state")
    if not steps:
        return
    told = _told_again(steps, before, after)
    if before["state"] != state:
        row = row_of(work.connection, clue, after["id"]) or {}
        _write(work, row, told, (*told, _by_hand(ClueState(before["state"]), ClueState(state), before, after)))
    elif told != steps:
        _keep(work, after["id"], told)


def has_content(work: Operation, row: Values) -> bool:
    """Say whether a clue has anything that is not kept here of a 办案线索."""
    return any(row[key] for key in CONTENT) or bool(rows_under(work.connection, clue_photo, {"clue_id": row["id"]}))


def _told_again(steps: Steps, before: Values, after: Values) -> Steps:
    """Give the steps with what changed of the clue's columns in the newest step of each kind."""
    told = list(steps)
    for kind, part, column in TIES:
        newest = next((at for at in reversed(range(len(told))) if told[at].kind is kind), None)
        if newest is not None and before[column] != after[column]:
            told[newest] = replace(told[newest], **{part: after[column]})
    return tuple(told)


def _by_hand(old: ClueState, new: ClueState, before: Values, after: Values) -> ClueStep:
    """Give the step that a state set by hand means: on the day that was set with it, else today."""
    ahead = new not in WAY or (old in WAY and WAY.index(new) > WAY.index(old))
    kind = StepKind(new.value) if ahead else StepKind.RETURNED
    day = DAYS.get(kind)
    said = {part: after[column] for on, part, column in TIES if on is kind}
    if day is None or not after[day] or after[day] == before[day]:
        said["day"] = clock.today().isoformat()
    return ClueStep(kind, new, **said)


def _complete(work: Operation, row: Values, step: NewStep) -> ClueStep:
    """Give a step as it is written; Refusal where it lacks what it needs."""
    who, what, document = (text.strip() or None if text else None for text in (step.who, step.what, step.document))
    match step.kind:
        case StepKind.ASSIGNED:
            who = who or row["unit"]
            if not who:
                raise Refusal(say.unit_missing(row["number"]), code="unit_missing", field="who")
        case StepKind.RETURNED | StepKind.OUT_OF_SCOPE if not what:
            raise Refusal(say.reason_missing(step.kind), code="reason_missing", field="what")
        case StepKind.DUPLICATE:
            document = _first_of_all(work, row, document)["number"]
        case StepKind.PASSED_ON:
            what = None
            if not who:
                raise Refusal(say.receiver_missing(), code="receiver_missing", field="who")
    return ClueStep(step.kind, step.leads_to, step.day, step.at, who, what, document)


def _write(work: Operation, row: Values, before: Steps, after: Steps, extra: Columns | None = None) -> None:
    """Write a clue's steps, and what they make of its columns."""
    anonymous = not reporters(row["reporter"])
    told = columns(after, anonymous=anonymous)
    said = turned(columns(before, anonymous=anonymous), told) | (extra or {})
    if before[0].id is None:  # what was read of an imported clue is written with its first step
        said |= {day: told[day] for day in DAYS.values() if told.get(day) and not row[day]}
    last = after[-1]
    if last.kind is not StepKind.DUPLICATE:
        said["duplicate_of"] = None
    elif last != before[-1]:
        first = _by_number(work, last.document) if last.document else None
        if last.document and first is None:
            raise Refusal(say.first_gone(last.document), code="first_gone")
        said["duplicate_of"] = first and first["id"]
        if first is not None:
            _relink(work, row["id"], first)
    if last.state is ClueState.PASSED_ON:
        said |= dict.fromkeys(CONTENT)
        after = tuple(replace(step, what=None) for step in after)
        for photo in rows_under(work.connection, clue_photo, {"clue_id": row["id"]}):
            work.delete(clue_photo, photo["id"])
    if {"due_by", "reported_on"} & set(said):
        days = {**row, **said}
        said["deadline"] = Deadlines(work.connection, work.branch_id).of(days["reported_on"], days["due_by"])
    work.update(clue, row["id"], said)
    _keep(work, row["id"], after)


def _keep(work: Operation, clue_id: str, steps: Steps) -> None:
    parts = ("day", "at", "who", "what", "document")
    rows = [
        {"kind": step.kind.value, "state": step.state.value, **{part: getattr(step, part) for part in parts}}
        | ({"id": step.id} if step.id else {})
        for step in steps
    ]
    work.replace(clue_step, {"clue_id": clue_id}, rows)


def _relink(work: Operation, clue_id: str, first: Values) -> None:
    """Link the clues that repeat one, which now repeats another itself, to the first of all."""
    for follower in work.connection.scalars(select(clue.c.id).where(clue.c.duplicate_of == clue_id)).all():
        work.update(clue, follower, {"duplicate_of": first["id"]})
        steps = way(work.connection, follower)
        if steps and steps[-1].kind is StepKind.DUPLICATE:
            work.update(clue_step, str(steps[-1].id), {"document": first["number"]})


def _first_of_all(work: Operation, row: Values, number: str | None) -> dict[str, Any]:
    """Give the clue that a number means, or the first of all that it repeats itself; Refusal where it cannot be."""
    if not number:
        raise Refusal(say.first_missing(), code="first_missing", field="document")
    other = _by_number(work, number)
    if other is None:
        raise Refusal(say.no_such_number(number), code="no_such_number", field="document")
    if other["id"] == row["id"]:
        raise Refusal(say.of_itself(), code="of_itself", field="document")
    while other["duplicate_of"]:
        if other["duplicate_of"] == row["id"]:
            raise Refusal(say.in_a_circle(number), code="in_a_circle", field="document")
        other = _row(work, other["duplicate_of"])
    return other


def _by_number(work: Operation, number: str) -> dict[str, Any] | None:
    mine = (clue.c.branch_id == work.branch_id, clue.c.number == number)
    found = work.connection.execute(select(clue).where(*mine).limit(1)).mappings().first()
    return None if found is None else dict(found)


def _steps(work: Operation, row: Values) -> Steps:
    return way(work.connection, row["id"]) or imported(row)


def _at(steps: Steps, place: int) -> ClueStep:
    if not 0 <= place < len(steps):
        raise Refusal(say.no_such_step(), code="no_such_record")
    return steps[place]


def _row(work: Operation, clue_id: str) -> dict[str, Any]:
    row = row_of(work.connection, clue, clue_id)
    if row is None:
        raise Refusal(say_store.no_such_record(say_store.RECORD, clue_id), code="no_such_record")
    return row


def _unable(rows: Sequence[Values], kind: StepKind) -> Refusal:
    if len(rows) == 1:
        sentence = say.cannot_be_taken(rows[0]["number"], STATE.shown(rows[0]["state"]), kind)
    else:
        sentence = say.none_can_be_taken(kind)
    return Refusal(sentence, code="cannot_be_taken")
