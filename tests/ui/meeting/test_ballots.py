"""Every kind of ballot at the real window: typed, judged while it is typed, kept, and mended from its findings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Grade,
    Grades,
    NotCounted,
    PersonRef,
    Subject,
)
from branchdesk.domain.meetings import (
    Attendance,
    Mark,
    Meeting,
    MeetingKind,
    MeetingRecord,
    Outcome,
    Presence,
)
from branchdesk.domain.voting import Custom
from branchdesk.services import Store
from branchdesk.services.meetings import ballots, meetings
from branchdesk.services.people.people import on_roster
from branchdesk.ui.fields.segments import Segments
from branchdesk.ui.screens.meeting.ballots.appraisal import AppraisalPanel
from branchdesk.ui.screens.meeting.ballots.candidates import CandidateRow
from branchdesk.ui.screens.meeting.ballots.election import ElectionPanel
from branchdesk.ui.screens.meeting.ballots.grade_table import GRADE
from branchdesk.ui.screens.meeting.ballots.item import BallotItem
from branchdesk.ui.screens.meeting.ballots.settings import VotingSettings
from ui.typist import Typist

KEY = Qt.Key
AGENDA = 3


def begin(typist: Typist) -> None:
    """Begin a meeting to which everybody came, at the page of its agenda."""
    typist.begin()
    typist.enter("2026-11-20", "1430")
    typist.settle()
    typist.editor.go(1)
    typist.press(KEY.Key_Tab)
    typist.editor.form.people.table.setFocus()
    typist.type("A")
    typist.settle()
    typist.editor.go(AGENDA)


def add(typist: Typist, word: str) -> BallotItem:
    """Press the button that adds a ballot, and give its item."""
    agenda = typist.editor.form.agenda
    button = next(one for one in agenda.add_buttons if one.text() == word)
    button.setFocus()
    typist.press(KEY.Key_Space)
    item = agenda.items[-1]
    assert isinstance(item, BallotItem)
    return item


def run(typist: Typist, *figures: tuple[str, str, str, bool]) -> None:
    """Type candidates by their letters, ayes and noes; declare some elected."""
    for letters, yes, no, elected in figures:
        typist.enter(letters, "", yes, no, "0")
        if elected:
            typist.press(KEY.Key_Space)
        typist.press(KEY.Key_Return)
    typist.settle()


def election(typist: Typist) -> ElectionPanel:
    """Hold an election for two seats that ends in a tie for the second."""
    begin(typist)
    panel = add(typist, "添选举").panel
    typist.enter("选举支部委员会委员", "2", "0")
    run(typist, ("zk", "9", "2", True), ("cy", "6", "5", False), ("lh", "6", "5", False))
    assert isinstance(panel, ElectionPanel)
    return panel


def saved(typist: Typist, store: Store) -> MeetingRecord:
    return meetings.load(store, typist.save())


def press(segments: Segments, word: str) -> None:
    """Press one of several choices."""
    buttons = cast("list[QPushButton]", segments.findChildren(QPushButton))
    next(button for button in buttons if button.text() == word).click()


def told(rows: list[CandidateRow]) -> list[str]:
    return [row.verdict.text() for row in rows]


def test_an_election_with_a_tie_is_recorded_by_keyboard(typist: Typist, peopled: Store) -> None:
    panel = election(typist)
    assert told(panel.candidates.filled()) == ["过半，在名额内", "票数相等", "票数相等"]
    assert "请再次投票" in panel.sentence.text()
    assert any("票数相等，还有1个名额，请再次投票" in text for text in typist.checks())
    panel.again.setFocus()
    typist.press(KEY.Key_Space)
    typist.settle()
    second = typist.editor.form.agenda.items[1]
    assert isinstance(second, BallotItem)
    assert isinstance(second.panel, ElectionPanel)
    assert (second.title.text(), second.panel.seats.value()) == ("选举支部委员会委员（再次投票）", 1)
    for row, yes, no, declared in zip(second.panel.candidates.filled(), "74", "47", (0, 1), strict=True):
        row.counts["yes"].setFocus()
        typist.enter(yes, no, "0")
        typist.press(*[KEY.Key_Right] * declared, KEY.Key_Space)
    typist.settle()
    assert told(second.panel.candidates.filled()) == ["过半，在名额内", "未过半"]
    assert not any("再次投票" in text for text in typist.checks())
    record = saved(typist, peopled)
    first, again = (item for item in record.meeting.agenda if isinstance(item, Ballot))
    assert [subject.name for subject in first.subjects] == ["翟堃", "陈䶮", "李𬭎"]
    assert [subject.declared for subject in again.subjects] == [Declared.ELECTED, Declared.NOT_ELECTED]
    outcomes = [verdict.outcome for verdict in record.verdicts.values()]
    assert outcomes == [Outcome.REACHED, Outcome.TIED, Outcome.TIED, Outcome.REACHED, Outcome.NOT_REACHED]


def test_what_is_typed_in_an_election_is_judged_at_once(typist: Typist) -> None:
    panel = election(typist)
    rows = panel.candidates.filled()
    rows[1].counts["yes"].setFocus()
    rows[1].counts["yes"].selectAll()
    typist.type("7")
    typist.settle()
    assert told(rows)[1] == "票数有误"
    assert any("多于实到会有选举权的11名" in text for text in typist.checks())
    panel.seats.set_value(None)
    panel.seats.edited.emit()
    typist.settle()
    assert "请填写应选名额" in panel.sentence.text()
    assert told(rows)[0] == "过半，待定"


def test_each_finding_of_an_election_leads_to_its_field(typist: Typist) -> None:
    panel = election(typist)
    for row in panel.candidates.filled():
        row.declared.set_value(None)
    panel.seats.set_value(3)
    panel.invalid.set_value(1)
    panel.candidates.edited.emit()
    typist.settle()
    led = {}
    record = typist.editor.sight.record if typist.editor.sight else None
    assert record is not None
    for check in record.checks:
        if check.at is not None:
            typist.editor.form.agenda.cure(check, 0)
            led[check.code, check.at[1]] = typist.focus
    rows = panel.candidates.filled()
    assert led["no_choice", 0] is panel.seats
    assert [led["votes_impossible", number] for number in range(3)] == [row.counts["yes"] for row in rows]


def test_somebody_written_in_and_somebody_not_counted(typist: Typist, peopled: Store) -> None:
    panel = election(typist)
    item = typist.editor.form.agenda.items[0]
    assert isinstance(item, BallotItem)
    panel.candidates.write_in_button.setFocus()
    typist.press(KEY.Key_Space)
    typist.enter("ym", "", "1")
    item.left_out.add_button.setFocus()
    typist.press(KEY.Key_Space)
    typist.enter("lah")
    typist.settle()  # on a busy machine the next key comes while the list of names still closes, and goes with it
    typist.enter("", "长期卧病", "机关党委同意")
    typist.wait_for(lambda: any("林爱华填在“不计入应到”中，又登记为到会" in text for text in typist.checks()))
    ballot = cast("Ballot", saved(typist, peopled).meeting.agenda[0])
    assert [(one.name, one.yes, one.write_in) for one in ballot.subjects[-1:]] == [("于敏", 1, True)]
    assert [(one.person.name, one.reason, one.approved_by) for one in ballot.not_counted] == [
        ("林爱华", "长期卧病", "机关党委同意")
    ]


def test_a_closed_election_is_read_and_not_written(typist: Typist) -> None:
    panel = election(typist)
    typist.editor.form.agenda.set_open(is_open=False)
    rows = panel.candidates.rows
    assert all(row.who.isReadOnly() for row in rows)
    assert [row.who.isVisible() for row in rows] == [True, True, True, False]
    assert not panel.again.isVisible()
    assert not panel.candidates.add_button.isVisible()


def test_an_admission_names_who_wrote_and_has_one_item_a_person(typist: Typist, peopled: Store) -> None:
    begin(typist)
    item = add(typist, "添发展党员表决")
    typist.enter("hx", "", "", "")
    typist.enter("10", "0", "0", "1")
    editor = item.subjects[0]
    editor.senders.add_button.setFocus()
    typist.press(KEY.Key_Space)
    typist.enter("ym", "")
    typist.settle()
    assert any("于敏已到会" in text for text in typist.checks())
    assert "多于未到会有表决权的0名" in editor.sentence.text()
    form = typist.editor.form
    typist.editor.go(1)
    typist.enter("ym")
    typist.type("L")
    typist.enter("出差")
    typist.settle()
    typist.editor.go(AGENDA)
    assert "（含会前书面意见1票）" in editor.sentence.text()
    assert not any("于敏已到会" in text for text in typist.checks())
    more = cast("QPushButton", item.panel.more)  # type: ignore[attr-defined] # of the admission's panel
    more.setFocus()
    typist.press(KEY.Key_Space)
    assert [line.caption() for line in form.agenda.items] == ["发展党员表决", "发展党员表决"]
    ballot = cast("Ballot", saved(typist, peopled).meeting.agenda[0])
    assert [one.name for one in ballot.subjects[0].written_from] == ["于敏"]


def test_an_appraisal_is_filled_in_by_keyboard(typist: Typist, peopled: Store) -> None:
    begin(typist)
    panel = add(typist, "添民主测评").panel
    assert isinstance(panel, AppraisalPanel)
    typist.settle()
    typist.enter("2026年度民主评议党员")
    panel.all_button.setFocus()
    typist.press(KEY.Key_Space)
    assert typist.focus is panel.table
    names = [member.subject.name for member in panel.table.grades.members]
    assert len(names) == 12
    typist.enter("8", "2", "0", "0", "1", "y")
    assert panel.table.currentIndex().row() == 1
    typist.enter("10")
    typist.press(KEY.Key_Backspace)
    typist.press(KEY.Key_Tab)
    at = names.index("何霞")
    panel.table.setCurrentIndex(panel.table.grades.index(at, 5))
    typist.enter("3")
    assert (panel.table.currentIndex().row(), panel.table.currentIndex().column()) == (at + 1, 1)
    typist.settle()
    index = panel.table.grades.index(at, GRADE)
    assert index.data() == "不评定等次"
    ballot = cast("Ballot", saved(typist, peopled).meeting.agenda[0])
    first, second = ballot.subjects[:2]
    assert (first.grades, first.abstain, first.grade) == (Grades(8, 2, 0, 0), 1, Grade.EXCELLENT)
    assert second.grades == Grades(10)
    assert ballot.subjects[at].abstain == 3
    assert "评定优秀1名" in panel.summary.text()


def test_another_rule_keeps_what_is_typed(typist: Typist) -> None:
    begin(typist)
    item = add(typist, "添决议表决")
    typist.enter("通过工作计划", "7", "1", "0")
    button = next(
        one for one in cast("list[QPushButton]", item.by_rule.findChildren(QPushButton)) if one.text() == "支委会表决"
    )
    button.click()
    typist.settle()
    value = item.value()
    assert (value.rule, value.title, value.subjects[0].yes) == (BallotRule.COMMITTEE, "通过工作计划", 7)
    assert item.caption() == "支委会表决"
    assert "应到委员3名" in item.subjects[0].sentence.text()


def test_the_branchs_custom_is_set_and_holds_at_once(typist: Typist, peopled: Store) -> None:
    begin(typist)
    item = add(typist, "添支委会表决")
    typist.enter("工作安排", "2", "1", "0")
    typist.settle()
    assert "应到委员的半数" in item.subjects[0].sentence.text()
    assert not item.left_out.add_button.isVisible()
    dialog = VotingSettings(item, Custom())
    dialog.margin.set_value(101)
    dialog.save_button.click()
    assert "不能超过100" in dialog.percent.sentence.text()
    dialog.margin.set_value(20)
    press(dialog.whole, "实到委员的半数")
    press(dialog.left_out, "各类表决都可以")
    dialog.save_button.click()
    assert dialog.chosen == Custom(20, of_present=True, not_counted_elsewhere=True)
    item._context.choose_custom(dialog.chosen)
    typist.settle()
    assert ballots.custom(peopled) == dialog.chosen
    assert "实到委员的半数" in item.subjects[0].sentence.text()
    assert item.left_out.add_button.isVisible()


@pytest.mark.parametrize("word", ["添选举", "添民主测评", "添支委会表决", "添决议表决", "添发展党员表决"])
def test_an_untouched_ballot_can_be_saved_and_opened_again(typist: Typist, peopled: Store, word: str) -> None:
    begin(typist)
    before = add(typist, word).value()
    meeting_id = typist.save()
    typist.begin(target=meeting_id)
    typist.settle()
    after = typist.editor.form.agenda.items[0]
    assert isinstance(after, BallotItem)
    assert after.value() == before
    assert meetings.load(peopled, meeting_id).meeting.agenda == (before,)
    assert not [one for one in cast("list[QLabel]", after.findChildren(QLabel)) if "None" in one.text()]


def faulty(store: Store) -> tuple[Ballot, ...]:
    """Give ballots of every rule in which something wants mending."""
    ids = {person.name: person.id for person in on_roster(store, date(2026, 11, 20))}

    def on(name: str, yes: int | None = None, **facts: Any) -> Subject:  # noqa: ANN401 - any fact of it
        return Subject(name, yes, **{"person": ids.get(name), **facts})

    sender = PersonRef("于敏", ids["于敏"])
    out = NotCounted(PersonRef("刘洋", ids["刘洋"]))
    grades = Grades(excellent=13)
    return (
        Ballot("何霞同志按期转正", BallotRule.ADMISSION, (on("何霞", 9, written_yes=3, written_from=(sender,)),)),
        Ballot("翟堃同志按期转正", BallotRule.ADMISSION, (on("翟堃"),)),
        Ballot("年度计划", BallotRule.RESOLUTION, (Subject("年度计划", 9, written_yes=1),)),
        Ballot("工作安排", BallotRule.COMMITTEE, (Subject("工作安排", 3, declared=Declared.NOT_PASSED),)),
        Ballot("选举委员", BallotRule.ELECTION, (on("翟堃", 6), on("何霞", 6), on("外人", 20)), not_counted=(out,)),
        Ballot("补选委员", BallotRule.ELECTION, (on("翟堃", 3),), seats=2, invalid=1),
        Ballot("评议", BallotRule.APPRAISAL, (on("翟堃", grades=grades), on("何霞", grade=Grade.QUALIFIED))),
        Ballot("又一次选举", BallotRule.ELECTION),
        Ballot("又一次评议", BallotRule.APPRAISAL),
    )


def test_every_finding_about_a_ballot_leads_into_that_ballot(typist: Typist, peopled: Store) -> None:
    people = tuple(
        Mark(PersonRef(person.name, person.id), Presence.PRESENT) for person in on_roster(peopled, date(2026, 11, 20))
    )
    starts = datetime(2026, 11, 20, 14, 30)  # noqa: DTZ001 - the office's own clock
    draft = Meeting(MeetingKind.MEMBERS_MEETING, starts, attendance=Attendance(marks=people), agenda=faulty(peopled))
    saved = meetings.save(peopled, draft)
    form = typist.begin(target=saved.id).form
    typist.settle()
    typist.editor.go(AGENDA)
    found = [check for check in saved.checks if check.at is not None]
    assert len({check.code for check in found}) > 15
    for check in found:
        form.agenda.cure(check, 0)
        item = form.agenda.items[check.at[0]] if check.at else None
        assert item is not None
        assert item.isAncestorOf(typist.focus), check


@pytest.mark.parametrize(
    ("word", "title", "turns"),
    [
        ("添决议表决", ("通过年度计划",), {5: "bad", 6: "good"}),
        ("添发展党员表决", ("hx", "", "", ""), {5: "bad", 6: "good"}),
        ("添支委会表决", ("工作安排",), {1: "bad", 2: "good"}),
    ],
)
def test_each_vote_is_judged_at_its_threshold_while_it_is_typed(
    typist: Typist, word: str, title: tuple[str, ...], turns: dict[int, str]
) -> None:
    begin(typist)
    item = add(typist, word)
    typist.enter(*title)
    for yes, tone in turns.items():
        field = item.subjects[0].counts["yes"]
        field.setFocus()
        field.selectAll()
        typist.type(str(yes))
        typist.settle()
        assert item.subjects[0].sentence.property("tone") == tone, item.subjects[0].sentence.text()


def test_the_arrows_reach_each_choice_of_what_was_declared(typist: Typist) -> None:
    panel = election(typist)
    row = panel.candidates.filled()[1]
    row.counts["abstain"].setFocus()
    typist.press(KEY.Key_Return, KEY.Key_Right, KEY.Key_Right, KEY.Key_Space)
    assert row.declared.value() == Declared.NOT_ELECTED
    typist.press(KEY.Key_Left, KEY.Key_Space)
    assert row.declared.value() == Declared.ELECTED
    typist.press(KEY.Key_Space)
    assert row.declared.value() is None
    typist.press(KEY.Key_Right, KEY.Key_Return)
    assert typist.focus is panel.candidates.filled()[2].who
