"""How long it takes to import a large roster, beside reading the same sheet and storing its cells unread."""

import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import product
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

from benchmarks.measuring import Row, show
from branchdesk.domain.identity import check_digit
from branchdesk.ledgers.catalogue import LEDGERS
from branchdesk.services import branch
from branchdesk.services.ledgers import importing

RUNS = 3
PEOPLE, COLUMNS = 20_000, 22
MEMBERS = LEDGERS["members"]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红梅兰云建国文斌"


def test_import(tmp_path: Path) -> None:
    sheet = tmp_path / "花名册.xlsx"
    write_roster(sheet)
    bare, ours = [], []
    for run in range(RUNS):
        bare.append(timed(partial(store_unread, sheet, tmp_path / f"bare{run}.sqlite")))
        ours.append(timed(partial(take, sheet, tmp_path / f"ours{run}.branchdesk")))
    show("import of a roster", [Row(f"{PEOPLE:,} rows of {COLUMNS} columns", bare, ours, 4.0)])


def timed(work: Callable[[], None]) -> float:
    """Give how many milliseconds some work takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def write_roster(path: Path) -> None:
    """Write a roster of invented people; what is lacking of the columns is filled up with such as nobody knows."""
    names = ("".join(parts) for parts in product(SURNAMES, GIVEN, GIVEN))
    ours = {field.key: field.label for field in MEMBERS.fields}
    keys = [key for key in somebody(1, "") if key in ours]
    own = [f"备用{number}" for number in range(COLUMNS - len(keys))]
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet("党员")
        page.write_row(0, 0, [*(ours[key] for key in keys), *own])
        for number, name in zip(range(1, PEOPLE + 1), names, strict=False):
            person = somebody(number, name)
            page.write_row(number, 0, [*(person[key] for key in keys), *own])


def somebody(number: int, name: str) -> dict[str, str | int]:
    """Invent the person of one row."""
    birth = f"{1960 + number % 40}{number % 12 + 1:02}{number % 28 + 1:02}"
    body = f"110101{birth}{number % 1000:03}"
    joined = 1985 + number % 40
    return {
        "roster_order": number,
        "name": name,
        "sex": "男" if int(body[-1]) % 2 else "女",
        "ethnicity": "汉族",
        "birth_date": f"{birth[:4]}-{birth[4:6]}-{birth[6:]}",
        "id_number": body + check_digit(body),
        "education": "大学本科",
        "joined_on": f"{joined}年7月1日",
        "full_since": f"{joined + 1}.7.1",
        "stage": "正式党员",
        "group": f"第{number % 9 + 1}党小组",
        "post": "检察官助理",
        "phone": f"139{number:08}",
        "native_place": "某省某市",
        "former_name": f"某{number}",
        "degree": "法学学士",
        "school": "某某大学",
        "work_since": f"{joined - 2}-07",
        "department": f"第{number % 9 + 1}检察部",
        "job_rank": "四级高级检察官",
        "address": f"某市某路{number}号",
        "applied_on": f"{joined - 2}-09-01",
    }


def store_unread(sheet: Path, file: Path) -> None:
    """Read the cells and put them in a table as they are."""
    rows = CalamineWorkbook.from_path(sheet).get_sheet_by_index(0).to_python()
    marks = ", ".join("?" * COLUMNS)
    with closing(dbapi2.connect(str(file))) as connection, connection:
        connection.execute(f"CREATE TABLE roster ({', '.join(f'c{number}' for number in range(COLUMNS))})")
        connection.executemany(f"INSERT INTO roster VALUES ({marks})", rows[1:])


def take(sheet: Path, file: Path) -> None:
    """Import the roster into a new branch, checked, with its history."""
    with closing(branch.create(file, branch.Founding("某支部", "某院", "2026-01"))) as store:
        done = importing.take(store, MEMBERS, importing.open_sheet(sheet, MEMBERS))
    assert done.plan.count(importing.Outcome.NEW) == PEOPLE
