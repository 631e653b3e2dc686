"""What is kept beside a name, and the order in which people stand."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

import builders
from branchdesk import places
from branchdesk.domain.names import matches
from branchdesk.domain.roster import PeopleOrder
from branchdesk.errors import Trouble
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.volunteers import VOLUNTEERS
from branchdesk.services import Store, preferences
from branchdesk.services.clues import volunteers
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query, Sort
from branchdesk.services.people import members, people
from branchdesk.store.tables import change, member, volunteer

FIXTURES = Path(__file__).parents[1] / "fixtures" / "stores"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("龚䶮", ("gy", "gongyan")),
        ("李𬭎", ("lh", "lihong")),
        ("王㛃", ("wj", "wangjie")),
        ("何𬱖", ("hd", "hedi")),
        ("陈𬱟", ("cw", "chenwei")),
        ("周堃", ("zk", "zhoukun")),
        ("翟翀", ("zc", "zhaichong")),
        ("仇彧", ("qy", "qiuyu")),
        ("吴镕", ("wr",)),
        ("徐喆", ("xz", "xuzhe")),
        ("贺赟", ("hy", "heyun")),
        ("田昉", ("tf",)),
    ],
)
def test_rare_characters_of_names_are_found_by_their_reading(name: str, typed: tuple[str, ...]) -> None:
    initials, pinyin, _ = people.name_keys(name)
    assert all(matches(text, name, initials, pinyin) for text in typed)


@pytest.mark.parametrize(
    ("character", "number"),
    [
        *zip("一乙丁王马龙艾范过万必母龚䶮", (1, 1, 2, 4, 3, 5, 5, 8, 6, 3, 5, 5, 11, 9), strict=True),
        ("𬭎", 12),
        ("㛃", 9),
    ],
)
def test_strokes_are_counted_as_they_are_written_on_the_mainland(character: str, number: int) -> None:
    assert people.stroke_table().number(character) == number


def test_surnames_stand_as_lists_of_names_have_them() -> None:
    surnames = "魏丁卜于万马王毛方尹孔邓艾石田史白冯吕朱刘江汤许孙李杨吴何余邹沈宋张陈林周郑赵胡段贺袁徐高郭黄曹龚梁"
    names = [f"{surname}伟" for surname in surnames]
    counted = [people.stroke_table().number(name[0]) or 0 for name in sorted(names, key=key_of)]
    assert counted == sorted(counted)
    same = ["王伟", "王军", "王勇", "王毅", "王小洪", "王正伟", "王东明"]
    assert sorted(sorted(same), key=key_of) == same
    assert sorted("马习万于", key=key_of) == ["于", "万", "习", "马"]  # 一一丨, 一丿乙, 乙丶一, 乙乙一


def key_of(name: str) -> str:
    return people.name_keys(name).strokes


@pytest.fixture
def filled(store: Store) -> Store:
    for name in ("赵爽", "何霞", "丁一", "王伟明", "王毅"):
        members.save(store, None, {"name": name, "stage": "full_member", "office": "书记" if name == "赵爽" else None})
        volunteers.save(store, None, {"name": name})
    return store


def listed(store: Store, order: tuple[Sort, ...] = ()) -> list[str]:
    return [values[0] for _, values in lists.page(store, MEMBERS, Query(order=order), ("name",)).rows]


def test_a_list_is_sorted_by_strokes_where_it_is_asked_for(filled: Store) -> None:
    by_strokes = ["丁一", "王毅", "王伟明", "何霞", "赵爽"]
    assert listed(filled, (Sort("name", by="strokes"),)) == by_strokes
    assert listed(filled, (Sort("name", descending=True, by="strokes"),)) == by_strokes[::-1]
    page = lists.page(filled, VOLUNTEERS, Query(order=(Sort("name", by="strokes"),)), ("name",))
    assert [values[0] for _, values in page.rows] == by_strokes


def test_people_stand_everywhere_in_the_order_that_was_chosen(filled: Store) -> None:
    expected = {
        PeopleOrder.ROSTER: ["赵爽", "何霞", "丁一", "王伟明", "王毅"],
        PeopleOrder.STROKES: ["赵爽", "丁一", "王毅", "王伟明", "何霞"],
        PeopleOrder.PINYIN: ["赵爽", "丁一", "何霞", "王伟明", "王毅"],
    }
    assert people.order(filled) is PeopleOrder.ROSTER
    for order, names in expected.items():
        people.set_order(filled, order)
        assert people.order(filled) is order
        assert listed(filled) == names
        assert [row[1][0] for row in lists.walk(filled, MEMBERS, Query(), ("name",))] == names
        assert [person.name for person in people.on_roster(filled, builders.TODAY)] == names


def test_an_order_that_we_do_not_know_is_the_rosters(filled: Store) -> None:
    preferences.put(filled, "people_order", "by_age")
    assert people.order(filled) is PeopleOrder.ROSTER


def test_a_changed_name_sorts_by_its_own_strokes(filled: Store) -> None:
    one = next(person for person in people.on_roster(filled, builders.TODAY) if person.name == "丁一")
    members.save(filled, one.id, {"name": "龚一"})
    assert listed(filled, (Sort("name", by="strokes"),))[-1] == "龚一"


def test_names_without_a_key_get_it_once_and_it_is_no_step(filled: Store) -> None:
    with filled.transaction() as connection:
        connection.execute(update(member).values(strokes=None))
        connection.execute(update(volunteer).values(strokes=None))
    before = past.next_titles(filled)
    assert people.fill_strokes(filled) == 10
    assert people.fill_strokes(filled) == 0
    assert past.next_titles(filled) == before
    with filled.reading() as connection:
        for table in (member, volunteer):
            for name, key in connection.execute(select(table.c.name, table.c.strokes)):
                assert key == key_of(name)


def test_what_was_entered_before_there_was_a_key_can_still_be_taken_back(filled: Store) -> None:
    last = people.on_roster(filled, date.max)[-1]
    members.save(filled, last.id, {"remark": "借调"})
    with filled.transaction() as connection:
        connection.execute(update(member).values(strokes=None))
    people.fill_strokes(filled)
    past.undo(filled)
    assert lists.record(filled, MEMBERS, last.id)["remark"] is None


def test_a_step_written_before_a_column_was_there_can_be_taken_back(filled: Store) -> None:
    last = people.on_roster(filled, date.max)[-1]
    members.save(filled, last.id, {"remark": "借调"})
    late = {"strokes", "department", "address"}
    with filled.transaction() as connection:
        for note in connection.execute(select(change).where(change.c.row_id == last.id)).all():
            told = {side: _without(getattr(note, side), late) for side in ("before", "after")}
            connection.execute(update(change).where(change.c.number == note.number).values(**told))
    past.undo(filled)
    assert lists.record(filled, MEMBERS, last.id)["remark"] is None


def _without(row: dict[str, object] | None, columns: set[str]) -> dict[str, object] | None:
    return None if row is None else {key: value for key, value in row.items() if key not in columns}


def test_an_older_file_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "旧.branchdesk"
    shutil.copy(FIXTURES / "0001.branchdesk", path)
    with builders.opened(path) as old:
        assert people.fill_strokes(old) > 0
        people.set_order(old, PeopleOrder.STROKES)
        keys = [(bool(one.offices), one.strokes) for one in people.on_roster(old, builders.TODAY)]
        assert all(key for _, key in keys)


def test_a_program_without_its_table_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    people.stroke_table.cache_clear()
    monkeypatch.setattr(people, "resources", lambda: tmp_path)
    with pytest.raises(Trouble) as trouble:
        people.name_keys("王伟")
    assert trouble.value.code == "resource_unreadable"
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "strokes.txt.gz").write_bytes(
        (places.resources() / "names" / "strokes.txt.gz").read_bytes()[:1000]
    )
    with pytest.raises(Trouble):
        people.name_keys("王伟")
