"""Lists on paper: the same rows in the same order as on the screen, private numbers hidden, and who signs for what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

import builders
from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import Attendance, Mark, MeetingKind, Presence
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.members import MEMBERS
from branchdesk.papers.blocks import Cell, Manuscript, Table
from branchdesk.services import Store
from branchdesk.services.ledgers import importing, lists, views
from branchdesk.services.ledgers.lists import Condition, Query, Sort
from branchdesk.services.ledgers.lists import Test as Compare
from branchdesk.services.ledgers.views import Arrangement, View
from branchdesk.services.meetings import attendance, meetings
from branchdesk.services.meetings.attendance import Wanted
from branchdesk.services.papers import list_papers, papers
from branchdesk.services.papers.papers import Order
from branchdesk.services.people import members, transfers
from branchdesk.services.people.transfers import Leaving
from papers import reading

RARE = ("陈䶮", "李𬭎", "赵㛃", "买买提·艾山", "𬱖某", "𠮷某")
LONG = "长" * 40


@pytest.fixture(autouse=True)
def _november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHDESK_TODAY", builders.TODAY.isoformat())


@pytest.fixture
def people(store: Store) -> list[str]:
    """Put six on the roster: five members, of two groups, and an activist."""
    return builders.fill(store)


def tables(manuscript: Manuscript) -> list[Table]:
    return [block for block in manuscript.blocks if isinstance(block, Table) and block.ruled]


def text(cell: Cell) -> str:
    return "".join(span.text.replace("\u3000", "") for line in cell.paragraphs for span in line.spans)


def rows(manuscript: Manuscript) -> list[list[str]]:
    """Give the texts of all rows of a paper of one part, its head first."""
    (table,) = tables(manuscript)
    return [[text(cell) for cell in row.cells] for row in (*table.head, *table.rows)]


def notes(manuscript: Manuscript) -> str:
    (*_, last) = manuscript.blocks
    assert isinstance(last, Table)
    return "\n".join(text(cell) for row in last.rows for cell in row.cells)


def written(store: Store, paper: str, about: str = "", **options: object) -> Manuscript:
    return papers.write(store, Order(paper, about, options))


@pytest.mark.usefixtures("people")
def test_a_list_has_the_rows_of_the_screen_in_its_order(store: Store) -> None:
    query = Query(
        conditions=(Condition("stage", Compare.ONE_OF, ("full_member",)),), order=(Sort("joined_on", descending=True),)
    )
    made = written(
        store, "list", "members", **list_papers.order_options(MEMBERS, query, ("roster_order", "joined_on", "name"))
    )
    shown = lists.page(store, MEMBERS, query, ("joined_on", "name")).rows
    assert rows(made)[0] == ["序号", "入党时间", "姓名"]
    assert [row[1:] for row in rows(made)[1:]] == [[str(day), name] for _, (day, name) in shown]
    assert [row[0] for row in rows(made)[1:]] == ["1", "2", "3", "4"]
    assert "共4名" in notes(made)
    assert "筛选条件：党员类别 属于 正式党员" in notes(made)


def test_chosen_rows_are_printed_alone(store: Store, people: list[str]) -> None:
    query = Query(ids=(people[3], people[0]))
    made = written(store, "list", "members", columns=("name",), query=query)
    assert [row[1] for row in rows(made)[1:]] == ["张三", "王伟"]
    assert "选定的2名" in notes(made)


@pytest.mark.usefixtures("people")
def test_a_view_is_printed_as_it_shows_the_list(store: Store) -> None:
    second = Condition("group", Compare.IS, ("第二党小组",))
    view = View("二组", Arrangement(("name", "stage")), (second,), order=(Sort("name", descending=True),))
    views.keep(store, MEMBERS, views.load(store, MEMBERS).with_view(view))
    assert rows(written(store, "list", "members", view="二组")) == [
        ["序号", "姓名", "党员类别"],
        ["1", "赵爽", "入党积极分子"],
        ["2", "王伟", "正式党员"],
    ]
    assert rows(written(store, "list", "members", view="二组", columns=("name",)))[0] == ["序号", "姓名"]
    with pytest.raises(Refusal, match="没有“三组”这个视图，已有视图：二组") as refused:
        written(store, "list", "members", view="三组")
    assert refused.value.code == "no_such_view"


def test_columns_that_the_screen_does_not_show_come_after_its_own(store: Store) -> None:
    options = list_papers.order_options(CLUES, Query(), ("state", "number"))
    made = written(store, "list", "clues", **{**options, "columns": ("number", "text", "state")})
    assert rows(made)[0] == ["序号", "办理状态", "线索编号", "线索内容"]


def test_an_id_number_is_hidden_unless_it_is_wanted_whole(store: Store) -> None:
    number = "110101199003077774"
    members.save(store, None, {"name": "张三", "stage": "full_member", "id_number": number})
    made = written(store, "list", "members", columns=("name", "id_number"))
    assert rows(made)[1][2] == "110***********7774"
    assert "公民身份号码已部分隐去" in notes(made)
    whole = written(store, "list", "members", columns=("name", "id_number"), full=True)
    assert rows(whole)[1][2] == number
    assert "隐去" not in notes(whole)


@pytest.mark.usefixtures("people")
def test_a_list_that_nobody_could_bind_is_refused_with_what_to_do(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_papers, "MOST", 5)
    with pytest.raises(Refusal, match="共6名，一次最多打印5名。请先用筛选缩小范围") as refused:
        written(store, "list", "members")
    assert refused.value.code == "too_many_to_print"


def test_an_empty_list_is_a_head_and_a_count(store: Store) -> None:
    made = written(store, "list", "clues")
    assert len(rows(made)) == 1
    assert "共0条" in notes(made)
    assert papers.make(store, Order("list", "clues")).pages == 1


@pytest.mark.usefixtures("people")
def test_the_roster_lists_members_and_says_how_many_are_what(store: Store) -> None:
    made = written(store, "roster")
    assert [row[1] for row in rows(made)[1:]] == ["张三", "李四", "王伟", "王伟", "何霞"]
    assert "共5名，其中正式党员4名、预备党员1名" in notes(made)
    assert "筛选条件" not in notes(made)
    everybody = written(store, "roster", whole=True)
    assert rows(everybody)[-1][1] == "赵爽"
    assert "入党积极分子1名" in notes(everybody)


def test_the_roster_is_as_of_a_day(store: Store, people: list[str]) -> None:
    transfers.leave(store, (people[1],), Leaving("transferred", receipt_on="2026-05-06"))
    before, after = (written(store, "roster", on=on) for on in ("2026年5月5日", "2026-05-06"))
    assert "李四" in [row[1] for row in rows(before)]
    assert "李四" not in [row[1] for row in rows(after)]
    head = next(block for block in before.blocks if isinstance(block, Table) and not block.ruled)
    assert text(head.rows[0].cells[1]) == "截至2026年5月5日"


@pytest.mark.parametrize("day", ["昨天", "2026-13-01", "2026-11"])
def test_what_is_no_day_is_refused(store: Store, day: str) -> None:
    with pytest.raises(Refusal) as refused:
        written(store, "roster", on=day)
    assert refused.value.code == "no_day"


@pytest.mark.parametrize("ledger", ["members", "former_members", "meetings", "volunteers", "clues"])
def test_every_ledger_can_be_printed_with_every_column(store: Store, ledger: str) -> None:
    builders.fill(store)
    every = tuple(key for key, _ in list_papers.columns_option(ledger)[0].choices)
    assert papers.make(store, Order("list", ledger, {"columns": every})).pages >= 1


@pytest.mark.parametrize("paper", [paper.key for paper in list_papers.LIST_PAPERS])
def test_the_usual_way_of_each_paper_is_among_its_choices(paper: str) -> None:
    for option in papers.PAPERS[paper].ways("members"):
        values = [value for value, _ in option.choices]
        usual = option.default if isinstance(option.default, tuple) else (option.default,)
        assert not values or set(usual) <= set(values), option.key


# -- attendance


def hold(store: Store, day: str, *marks: Mark, kind: MeetingKind = MeetingKind.THEME_DAY) -> str:
    record = builders.meeting(
        day,
        kind=kind,
        chair=PersonRef("张三"),
        recorder=PersonRef("李四"),
        attendance=Attendance(Presence.PRESENT, marks),
    )
    return meetings.save(store, record).id


def test_the_register_has_a_row_a_person_in_roster_order_with_the_figures_of_the_screen(
    store: Store, people: list[str]
) -> None:
    hold(store, "2026-03-16", Mark(PersonRef("", people[1]), Presence.ON_LEAVE, "出差"))
    hold(store, "2026-03-20", Mark(PersonRef("", people[1]), Presence.ABSENT, ""), kind=MeetingKind.MEMBERS_MEETING)
    late, away = Mark(PersonRef("", people[0]), Presence.PRESENT, late=True), Presence.ON_LEAVE
    hold(store, "2026-05-06", late, Mark(PersonRef("", people[1]), away, "出差"))
    made = written(store, "attendance")
    (table,) = tables(made)
    months, days = ([text(cell) for cell in row.cells] for row in table.head)
    assert [word for word in months if word.endswith("月")] == ["3月", "5月"]
    assert days == ["16日党日", "20日大会", "6日党日"]
    found = attendance.overview(store, Wanted(date(2026, 1, 1), date(2026, 12, 31)))
    told = [[text(cell) for cell in row.cells] for row in table.rows]
    assert [row[1] for row in told[:-2]] == [one.label for one in found.people]
    assert told[0][3:6] == ["√", "√", "迟"]
    assert told[1][3:6] == ["△", "×", "△"]
    assert told[1][6:] == ["3", "0", "2", "1", "0", "0%"]
    assert told[0][-1] == found.people[0].turnout.rate == "100%"
    assert told[-2][:4] == ["实到人数", "4", "4", "4"]
    assert told[-1][:4] == ["应到人数", "5", "5", "5"]


@pytest.mark.usefixtures("people")
def test_meetings_of_other_kinds_and_other_days_stay_out(store: Store) -> None:
    hold(store, "2025-12-16")
    hold(store, "2026-03-16")
    hold(store, "2026-03-20", kind=MeetingKind.MEMBERS_MEETING)
    made = written(store, "attendance", kinds=("theme_day",))
    assert [text(cell) for cell in tables(made)[0].head[1].cells] == ["16日党日"]
    assert "共5人，1次会议；主题党日" in notes(made)
    both = written(store, "attendance", since="2025-01-01", until="2026-12-31")
    assert [text(cell) for cell in tables(both)[0].head[0].cells if text(cell).endswith("年")] == ["2025年", "2026年"]


@pytest.mark.usefixtures("people")
def test_a_period_without_meetings_is_refused(store: Store) -> None:
    with pytest.raises(Refusal) as refused:
        written(store, "attendance")
    assert refused.value.code == "nothing_held"


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        ({"since": "2026-06-01", "until": "2026-01-01"}, "wrong_period", "结束日期2026-01-01早于开始日期2026-06-01"),
        ({"group": "第九党小组"}, "nothing_held", "核对党小组的名称"),
    ],
)
@pytest.mark.usefixtures("people")
def test_what_is_wrong_with_a_period_or_a_group_is_said(
    store: Store, options: dict[str, str], code: str, told: str
) -> None:
    with pytest.raises(Refusal, match=told) as refused:
        written(store, "attendance", **options)
    assert refused.value.code == code


@pytest.mark.usefixtures("people")
def test_many_meetings_go_on_in_parts_with_the_names_again_and_the_figures_last(store: Store) -> None:
    for number in range(1, 28):
        hold(store, f"2026-02-{number:02}")
    parts = tables(written(store, "attendance"))
    assert len(parts) > 1
    assert all([text(cell) for cell in part.rows[0].cells][1] == "张三" for part in parts)
    assert [("到会率" in [text(cell) for cell in part.head[0].cells]) for part in parts] == [False] * (
        len(parts) - 1
    ) + [True]


def test_people_stand_by_group_where_that_is_wanted_and_one_group_alone(store: Store, people: list[str]) -> None:
    hold(store, "2026-03-16")
    members.save(store, people[1], {"group": "第二党小组"})
    by_group = tables(written(store, "attendance", order="group"))[0]
    assert [text(row.cells[2]) for row in by_group.rows[:-2]] == ["第一", "第一", "第二", "第二", ""]
    alone = written(store, "attendance", group="第二党小组")
    assert "第二党小组" in notes(alone)
    assert {text(row.cells[1]) for row in tables(alone)[0].rows[:-2]} < {"李四", "王伟", "王伟（第二党小组）"}


def test_what_was_missed_is_listed_with_leaves_or_without(store: Store, people: list[str]) -> None:
    away = (Mark(PersonRef("", people[0]), Presence.ON_LEAVE, "出差"), Mark(PersonRef("", people[1]), Presence.ABSENT))
    hold(store, "2026-03-16", *away)
    made = written(store, "missed")
    assert [(row[1], row[4], row[5], row[6]) for row in rows(made)[1:]] == [
        ("张三", "2026-03-16", "请假", "出差"),
        ("李四", "2026-03-16", "缺席", ""),
    ]
    absent = written(store, "missed", leaves=False)
    assert [row[1] for row in rows(absent)[1:]] == ["李四"]
    assert "不包括请假" in notes(absent)


# -- on the page


@pytest.fixture
def rare(tmp_path: Path) -> Iterator[Store]:
    """Put three hundred people on a roster, some with names that few faces have and one with a name of forty."""
    made = builders.new_branch(tmp_path / "多人.branchdesk")
    names = [*RARE, LONG, *(f"{chr(0x4E00 + number)}某某" for number in range(293))]
    rows = [["姓名", "党员类别", "党小组"], *([name, "正式党员", "第一党小组"] for name in names)]
    importing.take(made, MEMBERS, importing.open_sheet(builders.sheet(tmp_path, rows), MEMBERS))
    yield made
    made.close()


def test_three_hundred_people_and_twenty_five_columns_are_printed_with_nothing_cut(rare: Store) -> None:
    every = tuple(key for key, _ in list_papers.columns_option("members")[0].choices)[:25]
    for options in ({"turn": "lying"}, {"columns": every}, {"turn": "upright", "columns": every}):
        paper = papers.make(rare, Order("roster", "", options))
        read = reading.body(paper)
        assert [name for name in RARE if name not in read] == []
        assert read.count("长") >= len(LONG)
        with pypdfium2.PdfDocument(paper.pdf) as document:
            sizes = [page.get_mediabox()[2:] for page in document]
        outside = [
            (number, char)
            for number, char, (left, bottom, right, top) in reading.letters(paper)
            if left < 0 or bottom < 0 or right > sizes[number - 1][0] or top > sizes[number - 1][1]
        ]
        assert outside == []


class _EnoughError(Exception):
    """Somebody does not want to wait any more."""


def test_a_long_list_tells_how_far_it_is_and_can_be_ended(rare: Store) -> None:
    told: list[tuple[int, int]] = []
    papers.make(rare, Order("roster"), lambda done, total: told.append((done, total)))
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert min(shares) < 0.4 < max(shares) <= 1

    def enough(done: int, total: int) -> None:
        if done > total / 4:
            raise _EnoughError

    with pytest.raises(_EnoughError):
        papers.make(rare, Order("roster"), enough)
