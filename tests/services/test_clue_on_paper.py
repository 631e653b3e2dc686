"""Papers of clues and volunteers from the records: who stands on them, what is refused, and what a case never tells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from branchdesk.domain.clue_states import StepKind
from branchdesk.domain.clue_way import NewStep
from branchdesk.errors import Refusal
from branchdesk.ledgers.clues import CLUES
from branchdesk.papers.blocks import Cards, Manuscript, NewPage, Table, TableRow
from branchdesk.services import Store
from branchdesk.services.clues import clue_snapshots, clue_steps, clues, volunteers
from branchdesk.services.clues.clue_figures import Asked
from branchdesk.services.ledgers.lists import Condition, Query
from branchdesk.services.ledgers.lists import Test as Compare
from branchdesk.services.papers import list_papers, papers
from branchdesk.services.papers.paper_kinds import several
from branchdesk.services.papers.paper_orders import read_order
from branchdesk.services.papers.papers import Order
from papers.everything import words
from papers.reading import body

TEXT = "楼道里停着两辆充电的电动车"


def clue(store: Store, number: str, **facts: object) -> str:
    known = {"number": number, "text": TEXT, "reported_on": "2026-11-02", "reporter": "李𬭎", "unit": "城管局"}
    return clues.save(store, None, known | facts)[0]


def written(store: Store, paper: str, about: str | Sequence[str] = "", **options: object) -> Manuscript:
    return papers.write(store, Order(paper, about if isinstance(about, str) else several(about), options))


def refused(store: Store, paper: str, about: str | Sequence[str] = "", **options: object) -> Refusal:
    with pytest.raises(Refusal) as found:
        written(store, paper, about, **options)
    return found.value


def sections(manuscript: Manuscript) -> int:
    return 1 + sum(isinstance(block, NewPage) for block in manuscript.blocks)


# -- clues


def test_several_clues_are_one_file_of_forms_in_the_order_asked_for(store: Store) -> None:
    ids = [clue(store, number) for number in ("XS20260001", "XS20260002")]
    made = written(store, "clue-form", ids[::-1])
    assert sections(made) == 2
    text = words(made)
    assert text.index("XS20260002") < text.index("XS20260001")


def test_a_form_has_the_steps_as_they_were_noted(store: Store) -> None:
    one = clue(store, "XS20260001")
    clue_steps.take(store, (one,), NewStep(StepKind.VERIFIED, "2026-11-03", None, "翟堃", "情况属实。"))
    text = words(written(store, "clue-form", one))
    assert "情况属实。经办：翟堃" in text
    assert "2026年11月3日核实翟堃情况属实。" in text


def test_letters_go_one_to_each_unit_and_not_about_what_no_unit_handles(store: Store) -> None:
    first, second = clue(store, "XS20260001"), clue(store, "XS20260002")
    third = clue(store, "XS20260003", unit="交警大队")
    assert sections(written(store, "clue-transfer", (first, second, third))) == 2
    clue_steps.take(store, (second,), NewStep(StepKind.DUPLICATE, "2026-11-03", document="XS20260001"))
    found = refused(store, "clue-transfer", (first, second))
    assert (found.code, "XS20260002" in found.sentence, "XS20260001" in found.sentence) == (
        "not_to_hand_on",
        True,
        False,
    )


def test_a_letter_bears_the_number_and_the_day_that_were_noted_unless_others_are_given(store: Store) -> None:
    one = clue(store, "XS20260001", due_by="2026-11-30")
    sent = NewStep(StepKind.ASSIGNED, "2026-11-05", None, "消防救援大队", None, "〔2026〕7号")
    clue_steps.take(store, (one,), sent)
    text = words(written(store, "clue-transfer", one))
    assert all(part in text for part in ("消防救援大队：", "〔2026〕7号", "请于2026年11月30日前", "2026年11月5日"))
    text = words(written(store, "clue-transfer", one, number="〔2026〕9号", due="2026-12-15", day="2026-12-01"))
    assert all(part in text for part in ("〔2026〕9号", "请于2026年12月15日前", "2026年12月1日"))


def test_everybody_who_reported_gets_a_slip_and_nobody_who_hid_it(store: Store) -> None:
    facts = {"state": "fed_back", "fed_back": True, "fed_back_on": "2026-11-13"}
    one = clue(store, "XS20260001", reporter="李𬭎、买买提·艾山", **facts)
    hidden = clue(store, "XS20260002", reporter="匿名")
    text = words(written(store, "clue-feedback", (one, hidden)))
    assert "李𬭎同志：" in text
    assert "买买提·艾山同志：" in text
    assert text.count("2026年11月13日") == 2
    assert words(written(store, "clue-feedback", one, day="2026-11-20")).count("2026年11月20日") == 2
    assert "XS20260002" not in text
    assert refused(store, "clue-feedback", hidden).code == "nobody_to_tell"


def test_a_clue_that_went_to_a_department_for_cases_tells_nothing_anywhere(store: Store) -> None:
    case = clue(store, "XS20260001", category="未成年人保护", grid="站前网格", reporter="赵㛃", place="站前旅馆")
    passed = NewStep(StepKind.PASSED_ON, "2026-11-04", None, "第六检察部", None, "收字第3号")
    clue_steps.take(store, (case,), passed)
    open_one = clue(store, "XS20260002")
    secret = (TEXT, "未成年人保护", "站前", "赵㛃", "11月2日", "2026-11-02")
    form = words(written(store, "clue-form", case))
    assert all(told in form for told in ("XS20260001", "2026年11月4日", "第六检察部", "收字第3号"))
    slip = words(written(store, "clue-feedback", case))
    keys = ("number", "reported_on", "reporter", "category", "grid", "place", "text", "state", "case_receiver")
    [row] = [row for row in listed(store, keys) if "XS20260001" in row]
    assert "第六检察部" in row
    for text in (form, slip.replace("赵㛃同志", ""), "".join(row)):
        assert not [one for one in secret if one in text]
    assert refused(store, "clue-transfer", (open_one, case)).code == "not_to_hand_on"
    assert words(written(store, "list", CLUES.key)).count("只列编号、状态、移送日期、接收部门和回执") == 1


def listed(store: Store, keys: tuple[str, ...]) -> list[list[str]]:
    made = written(store, "list", CLUES.key, columns=keys)
    [table] = [one for one in made.blocks if isinstance(one, Table) and len(one.columns) > len(keys)]
    return [said(row) for row in table.rows]


def said(row: TableRow) -> list[str]:
    return ["".join(span.text for line in cell.paragraphs for span in line.spans) for cell in row.cells]


def test_a_list_of_clues_says_what_it_comes_to_and_of_which_time(store: Store) -> None:
    for number, state in ((1, "closed"), (2, "closed"), (3, "reported")):
        clue(store, f"XS2026000{number}", state=state, reported_on=f"2026-1{number % 2}-05")
    text = words(written(store, "list", CLUES.key))
    assert "合计：提报3条，已处置2条，处置率66.7%（2/3），待处置1条" in text
    bounds = Condition("reported_on", Compare.BETWEEN, ("2026-11-01", "2026-11-30"))
    made = papers.write(
        store, Order("list", CLUES.key, list_papers.order_options(CLUES, Query((bounds,)), ("number",)))
    )
    assert made.layout.landscape
    assert "2026年11月志愿者线索台账" in words(made)
    assert "提报2条，已处置1条，处置率50.0%（1/2）" in words(made)
    assert "2026年11月志愿者线索台账" in words(
        written(store, "list", CLUES.key, since="2026-11-01", until="2026-11-30")
    )
    assert refused(store, "list", CLUES.key, since="2026-11-02", until="2026-11-01").code == "wrong_period"


# -- the report


def test_a_report_is_of_a_month_a_year_or_any_days(store: Store) -> None:
    clue(store, "XS20260001", state="closed")
    clue(store, "XS20260002", reported_on="2026-03-31")
    for options, title in (
        ({}, "2026年11月志愿者线索月报"),
        ({"month": "last"}, "2026年10月志愿者线索月报"),
        ({"month": "3"}, "2026年3月志愿者线索月报"),
        ({"month": "year", "year": 2025}, "2025年志愿者线索年报"),
        ({"since": "2026-03-01", "until": "2026-11-15"}, "2026年3月1日至11月15日志愿者线索情况报告"),
    ):
        assert title in words(written(store, "clue-report", **options))
    assert "提报线索2条，已处置1条，处置率50.0%（1/2）" in words(written(store, "clue-report", month="year"))
    assert refused(store, "clue-report", since="2026-03-02", until="2026-03-01").code == "wrong_period"
    assert refused(store, "clue-report", year=3).code == "no_such_year"


def test_a_snapshot_is_printed_as_it_stands_and_today_beside_it(store: Store) -> None:
    one = clue(store, "XS20260001", state="closed")
    case = clue(store, "XS20260002")
    kept, _ = clue_snapshots.take(store, "十一月月报", Asked())
    clues.save(store, one, {"state": "assigned"})
    clue(store, "XS20260003", state="closed")
    clues.save(store, case, {"category": "未成年人保护"})
    clue_steps.take(store, (case,), NewStep(StepKind.PASSED_ON, "2026-11-04", None, "第六检察部"))
    text = words(written(store, "clue-report", snapshot="十一月月报"))
    assert "存照“十一月月报”" in text
    assert "提报线索2条，已处置1条，处置率50.0%（1/2）" in text
    assert "XS20260003" not in text
    beside = words(written(store, "clue-report", snapshot=kept, now=True))
    assert "提报线索2条，已处置1条，处置率50.0%（1/2）" in beside
    assert "提报数23" in beside
    assert "XS20260001有变动办理状态：已办结→已分办" in beside
    assert "XS20260003新增" in beside
    assert "XS20260002有变动办理状态：已提报→已移送办案XS2026" in beside
    assert refused(store, "clue-report", snapshot="没有").code == "no_such_snapshot"


# -- volunteers


def test_a_letter_says_what_somebody_reported_alone_and_with_others(store: Store) -> None:
    li, _ = volunteers.save(store, None, {"name": "李𬭎", "team": "骑手队", "joined_on": "2026-03"})
    zhao, _ = volunteers.save(store, None, {"name": "赵㛃", "team": "骑手队"})
    clue(store, "XS20260001", state="closed")
    clue(store, "XS20260002", reporter="赵㛃、李𬭎")
    text = words(written(store, "volunteer-thanks", li))
    assert "2026年3月以来，您作为骑手队的一员" in text
    assert "提报线索2条，其中1条已经处置" in text
    team = written(store, "volunteer-thanks", (li, zhao), to="team")
    assert sections(team) == 1
    assert "骑手队：" in words(team)
    assert "提报线索2条" in words(team)
    alone, _ = volunteers.save(store, None, {"name": "孙骑"})
    assert refused(store, "volunteer-thanks", (li, alone), to="team").code == "no_team"
    assert refused(store, "volunteer-thanks").code == "nobody_named"


def test_certificates_stand_in_the_order_of_the_roster_with_their_numbers_and_time(store: Store) -> None:
    first, _ = volunteers.save(store, None, {"name": "赵㛃", "joined_on": "2026-01", "left_on": "2026-07-01"})
    second, _ = volunteers.save(store, None, {"name": "李𬭎", "joined_on": "2026-03-05"})
    order = Order("volunteer-certificate", several((second, first)), {"number": "ZY2026009"})
    [cards] = papers.write(store, order).blocks
    assert isinstance(cards, Cards)
    assert len(cards.cards) == 2
    text = body(papers.make(store, order))
    assert text.index("赵㛃") < text.index("李𬭎")
    assert all(
        part in text for part in ("ZY2026009", "ZY2026010", "2026年1月至2026年6月参与", "2026年3月5日至2026年11月")
    )


def test_papers_are_ordered_by_number_by_name_and_by_team(store: Store) -> None:
    ids = [clue(store, number) for number in ("XS20260001", "XS20260002")]
    li, _ = volunteers.save(store, None, {"name": "李𬭎", "team": "骑手队"})
    zhao, _ = volunteers.save(store, None, {"name": "赵㛃", "team": "骑手队"})
    assert read_order(store, "clue-form", "XS20260002, XS20260001", ()).about == several(reversed(ids))
    assert read_order(store, "线索登记表", ids[0], ()).about == ids[0]
    assert read_order(store, "volunteer-thanks", "赵㛃", ()).about == zhao
    assert set(read_order(store, "volunteer-thanks", "骑手队", ()).about.split(",")) == {li, zhao}
    volunteers.save(store, None, {"name": "赵㛃", "phone": "13800000000"})
    for paper, about, code in (
        ("clue-form", "XS9", "no_such_clue"),
        ("volunteer-thanks", "没有", "nobody_called"),
        ("volunteer-thanks", "赵㛃", "several_called"),
        ("clue-form", "", "about_missing"),
    ):
        with pytest.raises(Refusal) as found:
            read_order(store, paper, about, ())
        assert found.value.code == code
