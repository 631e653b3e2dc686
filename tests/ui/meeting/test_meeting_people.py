"""Marking forty-six people without a mouse, and telling two of one name apart."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from branchdesk import clock
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Measure,
    PersonRef,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import Meeting, MeetingKind, Presence
from branchdesk.services import Store
from branchdesk.services.meetings import meetings
from branchdesk.services.people import member_life, transfers
from branchdesk.services.people import people as roster
from branchdesk.services.people.people import on_roster
from branchdesk.services.people.transfers import Leaving
from branchdesk.ui.screens.meeting.ballots.item import BallotItem
from branchdesk.ui.screens.meeting.people import PeopleSection
from branchdesk.ui.screens.meeting.people_rows import spread
from ui.typist import Typist

KEY = Qt.Key


def people(typist: Typist) -> PeopleSection:
    editor = typist.begin()
    editor.go(1)
    return editor.form.people


def shown(section: PeopleSection, key: str) -> list[str]:
    row = next(row for row in section.table.rows_model.rows if row.key == key)
    return [row.cell(column).text for column in range(6)]


def presences(section: PeopleSection) -> dict[str, str]:
    rows = section.table.rows_model.rows
    return {row.cell(0).text.replace("\u3000", ""): row.cell(3).text for row in rows}


def test_names_of_two_characters_are_spread() -> None:
    assert spread("于敏") == "于　敏"
    assert spread("李𬭎") == "李　𬭎"
    assert spread("欧阳翀") == "欧阳翀"
    assert spread("Li") == "Li"


def test_one_key_marks_everybody_who_is_not_marked(typist: Typist) -> None:
    section = people(typist)
    typist.press(KEY.Key_Down, KEY.Key_Q)
    typist.enter("住院")
    assert section.table.hasFocus()
    typist.type("a")
    assert section.finder.hasFocus()
    found = presences(section)
    assert found["陈䶮"] == "缺席"
    assert sum(state == "到会" for state in found.values()) == 11
    assert section.heads.of["present"].number.text() == "11"
    assert section.heads.of["present"].name.text() == "实到（有表决权10）"


def test_marks_go_down_the_list(typist: Typist) -> None:
    section = people(typist)
    typist.press(KEY.Key_Space, KEY.Key_Space, KEY.Key_Space)
    assert list(presences(section).values())[:4] == ["到会", "到会", "到会", "未登记"]
    typist.press(KEY.Key_Up, KEY.Key_Delete)
    assert list(presences(section).values())[2] == "未登记"


def test_a_leave_asks_for_its_reason_at_once(typist: Typist) -> None:
    section = people(typist)
    typist.type("L")
    field = typist.focus
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "翟堃的原因"
    typist.press(KEY.Key_Down)
    offered = [field.completer().model().index(row, 0).data() for row in range(3)]
    assert offered[0] == "外出办案"
    popup = field.completer().popup()
    QTest.keyClick(popup, KEY.Key_Down)
    QTest.keyClick(popup, KEY.Key_Return)
    assert shown(section, section.table.key())[3:5] == ["请假", "外出办案"]
    assert section.table.hasFocus()


def test_a_mark_given_by_mistake_is_taken_back_with_esc(typist: Typist) -> None:
    section = people(typist)
    typist.type("L")
    typist.press(KEY.Key_Escape)
    assert typist.window.here == "meeting"
    assert shown(section, section.table.key())[3:5] == ["未登记", ""]
    typist.press(KEY.Key_Space, KEY.Key_Up)
    typist.type("L")
    typist.enter("开庭")
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_Escape)
    assert shown(section, section.table.key())[3:5] == ["请假", "开庭"]


def test_letters_find_somebody_even_those_that_are_marks(typist: Typist) -> None:
    section = people(typist)
    typist.type("A")
    typist.enter("lah")
    assert section.table.people[section.table.key()].name == "林爱华"
    typist.type("Q")
    typist.enter("")
    assert section.finder.hasFocus()
    typist.press(KEY.Key_Escape)
    assert section.table.hasFocus()
    typist.type("zx")
    assert section.finder.text() == "zx"
    typist.press(KEY.Key_Return)
    assert section.table.people[section.table.key()].name == "周轩子"
    typist.press(KEY.Key_Slash)
    typist.type("彧")
    typist.press(KEY.Key_Return)
    assert section.table.people[section.table.key()].name == "司马彧"


def test_the_arrows_step_through_those_found(typist: Typist) -> None:
    section = people(typist)
    typist.type("A")
    typist.type("ww")
    first = section.table.key()
    typist.press(KEY.Key_Down)
    second = section.table.key()
    assert first != second
    assert [shown(section, key)[0] for key in (first, second)] == ["王　伟（第一）", "王　伟（第二）"]
    typist.press(KEY.Key_Return, KEY.Key_L)
    typist.enter("病假")
    assert shown(section, second)[3] == "请假"
    assert shown(section, first)[3] == "到会"


def test_two_of_one_name_are_told_apart_in_fields(typist: Typist, peopled: Store) -> None:
    editor = typist.begin()
    field = editor.form.basics.recorder
    field.setFocus()
    typist.type("王伟")
    typist.press(KEY.Key_Tab)
    typist.settle()
    assert "请从列表中选一位" in editor.form.basics.fields["recorder"].sentence.text()
    assert any("请从列表中选一位" in text for text in typist.checks())
    assert field.text() == "王伟"
    field.setFocus()
    field.selectAll()
    typist.type("王伟（第二党小组）")
    typist.press(KEY.Key_Tab)
    typist.settle()
    assert field.problem() == ""
    assert field.text() == "王伟（第二党小组）"
    recorder = meetings.load(peopled, typist.save()).meeting.recorder
    assert recorder is not None
    assert recorder.id == editor.form.people.table.rows_model.rows[4].key


def test_two_of_one_name_are_told_apart_wherever_the_form_names_them(typist: Typist, peopled: Store) -> None:
    one, other = (
        PersonRef(person.name, person.id) for person in on_roster(peopled, date(2026, 11, 20)) if person.name == "王伟"
    )
    vote = Ballot("选举", BallotRule.RESOLUTION, tuple(Subject("王伟", person=ref.id) for ref in (one, other)))
    topic = Topic("议题", measures=(Measure("写总结。", one), Measure("写计划。", other)))
    saved = meetings.save(
        peopled,
        Meeting(MeetingKind.MEMBERS_MEETING, datetime(2026, 11, 20, 14, 30), agenda=(topic, vote)),  # noqa: DTZ001
    )
    form = typist.begin(target=saved.id).form
    typist.settle()
    apart = ["王伟（第一党小组）", "王伟（第二党小组）"]
    assert [row.cell(1).text for row in form.outcome.measures.rows_model.rows] == apart
    ballots = cast("list[BallotItem]", form.agenda.findChildren(BallotItem))
    assert [subject.name.text() for ballot in ballots for subject in ballot.subjects] == apart
    names = [shown(form.people, str(ref.id))[0].replace("\u3000", "") for ref in (one, other)]
    assert names == ["王伟（第一）", "王伟（第二）"]


def test_marks_wait_for_a_day_on_which_their_people_are_expected(typist: Typist, peopled: Store) -> None:
    editor = typist.begin()
    editor.go(1)
    typist.type("A")
    typist.settle()
    editor.go(0)
    typist.enter("2009-01-01", "")
    typist.settle()
    assert editor.form.people.table.rows_model.rows == []
    editor.go(0)
    typist.enter("2026-11-20", "")
    typist.settle()
    found = meetings.load(peopled, typist.save())
    assert {person.presence for person in found.attendees} == {Presence.PRESENT}


def test_another_kind_expects_others(typist: Typist) -> None:
    editor = typist.begin(kind="committee_meeting")
    assert len(editor.form.people.table.rows_model.rows) == 3
    assert typist.window.top_bar.title.text() == "支委会 · 第1次"
    editor.form.basics.kind.set_value("group_meeting")
    editor.form.basics.kind.chosen.emit("group_meeting")
    typist.settle()
    assert "党小组会要写明是哪个党小组" in "".join(typist.checks())
    assert editor.form.basics.fields["group"].sentence.text() == "党小组会要写明是哪个党小组。"
    editor.form.basics.group.set_value("第二党小组")
    editor.form.basics.group.chosen.emit("第二党小组")
    typist.settle()
    assert len(editor.form.people.table.rows_model.rows) == 6
    assert editor.form.basics.chair.text() == "刘洋"
    editor.form.basics.chair.setFocus()
    editor.form.basics.chair.selectAll()
    typist.enter("smy", "")
    editor.form.basics.group.set_value("第一党小组")
    editor.form.basics.group.chosen.emit("第一党小组")
    typist.settle()
    assert editor.form.basics.chair.text() == "司马彧"


def test_what_holds_of_people_stands_beside_them_and_who_is_not_counted_below(peopled: Store, typist: Typist) -> None:
    everybody = {person.name: person.id for person in roster.on_roster(peopled, clock.today())}
    held = (("陈䶮", "exempt"), ("陈䶮", "away"), ("于敏", "party_probation"), ("刘洋", "rights_suspended"))
    for name, kind in held:
        member_life.save_row(peopled, "conditions", everybody[name], None, {"kind": kind, "since": "2026-01-05"})
    transfers.leave(peopled, (everybody["何霞"],), Leaving("transferred", destination="区院第二党支部"))
    section = people(typist)
    typist.wait_for(lambda: "转出中" in shown(section, everybody["何霞"])[2])
    assert shown(section, everybody["陈䶮"])[2] == "正式 · 不作硬性要求 · 流动 · 组织委员"
    assert shown(section, everybody["于敏"])[2] == "正式 · 留党察看"
    assert shown(section, everybody["于敏"])[4] == "无表决权"
    assert section.left_out.text() == "不计入应到：刘洋（中止党员权利）"
    assert everybody["刘洋"] not in {row.key for row in section.table.rows_model.rows}
