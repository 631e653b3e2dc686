"""政治生日纪念卡: every design on either size, names of any length, and text that a branch wrote itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.papers.birthday_card import CardLook, CardWords, Celebrated, judge, write_birthday_cards
from branchdesk.papers.blocks import Manuscript, NewPage, Paper, Paragraph, Span
from branchdesk.papers.card_designs import DESIGNS
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.press.page import print_manuscript
from branchdesk.words import birthday_cards as say
from papers import reading
from papers.golden import check_golden

MM = 72 / 25.4
BRANCH = "某某市人民检察院", "某某市人民检察院第四党支部"
TITLE = "政治生日纪念卡（2026年11月）"
RARE = ("陈䶮", "李𬭎", "赵㛃", "王𬱖", "张𠮷")
LONG = "买买提·艾山江·阿卜杜热合曼"
ENDLESS = "一位名字有四十个字的人" * 4


def guest(name: str, joined: str = "2005-11-18", on: str = "2026-11-18", own: str = "") -> Celebrated:
    first, this = PartialDate.parse(joined), PartialDate.parse(on)
    return Celebrated(name, first, this, this.year - first.year, own)


GUESTS = (
    guest("陈䶮"),
    guest(LONG, "2024-11", "2026-11", "谢谢您把“一张纸”的小事做成了群众的大事。"),
    guest("李𬭎", "1926-11-30", "2026-11-30"),
)


def written(
    *people: Celebrated, words: CardWords | None = None, design: str = "plain", size: str = "A6", sheet: bool = True
) -> Manuscript:
    return write_birthday_cards(people, BRANCH, TITLE, words, CardLook(design, size, sheet))


def printed(
    *people: Celebrated, words: CardWords | None = None, design: str = "plain", size: str = "A6", sheet: bool = True
) -> Paper:
    return print_manuscript(written(*people, words=words, design=design, size=size, sheet=sheet), bundled())


def sizes(paper: Paper) -> list[tuple[int, int]]:
    """Give each page's width and height in millimetres."""
    with PdfDocument(paper.pdf) as document:
        return [(round(page.get_width() / MM), round(page.get_height() / MM)) for page in document]


@pytest.mark.parametrize("design", DESIGNS)
def test_a_sheet_of_cards_as_it_should_look(design: str) -> None:
    check_golden(f"birthday-cards-{design}", printed(*GUESTS, design=design))


def test_every_design_has_a_word_in_the_window_and_both_sizes_have_one() -> None:
    assert list(DESIGNS) == [key for key, _ in say.DESIGNS]
    with pytest.raises(KeyError):
        written(GUESTS[0], design="none")


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(("size", "one", "many"), [("A6", (148, 105), (297, 210)), ("A5", (210, 148), (210, 297))])
def test_cards_stand_alone_on_their_size_or_several_on_a_sheet(
    design: str, size: str, one: tuple[int, int], many: tuple[int, int]
) -> None:
    people = [guest(f"{name}") for name in RARE]
    assert sizes(printed(*people, design=design, size=size, sheet=False)) == [one] * 5
    assert sizes(printed(*people, design=design, size=size)) == [many] * (2 if size == "A6" else 3)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("size", ["A6", "A5"])
@pytest.mark.parametrize("name", [*RARE, LONG, ENDLESS, "于敏"])
def test_a_name_of_any_length_and_rarity_fits_its_card(design: str, size: str, name: str) -> None:
    paper = printed(guest(name), design=design, size=size, sheet=False)
    [(width, height)] = sizes(paper)
    assert f"{name}同志：" in reading.body(paper)
    assert not reading.without_ink(paper)
    for _, char, (left, bottom, right, top) in reading.letters(paper):
        assert 5 * MM < left < right < (width - 5) * MM, char
        assert 5 * MM < bottom < top < (height - 5) * MM, char


def test_a_card_says_what_anniversary_of_joining_it_is_and_never_how_long_somebody_counts_as_a_member() -> None:
    text = reading.body(printed(*GUESTS))
    assert all(part in text for part in ("入党21周年", "入党2周年", "入党100周年"))
    assert "党龄" not in text


def test_of_a_date_known_to_the_month_the_card_says_the_month() -> None:
    text = reading.body(printed(GUESTS[1]))
    assert "2024年11月，您加入" in text
    assert "今年11月，是" in text
    assert text.count("日，") == 0


def test_a_line_of_ones_own_stands_on_no_other_card() -> None:
    first, second = reading.pages(printed(*GUESTS[:2], sheet=False))
    assert "一张纸" not in first
    assert "一张纸" in second


def test_what_stands_apart_for_the_eye_is_one_word_to_who_searches() -> None:
    for design in DESIGNS:
        assert "政治生日纪念" in reading.body(printed(GUESTS[0], design=design))


def test_the_same_cards_give_the_same_bytes_and_every_face_is_in_the_file() -> None:
    paper = printed(*GUESTS, design="years")
    assert paper.pdf == printed(*GUESTS, design="years").pdf
    assert all(reading.faces(paper).values())


def test_marks_to_cut_along_lie_on_the_cuts_alone() -> None:
    with PdfDocument(printed(*GUESTS).pdf) as document:
        page = document[0]
        boxes = [thing.get_bounds() for thing in page.get_objects(filter=[FPDF_PAGEOBJ_PATH])]
        middle, half = page.get_width() / 2, page.get_height() / 2
    upright = [box for box in boxes if abs(box[0] + box[2] - 2 * middle) < 1]
    level = [box for box in boxes if abs(box[1] + box[3] - 2 * half) < 1]
    assert sorted(round(box[3] - box[1]) for box in upright) == [0, 17, 26, 26]
    assert sorted(round(box[2] - box[0]) for box in level) == [0, 17, 26, 26]
    assert len(boxes) == len({*upright, *level}) + len(GUESTS)  # each card has one line of its own
    with PdfDocument(printed(GUESTS[0], sheet=False).pdf) as document:
        assert len(list(document[0].get_objects(filter=[FPDF_PAGEOBJ_PATH]))) == 1  # the line below the title


def test_cards_among_other_pages_leave_these_as_they_are() -> None:
    cards = written(GUESTS[0], sheet=False)
    text = Paragraph((Span("前后都是公文。"),), "正文")
    mixed = replace(cards, blocks=(text, *cards.blocks, text, NewPage(landscape=True), text))
    paper = print_manuscript(replace(mixed, layout=replace(cards.layout, numbered=True)), bundled())
    assert sizes(paper) == [(210, 297), (148, 105), (210, 297), (297, 210)]
    numbered = ["—" in page for page in reading.pages(paper)]
    assert numbered == [True, False, True, True]


@pytest.mark.parametrize(
    ("words", "field", "told"),
    [
        (CardWords(body="您好。\n入党{党龄}年"), "body", "正文第2行里的“{党龄}”"),
        (CardWords(greeting="{名字}："), "greeting", "称呼里的“{名字}”"),
        (CardWords(title="{姓名"), "title", "标题里的大括号没有成对"),
        (CardWords(body="好" * 401), "body", "正文第1行有401个字"),
    ],
)
def test_text_that_cannot_be_used_is_refused_with_its_place(words: CardWords, field: str, told: str) -> None:
    with pytest.raises(Refusal) as refused:
        judge(words)
    assert refused.value.field == field
    assert told in refused.value.sentence


def test_every_field_is_filled_and_double_braces_do_too() -> None:
    body = "；".join(f"{{{{{name}}}}}" for name in say.FIELDS)
    text = reading.body(printed(GUESTS[0], words=CardWords(body=body), size="A5"))
    assert "陈䶮；21；2005年11月18日；11月18日；2026；第四党支部；某某市人民检察院；2026年11月18日" in text


def test_a_text_without_anything_in_it_leaves_white() -> None:
    for design in DESIGNS:
        assert "陈" not in reading.body(printed(GUESTS[0], words=CardWords("", "", "", "", ""), design=design))


def test_longer_text_is_set_smaller_and_too_long_a_text_is_refused_by_name() -> None:
    def smallest(paper: Paper) -> float:
        return min(top - bottom for _, char, (_, bottom, _, top) in reading.letters(paper) if char == "路")

    steps = [printed(GUESTS[0], words=CardWords(body="路" * count)) for count in (60, 150, 230)]
    assert all(smallest(more) <= smallest(less) for less, more in pairwise(steps))
    with pytest.raises(Refusal) as refused:
        printed(GUESTS[0], words=CardWords(body="路\n" * 60))
    assert refused.value.code == "card_too_full"
    assert "陈䶮的纪念卡正文" in refused.value.sentence
