"""A member's card on paper tells what is known, leaves room for what is not, and keeps to itself what is private."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from branchdesk.domain.attendance import Turnout
from branchdesk.papers.blocks import Paper
from branchdesk.papers.house import House
from branchdesk.papers.member_card import CardFacts, Coming, write_member_card
from papers import reading
from papers.golden import check_golden
from papers.votes import HARD, press

NUMBER = "610113197706076836"
VALUES: dict[str, Any] = {
    "name": "陈䶮",
    "sex": "male",
    "birth_date": "1977-06",
    "ethnicity": "汉族",
    "id_number": NUMBER,
    "stage": "full_member",
    "office": "组织委员",
    "group": "第三党小组",
    "joined_on": "2014-04-07",
    "full_since": "2015-04-07",
    "party_age": 11,
    "education": "大学本科",
    "address": "某某市某某区长安路1号",
}
ROWS: dict[str, tuple[dict[str, Any], ...]] = {
    "stages": (
        {"stage": "probationary_member", "since": "2014-04-07", "until": "2015-04-07"},
        {"stage": "full_member", "since": "2015-04-07", "until": None},
    ),
    "offices": ({"office": "组织委员", "how": "elected", "since": "2021-03-22", "until": None},),
    "groups": ({"group": "第三党小组", "since": None, "until": None},),
    "honour": ({"day": "2023-07", "title": "优秀共产党员", "level": "本单位", "who": "机关党委", "detail": None},),
    "talk": ({"day": "2026-03-05", "who": "翟堃", "title": "工作", "level": None, "detail": None},),
}
TURNOUTS = (
    ("members_meeting", Turnout(4, 3, 1, 0, 1, 0)),
    ("committee_meeting", Turnout(12, 12, 0, 0, 0, 0)),
)


def photo() -> bytes:
    data = BytesIO()
    Image.new("RGB", (295, 413), (120, 140, 160)).save(data, "JPEG")
    return data.getvalue()


def facts(**others: Any) -> CardFacts:  # noqa: ANN401 - any fact of a card
    known: dict[str, Any] = {
        "unit": "某某市人民检察院",
        "branch": "第四党支部",
        "day": date(2026, 11, 23),
        "label": "陈䶮",
        "values": VALUES,
        "rows": ROWS,
        "comings": (Coming("2018-05-01", "转入", "某某县人民检察院"),),
        "since": date(2025, 11, 24),
        "turnouts": TURNOUTS,
    }
    return CardFacts(**{**known, **others})


def printed(of: CardFacts, *, full: bool = False, private: bool = False) -> str:
    return reading.body(press(write_member_card(of, full=full, private=private)))


def images(paper: Paper) -> int:
    with pypdfium2.PdfDocument(paper.pdf) as document:
        return sum(1 for page in document for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))


def test_the_card_tells_the_facts_in_words() -> None:
    text = printed(facts())
    assert text.startswith("党员信息卡某某市人民检察院第四党支部截至2026年11月23日姓名陈䶮性别男")
    for told in (
        "出生日期1977年6月",
        "党员类别正式党员",
        "党龄11年",
        "入党时间2014年4月7日",
        "家庭住址某某市某某区长安路1号",
    ):
        assert told in text


def test_the_id_number_is_masked_unless_it_is_wanted_whole() -> None:
    assert NUMBER not in printed(facts())
    assert "610***********6836" in printed(facts())
    assert NUMBER in printed(facts(), full=True)


def test_what_the_screen_keeps_to_itself_is_printed_only_where_wanted() -> None:
    assert "谈心谈话" not in printed(facts())
    assert "谈心谈话" in printed(facts(), private=True)


def test_what_somebody_was_stands_in_the_order_of_time() -> None:
    text = printed(facts())
    order = (
        *("所在党小组第三党小组", "2014年4月7日2015年4月7日党员类别预备党员", "2015年4月7日党员类别正式党员"),
        *("2018年5月1日进出本支部转入某某县人民检察院", "2021年3月22日党内职务组织委员选举"),
    )
    places = [text.index(told) for told in order]
    assert places == sorted(places)


def test_meetings_of_the_year_are_numbers_and_nothing_is_rated() -> None:
    text = printed(facts())
    assert "参加组织生活情况（2025年11月24日至2026年11月23日）" in text
    assert "党员大会43101支委会1212000合计1615101" in text
    assert "%" not in text
    assert "参加组织生活情况" not in printed(facts(turnouts=()))


def test_what_nobody_knows_is_an_empty_box() -> None:
    bare = printed(facts(values={"name": "陈䶮"}, rows={}, comings=(), turnouts=()))
    assert bare.startswith("人员信息卡")
    assert "民族籍贯联系电话公民身份号码党员类别党内职务" in bare.replace("照片", "")
    assert "None" not in bare
    assert "家庭住址" not in bare


def test_a_photo_stands_in_its_box_where_there_is_one() -> None:
    assert images(press(write_member_card(facts(photo=photo())))) == 1
    assert "照片" not in printed(facts(photo=photo()))
    assert "照片" in printed(facts())
    assert images(press(write_member_card(facts(photo=b"damaged")))) == 0


def test_the_house_writes_its_own_heading_and_unit() -> None:
    text = reading.body(press(write_member_card(facts(), House(heading="机关党委", unit="甲院"))))
    assert text.startswith("机关党委党员信息卡甲院第四党支部截至")


@pytest.mark.parametrize("name", HARD)
def test_a_rare_or_long_name_is_printed_whole(name: str) -> None:
    paper = press(write_member_card(facts(values={**VALUES, "name": name}, label=name)))
    assert name in reading.body(paper)
    assert reading.without_ink(paper) == []
    assert all(reading.faces(paper).values())


def test_a_long_life_goes_on_over_pages_and_loses_nothing() -> None:
    career = tuple(
        {"day": f"{1970 + year}", "until": f"{1971 + year}", "title": f"第{year}个单位" * 12, "who": None}
        for year in range(40)
    )
    family = tuple({"title": f"家人{number}", "level": "亲属", "detail": "话" * 1500} for number in range(9))
    text = printed(facts(rows={**ROWS, "career": career, "family": family}))
    assert all(f"第{year}个单位" * 12 in text for year in range(40))
    assert text.count("话") == 9 * 1500 + text.count("联系电话")


def test_the_same_card_has_the_same_bytes() -> None:
    assert press(write_member_card(facts(photo=photo()))).pdf == press(write_member_card(facts(photo=photo()))).pdf


def test_the_paper_is_the_golden_one() -> None:
    check_golden("member-card", press(write_member_card(facts())))
