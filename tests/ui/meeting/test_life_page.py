"""批评与整改 at the window: typed with the keyboard alone, listed for its kind only, lines closed after 定稿."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import Qt

import builders
from branchdesk.domain.agenda import Ballot, BallotRule, Grade, PersonRef, Subject, Topic
from branchdesk.domain.meetings import Body, MeetingKind, Presence
from branchdesk.domain.organisational_life import Rectification
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.meetings import closing, meetings
from branchdesk.ui.screens.meeting.ballots.appraisal import AppraisalPanel
from branchdesk.ui.screens.meeting.ballots.grade_table import FED_BACK, OWN, SAID, TOLD
from branchdesk.ui.screens.meeting.life_parts import CriticismEntry, RectificationEntry
from ui.typist import Typist

LIFE = MeetingKind.ORGANISATIONAL_LIFE
KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def recorded(store: Store, kind: MeetingKind = LIFE, day: str = "2026-11-20", **facts: object) -> str:
    """Record a meeting at which everybody was."""
    form = Body.MEMBERS if kind is LIFE else None
    draft = builders.meeting(day, **{"kind": kind, "form": form, "attendance": builders.present(), **facts})
    return meetings.save(store, draft).id


def steps(typist: Typist) -> list[str]:
    return [step.text() for step in typist.editor.outline.steps if not step.isHidden()]


def test_the_page_is_listed_for_its_kind_alone_and_the_numbers_follow(typist: Typist) -> None:
    editor = typist.begin(kind="organisational_life_meeting")
    assert steps(typist)[3:] == ["4 议题与表决", "5 批评与整改", "6 决议与措施", "7 附件照片"]
    typist.press(KEY.Key_5, with_=ALT)
    assert editor.stack.currentWidget() is editor.form.life
    editor.form.basics.kind.buttons[MeetingKind.THEME_DAY].click()
    typist.settle()
    assert steps(typist)[3:] == ["4 议题与表决", "5 决议与措施", "6 附件照片"]
    assert editor.stack.currentWidget() is editor.form.basics
    typist.press(KEY.Key_5, with_=ALT)
    assert editor.stack.currentWidget() is editor.form.outcome


def test_a_name_wider_than_its_place_is_told_whole(typist: Typist, peopled: Store) -> None:
    editor = typist.begin(target=recorded(peopled), section="organisational_life")
    typist.press(KEY.Key_Space)
    row = editor.form.life.criticisms.entries[0]
    assert isinstance(row, CriticismEntry)
    long = "阿卜杜热合曼·买买提依明·吾斯曼江"
    row.critic.set_value(PersonRef(long))
    assert row.critic.toolTip() == long


def test_criticism_is_typed_with_the_keyboard_and_enter_begins_another_of_the_same_person(
    typist: Typist, peopled: Store
) -> None:
    editor = typist.begin(target=recorded(peopled), section="organisational_life")
    assert typist.focus is editor.form.life.criticisms.add_button
    typist.press(KEY.Key_Space)
    typist.enter("ym", "", "zk", "")
    typist.type("任务布置得急")
    typist.press(KEY.Key_Tab)
    typist.enter("接受")
    rows = editor.form.life.criticisms.entries
    assert len(rows) == 2
    fresh = rows[1]
    assert isinstance(fresh, CriticismEntry)
    assert fresh.criticised.text() == "翟堃"
    assert fresh.critic.hasFocus()
    typist.enter("sm", "", "")
    typist.type("到小组少")
    typist.settle()
    hint = editor.form.life.silent.text()
    assert "还没有批评他人：翟堃、陈䶮" in hint
    assert "于敏" not in hint.partition("　")[0]
    said = meetings.load(peopled, typist.save()).meeting.criticisms
    assert [(one.critic.name, one.criticised.name, one.text, one.answer) for one in said] == [
        ("于敏", "翟堃", "任务布置得急", "接受"),
        ("司马彧", "翟堃", "到小组少", ""),
    ]
    assert all(one.critic.id and one.criticised.id for one in said)


def test_a_row_in_which_only_the_person_was_carried_over_is_nothing(typist: Typist, peopled: Store) -> None:
    editor = typist.begin(target=recorded(peopled), section="organisational_life")
    editor.form.life.criticisms.add()
    entry = editor.form.life.criticisms.entries[0]
    assert isinstance(entry, CriticismEntry)
    entry.criticised.set_value(PersonRef("翟堃"))
    assert editor.form.life.criticisms.values() == ()


def test_a_line_without_owner_or_date_is_told_and_its_field_is_led_to(typist: Typist, peopled: Store) -> None:
    meeting_id = recorded(peopled, rectifications=(Rectification("会议偏长", "压缩", None, date(2026, 12, 1)),))
    editor = typist.begin(target=meeting_id)
    check = next(one for one in editor.form.checks(editor.sight) if one.code == "line_without_owner")
    editor.outline.wanted.emit(check, 0)
    typist.settle()
    entry = editor.form.life.rectifications.entries[0]
    assert isinstance(entry, RectificationEntry)
    assert typist.focus is entry.owner


def test_a_line_of_a_closed_record_is_brought_to_its_end_and_undo_takes_it_back(typist: Typist, peopled: Store) -> None:
    lines = (Rectification("会议偏长", "压缩", PersonRef("翟堃"), date(2026, 12, 1)),)
    meeting_id = recorded(peopled, rectifications=lines)
    closing.finalise(peopled, meeting_id)
    editor = typist.begin(target=meeting_id, section="organisational_life")
    entry = editor.form.life.rectifications.entries[0]
    assert isinstance(entry, RectificationEntry)
    assert entry.problem.isReadOnly()
    assert not entry.result.isReadOnly()
    entry.result.setFocus()
    typist.type("三次都没有超过一小时")
    entry.finish.click()
    typist.settle()
    [line] = meetings.load(peopled, meeting_id).meeting.rectifications
    assert (line.done_on, line.result) == (date(2026, 11, 23), "三次都没有超过一小时")
    again = editor.form.life.rectifications.entries[0]
    assert isinstance(again, RectificationEntry)
    assert again.finish.isHidden()
    assert again.result.isReadOnly()
    past.undo(peopled)
    [line] = meetings.load(peopled, meeting_id).meeting.rectifications
    assert line.done_on is None


def test_last_years_list_comes_back_whole_and_is_noted(typist: Typist, peopled: Store) -> None:
    done = Rectification("会议偏长", "压缩", None, date(2026, 3, 1), date(2026, 2, 20), "已压缩")
    recorded(peopled, day="2026-01-20", rectifications=(done, Rectification("走访重复", "先核名单")))
    recorded(peopled, MeetingKind.MEMBERS_MEETING, "2026-06-20", agenda=(Topic("议事"),))
    editor = typist.begin(target=recorded(peopled))
    told = [row.review.text for row in editor.form.outcome.reviews.rows]
    assert told == ["会议偏长：压缩", "走访重复：先核名单"]
    editor.form.outcome.reviews.all_button.click()
    assert len(meetings.load(peopled, typist.save()).meeting.reviews) == 2


def test_who_missed_the_last_meeting_is_told_at_the_next_and_closed_with_one_click(
    typist: Typist, peopled: Store
) -> None:
    away = [
        builders.mark("于敏", Presence.ABSENT, "出差"),
        builders.mark("刘洋", Presence.ON_LEAVE, "病假"),
    ]
    last = recorded(peopled, MeetingKind.THEME_DAY, "2026-11-10", attendance=builders.present(*away))
    editor = typist.begin(kind="theme_day", section="people")
    strip = editor.form.people.owed
    assert "2人未补学" in strip.told.text()
    strip.how.setText("自学会议材料")
    strip.rows[0].button.click()
    typist.settle()
    noted = {one.name: one for one in meetings.load(peopled, last).attendees}
    assert (noted["于敏"].made_up_on, noted["于敏"].made_up_how) == (date(2026, 11, 23), "自学会议材料")
    assert noted["刘洋"].made_up_on is None
    typist.wait_for(lambda: len(strip.rows) == 1)
    strip.rows[0].button.click()
    typist.wait_for(strip.isHidden)


def test_a_meeting_of_other_people_owes_nothing(typist: Typist, peopled: Store) -> None:
    away = builders.mark("于敏", Presence.ABSENT, "出差")
    recorded(peopled, MeetingKind.THEME_DAY, "2026-11-10", attendance=builders.present(away))
    editor = typist.begin(kind="committee_meeting", section="people")
    assert editor.form.people.owed.isHidden()


def appraised(typist: Typist, store: Store, *, closed: bool) -> tuple[AppraisalPanel, str]:
    subjects = (Subject("翟堃", grade=Grade.QUALIFIED), Subject("陈䶮", grade=Grade.EXCELLENT), Subject("何霞"))
    ballot = Ballot("测评", BallotRule.APPRAISAL, subjects)
    meeting_id = recorded(store, MeetingKind.DEMOCRATIC_APPRAISAL, agenda=(ballot,), for_year=2026)
    if closed:
        closing.finalise(store, meeting_id)
    editor = typist.begin(target=meeting_id, section="topics")
    return cast("AppraisalPanel", editor.findChild(AppraisalPanel)), meeting_id


def subjects_of(store: Store, meeting_id: str) -> tuple[Subject, ...]:
    [item] = meetings.load(store, meeting_id).meeting.agenda
    assert isinstance(item, Ballot)
    return item.subjects


def turn(panel: AppraisalPanel, view: str) -> None:
    panel.view.set_value(view)
    panel.view.chosen.emit(view)


def test_own_and_mutual_grades_are_typed_in_their_view(typist: Typist, peopled: Store) -> None:
    panel, meeting_id = appraised(typist, peopled, closed=False)
    turn(panel, SAID)
    panel.table.setFocus()
    panel.table.setCurrentIndex(panel.table.grades.index(0, OWN))
    typist.enter("y", "7", "4")
    typist.save()
    first = subjects_of(peopled, meeting_id)[0]
    assert first.self_grade is Grade.EXCELLENT
    assert first.mutual is not None
    assert (first.mutual.excellent, first.mutual.qualified, first.mutual.unqualified) == (7, 4, None)
    assert first.grades is None


def test_members_are_told_after_closing_one_by_the_space_key_the_rest_at_once(
    typist: Typist, peopled: Store, answer: Callable[[str], list[str]]
) -> None:
    answer("yes")
    panel, meeting_id = appraised(typist, peopled, closed=True)
    turn(panel, FED_BACK)
    assert "翟堃、陈䶮" in panel.feedback.waiting.text()
    panel.feedback.how.setText("书记当面反馈")
    panel.table.setFocus()
    panel.table.setCurrentIndex(panel.table.grades.index(2, TOLD))
    typist.press(KEY.Key_Space)
    typist.settle()
    assert subjects_of(peopled, meeting_id)[2].feedback == "书记当面反馈"
    panel = cast("AppraisalPanel", typist.editor.findChild(AppraisalPanel))
    assert panel.table.currentIndex() == panel.table.grades.index(2, TOLD)
    assert typist.focus is panel.table
    assert panel.feedback.how.text() == "书记当面反馈"
    panel.feedback.all_button.click()
    typist.settle()
    told = subjects_of(peopled, meeting_id)
    assert [one.feedback_on for one in told] == [date(2026, 11, 23)] * 3
    panel = cast("AppraisalPanel", typist.editor.findChild(AppraisalPanel))
    assert panel.feedback.waiting.text() == "已全部反馈"
