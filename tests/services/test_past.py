"""The history in words: page by page, a step record by record, a record from its first day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

import builders
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Grade,
    Grades,
    Lecture,
    NotCounted,
    PersonRef,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import (
    Attendance,
    Body,
    Mark,
    MeetingKind,
    Move,
    Override,
    Presence,
)
from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import Store
from branchdesk.services.clues import clues, volunteers
from branchdesk.services.keeping import past, trash
from branchdesk.services.keeping.past import FieldLine, RecordChange, Sought, Turn
from branchdesk.services.ledgers import importing, lists
from branchdesk.services.meetings import meetings
from branchdesk.services.people import members
from branchdesk.store.history import operate
from branchdesk.store.tables import branch, measure, member_condition, member_entry, member_photo, party_group

SAMPLES = Path(__file__).parents[1] / "fixtures" / "samples"
NUMBER = "11010519491231002X"


def take(store: Store, key: str, name: str) -> importing.Imported:
    return importing.take(store, LEDGERS[key], importing.open_sheet(SAMPLES / name, LEDGERS[key]))


def titles(store: Store, **sought: str) -> list[str]:
    return [entry.step.title for entry in past.page(store, Sought(**sought)).entries]


def newest(store: Store) -> past.StepDetails:
    return past.details(store, past.steps(store, limit=1)[0].id)


def one_record(store: Store) -> RecordChange:
    [record] = newest(store).records
    return record


def add_clue(store: Store, text: str = "路灯不亮") -> str:
    return clues.save(store, None, {"text": text, "reported_on": "2026-11-01"})[0]


def test_pages_follow_one_another_without_a_gap(store: Store) -> None:
    for number in range(7):
        add_clue(store, f"线索{number}")
    whole = past.page(store)
    assert (len(whole.entries), whole.more) == (8, False)
    found: list[past.Entry] = []
    before = None
    for _ in range(3):
        page = past.page(store, limit=3, before=before)
        found += page.entries
        before = page.entries[-1].step.sequence
    assert tuple(found) == whole.entries
    assert [entry.step.sequence for entry in found] == list(range(8, 0, -1))
    assert not page.more
    assert past.page(store, limit=3).more


def test_the_saves_of_one_sitting_are_one_line_and_one_change(store: Store) -> None:
    builders.fill(store)
    first = meetings.save(store, builders.meeting(place="一楼"))
    draft = replace(meetings.load(store, first.id).meeting, place="二楼")
    second = meetings.save(store, draft, continues=first.changes.operation)
    meetings.save(store, replace(draft, place="三楼"), continues=second.changes.operation)
    assert titles(store).count("记录2026年11月20日党员大会") == 1
    record = one_record(store)
    assert (record.turn, record.name) == (Turn.ADDED, "2026年11月20日党员大会")
    assert FieldLine("地点", "", "三楼") in record.lines
    assert past.details(store, str(second.changes.operation)).step.id == first.changes.operation


def test_the_history_is_narrowed_by_kind_word_operator_and_period(store: Store) -> None:
    builders.fill(store, builders.PEOPLE[:1])
    number = add_clue(store)
    clues.save(store, number, {"text": "路灯又不亮"})
    draft = meetings.save(store, builders.meeting()).id
    meetings.delete(store, draft)
    take(store, "volunteers", "志愿者名单.xlsx")
    clues.remove(store, number)
    trash.restore(store, LEDGERS["clues"], number)
    past.undo(store)
    by_kind = {kind: [one.split("“")[0] for one in titles(store, category=kind)] for kind in past.CATEGORIES}
    assert by_kind == {
        "import": ["导入志愿者名册50名"],
        "add": ["志愿者线索台账新增", "党员花名册新增"],
        "change": ["志愿者线索台账修改"],
        "remove": ["志愿者线索台账删除", "删除2026年11月20日党员大会草稿"],
        "restore": ["志愿者线索台账还原"],
        "meeting": ["删除2026年11月20日党员大会草稿", "记录2026年11月20日党员大会"],
        "turn": ["撤销：志愿者线索台账还原"],
        "erase": [],
        "event": [],
    }
    assert titles(store, text="张三") == ["党员花名册新增“张三”"]
    assert not titles(store, text="100%")
    [somebody] = past.operators(store)
    assert len(titles(store, operator=somebody)) == len(titles(store))
    assert not titles(store, operator="别人")
    day = past.steps(store)[0].at[:10]
    assert len(titles(store, since=day, until=day)) == len(titles(store))
    assert not titles(store, until="2000-01-01")
    assert not titles(store, since="2100")


def test_an_import_is_found_again_with_its_counts_and_rows(store: Store) -> None:
    volunteers.save(store, None, {"name": "先来的"})
    take(store, "members", "党员花名册.xls")
    everybody = LEDGERS["members"]
    first = past.page(store, Sought(category="import")).entries[0]
    total = sum(first.counts or ())
    assert first.counts == (total, 0)
    assert first.step.title == f"导入{everybody.label}{total}名"
    details = past.details(store, first.step.id)
    people = [one for one in details.records if one.ledger == "members"]
    assert (len(people), details.count(Turn.CHANGED)) == (total, 0)
    assert {one.word for one in details.records} == {"党员", "党小组"}
    assert people[0].name == "翟堃"
    labels = [line.label for line in people[0].lines]
    assert {"姓名", "性别", "党员类别", "党内职务", "所在党小组"} <= set(labels)
    assert not {"initials", "pinyin", "id", "branch_id"} & set(labels)


def test_an_import_that_changes_people_tells_old_and_new(store: Store) -> None:
    take(store, "members", "党员花名册.xls")
    [(person, _)] = lists.page(store, LEDGERS["members"], lists.Query(search="翟堃"), ("name",)).rows
    members.save(store, person, {"phone": "13900139000", "office": "副书记", "sex": "male"})
    again = take(store, "members", "党员花名册.xls")
    [entry, _] = past.page(store, Sought(category="import")).entries
    assert entry.step.id == again.batch
    assert entry.counts == (0, 1)
    [record] = past.details(store, entry.step.id).records
    assert (record.record, record.turn, record.name) == (person, Turn.CHANGED, "翟堃")
    assert FieldLine("性别", "男", "女") in record.lines
    assert FieldLine("党内职务", "副书记（2026-11-23起）", "书记（2026-11-23起）") in record.lines


def test_private_values_are_masked_wherever_they_are_told(store: Store) -> None:
    person = members.save(store, None, {"name": "吴敏"})[0]
    members.save(store, person, {"id_number": NUMBER})
    with operate(store, "test", "谈话") as work:
        talk = {"member_id": person, "kind": "talk", "title": "家中有事", "day": "2026-10"}
        entry = work.insert(member_entry, talk)
        work.insert(member_photo, {"member_id": person, "image": "abcd" * 100})
    with operate(store, "test", "改谈话") as work:
        work.update(member_entry, entry, {"title": "已经解决"})
    assert FieldLine("谈心谈话", "（内容不在此显示）", "（内容不在此显示）") in one_record(store).lines
    told = str([past.details(store, step.id) for step in past.steps(store)]) + str(
        past.of_record(store, "members", person)
    )
    assert "110***********002X" in told
    for private in (NUMBER, "家中有事", "已经解决", "abcd"):
        assert private not in told


def test_what_belongs_to_a_record_is_told_as_one_thing(store: Store) -> None:
    [person, *_] = builders.fill(store)
    with operate(store, "test", "情况") as work:
        row = work.insert(member_condition, {"member_id": person, "kind": "away", "place": "邻市", "since": "2026-05"})
    assert one_record(store).lines == (FieldLine("组织生活与权利", "", "流动党员，地点 邻市（2026-05起）"),)
    with operate(store, "test", "情况") as work:
        work.update(member_condition, row, {"until": "2026-11"})
    [line] = one_record(store).lines
    assert line.new == "流动党员，地点 邻市（2026-05至2026-11）"


def test_what_only_some_meetings_have_is_told_in_words(store: Store) -> None:
    ids = builders.fill(store)
    zhang, li = PersonRef("张三", ids[0]), PersonRef("李四", ids[1])
    election = Ballot(
        "选举支部委员",
        BallotRule.ELECTION,
        (Subject("张三", yes=3, written_from=(li,), write_in=True, declared=Declared.ELECTED, person=ids[0]),),
        seats=1,
        invalid=1,
        not_counted=(NotCounted(li, "长期卧病", "机关党委"),),
    )
    grades = Subject("李四", grades=Grades(2, 1), grade=Grade.EXCELLENT, person=ids[1])
    lecture = Lecture("守正创新", zhang, "提纲")
    report = Topic("工作报告", reporter=zhang, to_members_meeting=True)
    late = Mark(zhang, Presence.PRESENT, "开庭", late=True, online=True)
    made = builders.meeting(
        kind=MeetingKind.ORGANISATIONAL_LIFE,
        form=Body.MEMBERS,
        for_year=2025,
        partners=("某社区党支部",),
        overrides=(Override(li, expected=False, reason="挂职"),),
        moves=(Move(datetime.fromisoformat("2026-11-18T14:30"), "出差"),),
        attendance=Attendance(Presence.UNKNOWN, (late,)),
        agenda=(lecture, report, election, Ballot("测评", BallotRule.APPRAISAL, (grades,))),
    )
    saved = meetings.save(store, made)
    newest = past.of_record(store, "meetings", saved.id)[0]
    told = "\n".join(f"{line.label}：{line.new}" for line in newest.lines)
    for words in (
        "召开形式：党员大会",
        "所属年度：2025",
        "共建单位：某社区党支部",
        "改期：出差 2026-11-18 14:30",
        "应到调整：李四，不计入应到，挂职",
        "到会：张三，到会，迟到，线上，开庭",
        "议程：党课，守正创新，领学、报告或主讲 张三，提纲",
        "议程：议题，工作报告，领学、报告或主讲 张三，提请党员大会",
        "议程：表决，选举支部委员，选举，应选 1，无效票 1",
        "表决：张三，赞成 3，书面意见来自 李四，另选人，宣布 当选",
        "表决：李四，优秀 2，合格 1，评定 优秀",
        "不计入应到：李四，长期卧病，批准 机关党委",
    ):
        assert words in told


def test_a_meeting_is_told_with_its_people_and_agenda(store: Store) -> None:
    builders.fill(store)
    away = builders.mark("李四", Presence.ABSENT, "出差")
    saved = meetings.save(store, builders.meeting(attendance=builders.present(away), agenda=builders.full_agenda()))
    added = {record.word: record for record in newest(store).records}
    assert set(added) == {"会议", "学习篇目"}
    lines = added["会议"].lines
    assert FieldLine("会议类型", "", "党员大会") in lines
    assert FieldLine("到会", "", "李四，缺席，出差") in lines
    assert FieldLine("措施", "", "梳理台账，责任人 李四，时限 2026-12-20") in lines
    assert FieldLine("表决", "", "何霞，赞成 3，反对 0，弃权 0，书面同意 1，宣布 通过") in lines
    with store.reading() as connection:
        number = connection.scalar(select(measure.c.id))
    meetings.close_measure(store, str(number), builders.TODAY)
    record = one_record(store)
    assert (record.record, record.ledger, record.turn) == (saved.id, "meetings", Turn.CHANGED)
    assert "办结 2026-11-23" in record.lines[0].new
    meetings.delete(store, saved.id)
    assert {record.turn for record in newest(store).records} == {Turn.REMOVED}
    assert len(past.of_record(store, "meetings", saved.id)) == 3


def test_tables_that_no_ledger_lists_are_told_too(store: Store) -> None:
    with operate(store, "test", "改名") as work:
        work.update(branch, store.branch.id, {"name": "第五党支部"})
        work.insert(party_group, {"branch_id": store.branch.id, "name": "第一党小组", "position": 0})
    one, two = newest(store).records
    assert (one.word, one.ledger, one.lines) == ("支部", "", (FieldLine("名称", "第四党支部", "第五党支部"),))
    assert (two.word, two.name, two.turn) == ("党小组", "第一党小组", Turn.ADDED)


def test_a_record_knows_its_past_newest_first_with_what_was_taken_back(store: Store) -> None:
    [person, other, *_] = builders.fill(store)
    members.save(store, person, {"phone": "13800138000"})
    members.save(store, person, {"office": None})
    past.undo(store)
    members.save(store, other, {"phone": "13900139000"})
    moments = past.of_record(store, "members", person)
    assert [(one.step.title, one.step.undone) for one in moments] == [
        ("党员花名册修改“张三”", True),
        ("党员花名册修改“张三”", False),
        ("党员花名册新增“张三”", False),
    ]
    assert moments[0].lines == (FieldLine("党内职务", "书记", "书记（此前至2026-11-23）"),)
    assert moments[1].lines == (FieldLine("联系电话", "", "13800138000"),)
    assert past.of_record(store, "member", person) == moments
    assert not past.of_record(store, "members", "nobody")


def test_a_record_remembers_what_no_longer_belongs_to_it(store: Store) -> None:
    person = members.save(store, None, {"name": "吴敏", "stage": "probationary_member", "joined_on": "2025-01-01"})[0]
    members.save(store, person, {"joined_on": "2025-02-01"})
    newest_moment = past.of_record(store, "members", person)[0]
    assert newest_moment.lines == (
        FieldLine("入党时间", "2025-01-01", "2025-02-01"),
        FieldLine("党员类别", "预备党员（2025-01-01起）", "预备党员（2025-02-01起）"),
    )


def test_each_step_says_whether_it_can_be_undone(store: Store) -> None:
    start = past.steps(store)[0].id
    add_clue(store, "一")
    first = past.steps(store)[0].id
    assert not past.details(store, first).standing
    for words in ("二", "三"):
        add_clue(store, words)
    assert "此后还有2步操作" in past.details(store, first).standing
    past.undo(store)
    assert "此后还有1步操作" in past.details(store, first).standing
    undo, undone, *_ = past.steps(store)
    assert past.details(store, undone.id).standing == "这一步已经撤销，没有生效。"
    assert "撤销或重做" in past.details(store, undo.id).standing
    assert "第一步" in past.details(store, start).standing
    with pytest.raises(Refusal) as refusal:
        past.details(store, "nothing")
    assert refusal.value.code == "no_such_record"
