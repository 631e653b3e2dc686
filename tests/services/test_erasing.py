"""Erasing for good: nothing of somebody is left in any cell, figures stay, the history holds and tells the gap."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import JSON, LargeBinary, select

import builders
from branchdesk.domain.agenda import PersonRef, Speech, Topic
from branchdesk.domain.clue_states import StepKind
from branchdesk.domain.clue_way import NewStep
from branchdesk.domain.meetings import Presence
from branchdesk.errors import Refusal
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import branch, demo, preferences
from branchdesk.services.clues import clue_card, clue_figures, clue_steps, clues, volunteers
from branchdesk.services.duties.duties import due_now
from branchdesk.services.keeping import erasing, past, trash
from branchdesk.services.keeping.erasing import Request
from branchdesk.services.meetings import meetings
from branchdesk.services.people import members, transfers
from branchdesk.store import driver, shells
from branchdesk.store.engine import Store, create_store
from branchdesk.store.history import beginning
from branchdesk.store.tables import metadata

NAME, ID_NUMBER, PHONE = "欧阳冲", "11010519491231002X", "13800138123"
ASKED = Request("2026-11-20", f"{NAME}本人提出")
PERSON = {
    "name": NAME,
    "stage": "full_member",
    "joined_on": "2005-06-30",
    "full_since": "2006-06-30",
    "id_number": ID_NUMBER,
    "phone": PHONE,
    "remark": f"联系电话{PHONE}",
}


def words(store: Store) -> str:
    """Give everything that stands in any cell of any table, bytes aside."""
    told: list[str] = []
    with store.reading() as connection:
        for table in metadata.sorted_tables:
            columns = [column for column in table.c if not isinstance(column.type, LargeBinary)]
            for row in connection.execute(select(*columns)):
                told += [
                    json.dumps(value, ensure_ascii=False) if isinstance(column.type, JSON) else str(value)
                    for column, value in zip(columns, row, strict=True)
                ]
    return "\n".join(told)


def sound(store: Store) -> bool:
    found = branch.check(store)
    assert found.ok, found
    return True


def live(store: Store) -> tuple[str, str]:
    """Let somebody come, be named in a meeting in every way, and leave; give them and the meeting."""
    builders.fill(store)
    person, _ = members.save(store, None, PERSON)
    speech = Speech(PersonRef(NAME, person), "结合工作谈体会。")
    topic = Topic("通报", f"会上，{NAME}同志介绍了情况。", speeches=(speech,))
    away = builders.mark(NAME, Presence.ON_LEAVE, "住院", person)
    draft = builders.meeting(
        chair=PersonRef(NAME, person), observers=(f"{NAME}家属",), attendance=builders.present(away), agenda=(topic,)
    )
    saved = meetings.save(store, draft, finalise=True)
    preferences.put(store, "list/members", {"search": NAME, "note": PHONE})
    preferences.put(store, f"unfinished/{person}", {"remark": "写到一半"})
    transfers.leave(store, (person,), transfers.Leaving("resigned", "2026-11-22"))
    return person, saved.id


def test_nothing_of_somebody_is_left_and_their_meetings_count_as_before(store: Store) -> None:
    person, held = live(store)
    before = meetings.load(store, held)
    told = erasing.preview(store, "members", person)
    assert told.unique
    assert any("介绍了情况" in one.excerpt for one in told.mentions)
    done = erasing.erase(store, "members", person, ASKED, {})
    with builders.closing(done.store) as left:
        assert done.swept
        found = words(left)
        assert [word for word in (NAME, ID_NUMBER, PHONE, "住院", "写到一半", "ouyang") if word in found] == []
        assert sound(left)
        after = meetings.load(left, held)
        assert after.counts == before.counts
        assert after.meeting.chair is not None
        assert after.meeting.chair.name == "已删除人员"
        newest = past.steps(left, limit=1)[0]
        assert (newest.kind, newest.title) == (
            "erase",
            "按申请彻底删除一名党员的信息（2026-11-20申请，已删除人员本人提出）",
        )


def test_who_is_still_here_is_not_erased(store: Store) -> None:
    builders.fill(store)
    person, _ = members.save(store, None, PERSON)
    team, _ = volunteers.save(store, None, {"name": "卞骑手"})
    for kind, record in (("members", person), ("volunteers", team)):
        with pytest.raises(Refusal) as refusal:
            erasing.preview(store, kind, record)
        assert refusal.value.code == "still_here"
    number, _ = clues.save(store, None, {"text": "路灯不亮"})
    with pytest.raises(Refusal) as refusal:
        erasing.preview(store, "clues", number)
    assert refusal.value.code == "no_case_clue"


def test_undo_does_not_reach_into_it_and_goes_on_behind_it(store: Store) -> None:
    person, _ = live(store)
    done = erasing.erase(store, "members", person, ASKED, {})
    store = done.store
    try:
        with pytest.raises(Refusal) as refusal:
            past.undo(store)
        assert refusal.value.code == "erased"
        before = builders.records(store)
        clues.save(store, None, {"text": "路灯不亮"})
        past.undo(store)
        assert builders.records(store) == before
        past.redo(store)
        past.undo(store)
        moments = past.of_record(store, "members", person)
        assert [line.new for line in moments[0].lines] == ["已彻底删除"]
        assert len(moments) == 1
        assert sound(store)
    finally:
        store.close()


def test_a_name_that_two_bear_is_left_to_the_user(store: Store) -> None:
    people = builders.fill(store)
    first = people[2]  # 王伟, and another of that name stays
    topic = Topic("通报", "王伟作了说明。")
    draft = builders.meeting(chair=PersonRef("王伟", first), attendance=builders.present(), agenda=(topic,))
    saved = meetings.save(store, draft)
    transfers.leave(store, (first,), transfers.Leaving("resigned", "2026-11-22"))
    told = erasing.preview(store, "members", first)
    assert not told.unique
    [mention] = [one for one in told.mentions if "作了说明" in one.excerpt]
    assert not mention.replaced
    done = erasing.erase(store, "members", first, ASKED, {})
    with builders.closing(done.store) as left:
        record = meetings.load(left, saved.id).meeting
        assert record.chair == PersonRef("已删除人员", first)
        assert isinstance(record.agenda[0], Topic)
        assert record.agenda[0].text == "王伟作了说明。"
        assert sound(left)
        assert members.save(left, people[3], {"remark": "还在"})


def test_a_name_within_a_longer_one_is_not_theirs(store: Store) -> None:
    builders.fill(store)
    short, _ = members.save(store, None, {"name": "石磊", "stage": "full_member"})
    members.save(store, None, {"name": "石磊明", "stage": "full_member"})
    draft = builders.meeting(agenda=(Topic("通报", "石磊明和石磊发言。"),))
    saved = meetings.save(store, draft)
    transfers.leave(store, (short,), transfers.Leaving("resigned", "2026-11-22"))
    with builders.closing(erasing.erase(store, "members", short, ASKED, {}).store) as left:
        [topic] = meetings.load(left, saved.id).meeting.agenda
        assert isinstance(topic, Topic)
        assert topic.text == "石磊明和已删除人员发言。"
        assert sound(left)


def test_of_a_case_clue_only_its_way_is_left(store: Store) -> None:
    said = "某工地夜间偷排泥浆到河里"
    number, _ = clues.save(store, None, {"text": said, "place": "青阳港东侧桥下游百米", "reported_on": "2026-11-01"})
    clue_steps.take(store, [number], NewStep(StepKind.VERIFIED, "2026-11-02", what="现场看到排放口两处"))
    clue_steps.take(store, [number], NewStep(StepKind.PASSED_ON, "2026-11-03", who="第四检察部", document="收1"))
    assert said in words(store)
    with builders.closing(erasing.erase(store, "clues", number, ASKED, {}).store) as left:
        found = words(left)
        assert [word for word in (said, "青阳港", "排放口") if word in found] == []
        assert clue_card.read(left, number).values["case_receiver"] == "第四检察部"
        assert sound(left)
        with pytest.raises(Refusal):
            past.undo(left)


def test_a_volunteer_goes_out_of_the_trash_and_out_of_their_clues(store: Store) -> None:
    gone, _ = volunteers.save(store, None, {"name": "卞骑手", "phone": PHONE})
    kept, _ = volunteers.save(store, None, {"name": "东方小哥"})
    volunteers.remove(store, gone, kept)
    known, _ = volunteers.save(store, None, {"name": NAME, "phone": "13900139111", "joined_on": "2026-01"})
    clues.save(store, None, {"text": "路灯不亮", "reporter": f"{NAME}、东方小哥", "reported_on": "2026-11-01"})
    volunteers.leave(store, [known], "2026-11-10")
    for record in (gone, known):
        store = erasing.erase(store, "volunteers", record, ASKED, {}).store
    with builders.closing(store):
        found = words(store)
        assert [word for word in ("卞骑手", NAME, PHONE, "13900139111") if word in found] == []
        assert [one.label for one in trash.contents(store, LEDGERS["volunteers"]).rows] == ["东方小哥"]
        trash.restore(store, LEDGERS["volunteers"], kept)
        assert sound(store)


def test_nothing_is_left_in_the_bytes_of_a_plain_file(path: Path) -> None:
    store = create_store(path, name=builders.NAME, unit=builders.UNIT, duties_from="2026-01", key=None)
    with beginning(store, "建立"):
        pass
    person, _ = live(store)
    forms = [form for word in (NAME, ID_NUMBER, PHONE) for form in (word.encode(), json.dumps(word)[1:-1].encode())]
    files = [path, path.with_name(f"{path.name}-wal")]
    assert any(form in file.read_bytes() for file in files if file.exists() for form in forms)
    store = erasing.erase(store, "members", person, ASKED, {}).store
    store.close()
    left = [(file.name, form) for file in path.parent.iterdir() for form in forms if form in file.read_bytes()]
    assert left == []


FORGED = {
    "a note blanked": "UPDATE change SET before = NULL, after = NULL WHERE number = (SELECT min(number) FROM change)",
    "another rest": "UPDATE erasure SET rest_hash = 'x' WHERE id = (SELECT max(id) FROM erasure)",
    "another count": "UPDATE erasure SET notes = notes + 1 WHERE id = (SELECT max(id) FROM erasure)",
    "no erasure": "DELETE FROM erasure WHERE id = (SELECT max(id) FROM erasure)",
    "another title": "UPDATE operation SET title = 'x' WHERE id = (SELECT operation_id FROM erasure LIMIT 1)",
    "the erasing rewritten": "UPDATE operation SET title = 'x' WHERE kind = 'erase'",
    "another salt": "UPDATE operation SET salt = zeroblob(16) WHERE id = (SELECT operation_id FROM erasure LIMIT 1)",
}


@pytest.mark.parametrize("statement", FORGED.values(), ids=[*FORGED])
def test_a_forged_erasure_is_found(store: Store, path: Path, statement: str) -> None:
    members.save(store, None, {"name": "石磊", "stage": "activist"})
    person, _ = members.save(store, None, PERSON)
    members.save(store, person, {"remark": "改过"})
    transfers.leave(store, (person,), transfers.Leaving("resigned", "2026-11-22"))
    erasing.erase(store, "members", person, ASKED, {}).store.close()
    raw = driver.connect(path, driver.OPEN_KEY)
    assert raw.execute(statement).rowcount == 1
    raw.close()
    with builders.opened(path) as again:
        assert branch.check(again).history


def test_what_did_not_hold_before_does_not_hold_after(store: Store, path: Path) -> None:
    person, _ = live(store)
    store.close()
    raw = driver.connect(path, driver.OPEN_KEY)
    newest = "(SELECT max(number) FROM change WHERE table_name = 'member')"
    raw.execute(f"UPDATE change SET after = replace(after, '欧阳冲', '欧阳充') WHERE number = {newest}")
    raw.close()
    store = branch.open_file(path)
    broken = branch.check(store).history
    store = erasing.erase(store, "members", person, ASKED, {}).store
    with builders.closing(store):
        assert broken
        assert branch.check(store).history == broken


def figures(store: Store, replaced: dict[str, str]) -> list[str]:
    """Tell what is counted: each meeting's people, what is due since the beginning, the clues by who reported them."""
    told: list[str] = []
    with store.reading() as connection:
        held = list(connection.scalars(select(metadata.tables["meeting"].c.id)))
    told += [f"{one} {meetings.load(store, one).counts}" for one in held]
    duties = due_now(store, builders.TODAY, date(2023, 1, 1), date(2027, 12, 31))
    told += [repr((duty.rule, duty.state, duty.period, duty.by, duty.group)) for duty in duties]
    asked = clue_figures.Asked(None, None)
    found = clue_figures.figures(store, asked, ("volunteer", "category", "grid", "unit"))
    told.append(repr(found.whole))
    told += [repr((group.name, group.counted)) for one in found.groups.values() for group in one.groups]
    for old, new in replaced.items():
        told = [line.replace(old, new) for line in told]
    return sorted(told)


def test_in_a_whole_branch_no_cell_names_them_and_every_figure_stays(path: Path) -> None:
    demo.create(path, demo.Size(members=10, years=1, clues=30), builders.TODAY)
    store = branch.open_file(path)
    with store.reading() as connection:
        member, volunteer = metadata.tables["member"], metadata.tables["volunteer"]
        secretary = connection.execute(select(member).order_by(member.c.roster_order)).mappings().first()
        rider = (
            connection.execute(
                select(volunteer).where(volunteer.c.id.in_(select(metadata.tables["clue"].c.volunteer_id)))
            )
            .mappings()
            .first()
        )
    assert secretary is not None
    assert rider is not None
    transfers.leave(store, (secretary["id"],), transfers.Leaving("resigned", builders.TODAY.isoformat()))
    volunteers.leave(store, [rider["id"]], builders.TODAY.isoformat())
    names = {secretary["name"]: "已删除人员", rider["name"]: "已删除人员2"}
    before = figures(store, names)
    for kind, record in (("members", secretary["id"]), ("volunteers", rider["id"])):
        store = erasing.erase(store, kind, record, ASKED, {}).store
    with builders.closing(store):
        found = words(store)
        gone = [secretary["name"], rider["name"], secretary["id_number"], secretary["phone"], rider["phone"]]
        assert [word for word in gone if word and word in found] == []
        assert figures(store, {}) == before
        assert sound(store)


def test_every_table_that_refers_to_people_says_what_is_left_of_them() -> None:
    declared = {table for rows in shells.OWN.values() for table in rows} | {*shells.ABOUT} | {*shells.NAMED_ONLY}
    refer = {name for name in metadata.tables for person in shells.OWN if shells.references(name, person)}
    assert refer <= declared
