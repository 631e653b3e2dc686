"""Branches of any size in no time: rows written straight into the tables, without a history."""

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

from sqlalchemy import Table

from branchdesk.services import Store, branch
from branchdesk.services.people.people import pinyin_keys
from branchdesk.store.bulk import batches, insert_rows
from branchdesk.store.tables import (
    clue,
    member,
    member_group,
    member_office,
    member_period,
    member_stage,
    new_id,
    new_ids,
    party_group,
)

STATES = ("reported", "verified", "assigned", "handled", "closed", "fed_back", "out_of_scope", "duplicate")
CATEGORIES = ("食品安全", "安全生产", "生态环境", "无障碍设施", "个人信息保护", "文物保护")
UNITS = ("城市管理局", "市场监督管理局", "交通运输局", "生态环境局")
PLACES = ("路口", "学校门口", "市场", "公园", "工地", "站台")
FAULTS = ("窨井盖破损", "盲道被占用", "垃圾未清运", "路灯不亮", "护栏缺失", "招牌松动")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红梅兰云建国文斌"
GROUPS = 9
STRIDE = 7919  # a prime: neighbours in the file are no neighbours in time


def found(path: Path) -> Store:
    """Begin a branch."""
    return branch.create(path, branch.Founding("某支部", "某院", "2026-01"))


def add_clues(store: Store, count: int) -> None:
    """Add clues of some years."""
    _write(store, clue, [_clue(store, number, row_id) for number, row_id in enumerate(new_ids(count))])


def _clue(store: Store, number: int, row_id: str) -> dict[str, object]:
    day = number * STRIDE % 2000
    return {
        "id": row_id,
        "branch_id": store.branch.id,
        "number": f"XS{2021 + day // 400}{number:06}",
        "reported_on": f"{2021 + day // 400}-{day % 12 + 1:02}-{day % 28 + 1:02}",
        "reporter": SURNAMES[number % 20] + GIVEN[number % 33],
        "category": CATEGORIES[number % 6],
        "grid": f"第{number % 40 + 1}网格",
        "text": f"{PLACES[number % 6]}{number}号{FAULTS[number // 6 % 6]}，已有多日，请有关单位处理。",
        "unit": UNITS[number % 4],
        "state": STATES[number // 3 % 8],
        "closed_on": f"{2022 + day // 400}-01-15" if number % 2 else None,
        "fed_back": number % 3 == 0,
        "serial": number + 1,
    }


def add_members(store: Store, count: int) -> None:
    """Add members with a period, a stage and a group each, and some with an office."""
    groups = [{"branch_id": store.branch.id, "name": f"第{one}党小组", "position": one} for one in range(GROUPS)]
    group_ids = new_ids(GROUPS)
    _write(store, party_group, [{"id": one, **row} for one, row in zip(group_ids, groups, strict=True)])
    names = ["".join(parts) for parts in product(SURNAMES, GIVEN, GIVEN)]
    ids = new_ids(count)
    people = [_member(store, number, one, names[number % len(names)]) for number, one in enumerate(ids)]
    _write(store, member, people)
    _write(store, member_period, [{"id": new_id(), "member_id": one} for one in ids])
    stage = {"stage": "full_member", "since": "2005-07-01"}
    _write(store, member_stage, [{"id": new_id(), "member_id": one, **stage} for one in ids])
    in_groups = [
        {"id": new_id(), "member_id": one, "group_id": group_ids[number % GROUPS]} for number, one in enumerate(ids)
    ]
    _write(store, member_group, in_groups)
    offices = [{"id": new_id(), "member_id": one, "office": "组织委员"} for one in ids[:: max(count // 7, 1)]]
    _write(store, member_office, offices)


def _member(store: Store, number: int, row_id: str, name: str) -> dict[str, object]:
    initials, pinyin = pinyin_keys(name)
    return {
        "id": row_id,
        "branch_id": store.branch.id,
        "roster_order": number + 1,
        "name": name,
        "sex": "male" if number % 2 else "female",
        "ethnicity": "汉族",
        "birth_date": f"{1960 + number % 40}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "education": "大学本科" if number % 3 else "硕士研究生",
        "post": "检察官助理" if number % 5 else "检察官",
        "phone": f"139{number:08}",
        "native_place": "某省某市",
        "joined_on": "2004-07-01",
        "full_since": "2005-07-01",
        "initials": initials,
        "pinyin": pinyin,
    }


def _write(store: Store, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    empty = dict.fromkeys(column.name for column in table.c)
    with store.transaction() as connection:
        for part in batches(rows):
            insert_rows(connection, table, [{**empty, **row} for row in part])
