"""The minutes say everything that was recorded, in order, and nothing that was not."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    FirstTopic,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.meetings import (
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Presence,
)
from branchdesk.papers.blocks import Names, Paragraph, Signatures, Title
from branchdesk.papers.minutes import write_minutes
from papers import reading
from papers.samples import make_minutes, meeting, record, roster, unmarked, usual_agenda

BARE = Meeting(kind=MeetingKind.MEMBERS_MEETING, starts=meeting().starts)


def written(record: MeetingRecord) -> str:
    """Give the words of the blocks, as a reader program should find them."""
    texts: list[str] = []
    for block in write_minutes(record).blocks:
        match block:
            case Title():
                texts += block.parts
            case Paragraph():
                texts += [span.text for span in block.spans]
            case Names():
                texts += [span.text for span in (block.label, *block.names)]
            case Signatures():
                texts += [span.text for line in block.lines for span in line.spans]
    return reading.squeezed("".join(texts))


def test_the_text_of_the_paper_is_the_text_of_the_record() -> None:
    assert reading.body(make_minutes(record())) == written(record())


def test_facts_stand_in_the_order_that_inspections_look_for() -> None:
    text = reading.body(make_minutes(record()))
    places = [
        text.index(part)
        for part in (
            "第四党支部党员大会记录",
            "（第4次）",
            "时间：2026年11月20日14:30—16:05",
            "地点：三楼会议室",
            "主持人：翟堃",
            "记录人：李𬭎",
            "应到46人（有表决权43人），实到43人（有表决权40人），请假2人，缺席1人。",
            "请假：吕伟晨（外出办案）、周轩子（住院）",
            "缺席：于敏（原因：__________）",
            "出席：翟堃陈䶮李𬭎赵㛃买买提·艾山欧阳翀阿依古丽·买买提司马彧",
            "列席：市院机关党委张某",
            "一、第一议题",
            "《在全国检察长会议上的讲话要点》（人民日报，2026年11月5日）",
            "领学人：陈䶮。",
            "司马彧：学习之后感受很深。",
            "责任人：翟堃，完成时限：2026年12月20日",
            "二、研究第四季度党建工作安排",
            "三、何霞同志按期转正",
            "赞成38票，不赞成1票，弃权1票，会前书面意见赞成2票。",
            "达到规定票数。主持人宣布：通过。",
            "四、会议决议",
            "主持人（签字）：",
            "记录人（签字）：",
            "支部书记（签字）：",
            "年月日",
        )
    ]
    assert places == sorted(places)


def test_what_is_not_known_yet_is_a_blank_and_never_none() -> None:
    agenda = (FirstTopic(), Ballot("转正", BallotRule.ADMISSION, (Subject("何霞"),)))
    text = reading.body(make_minutes(record(of=replace(BARE, agenda=agenda), people=unmarked(roster()))))
    for expected in (
        "14:30—____",
        "地点：____",
        "主持人：____",
        "记录人：____",
        "应到46人（有表决权43人），实到____人（有表决权____人），请假____人，缺席____人。",
        "请假：____",
        "缺席：____",
        "出席：____",
        "列席：____",
        "会议传达学习____",
        "领学人：____",
        "赞成____票，不赞成____票，弃权____票，会前书面意见赞成____票",
        "主持人宣布：____",
    ):
        assert expected in text
    assert "无。" not in text
    assert "尚未" not in text
    assert "应到____人（有表决权____人）" in reading.body(make_minutes(record(of=BARE, people=())))


def test_what_is_none_is_said_so() -> None:
    text = reading.body(make_minutes(record(of=replace(BARE, observers=(), resolutions=()))))
    assert "列席：无" in text
    assert "会议决议无。" in text


def test_people_who_are_not_marked_are_counted_and_named() -> None:
    people = tuple(
        replace(person, presence=Presence.UNKNOWN) if person.name == "司马彧" else person for person in roster()
    )
    text = reading.body(make_minutes(record(people=people)))
    assert "缺席1人，未登记1人。" in text
    assert "未登记：司马彧" in text


def test_two_people_of_one_name_are_told_apart() -> None:
    text = reading.body(make_minutes(record()))
    assert "王伟（第三党小组）王伟（第一党小组）" in text
    assert "责任人：王伟（第三党小组）" in text


def test_a_made_up_absence_says_when() -> None:
    people = tuple(
        replace(person, made_up_on=date(2026, 11, 24)) if person.name == "吕伟晨" else person for person in roster()
    )
    assert "吕伟晨（外出办案；2026年11月24日补学）" in reading.body(make_minutes(record(people=people)))


@pytest.mark.parametrize(
    ("kind", "group", "title"),
    [
        (MeetingKind.COMMITTEE_MEETING, None, "第四党支部支委会记录"),
        (MeetingKind.GROUP_MEETING, "第一党小组", "第四党支部第一党小组会记录"),
        (MeetingKind.GROUP_MEETING, None, "第四党支部党小组会记录"),
        (MeetingKind.PARTY_LECTURE, None, "第四党支部党课记录"),
        (MeetingKind.THEME_DAY, None, "第四党支部主题党日记录"),
    ],
)
def test_each_kind_has_its_title(kind: MeetingKind, group: str | None, title: str) -> None:
    of = replace(BARE, kind=kind, group=group, title="学习贯彻全会精神")
    text = reading.body(make_minutes(record(of=of, branch="某某市人民检察院第四党支部")))
    assert text.startswith(f"{title}主题：学习贯彻全会精神时间：")


def test_where_nobody_votes_votes_are_not_counted() -> None:
    text = reading.body(make_minutes(record(of=replace(BARE, kind=MeetingKind.PARTY_LECTURE))))
    assert "应到46人，实到43人，请假2人，缺席1人。" in text
    assert "支部书记（签字）" not in text


def test_a_draft_says_so_on_every_page_and_a_final_record_does_not() -> None:
    draft = record(state=MeetingState.DRAFT)
    assert all("草稿" in page for page in reading.pages(make_minutes(draft)))
    assert "草稿\u30002026年11月23日打印" in reading.pages(make_minutes(draft, today=date(2026, 11, 23)))[0]
    assert "草稿" not in reading.body(make_minutes(record(), today=date(2026, 11, 23)))


def test_the_same_record_gives_the_same_bytes() -> None:
    first = make_minutes(record()).pdf
    assert make_minutes(record(branch="另一支部")).pdf != first
    assert make_minutes(record()).pdf == first


def test_every_font_is_embedded() -> None:
    paper = make_minutes(record())
    faces = reading.faces(paper)
    assert len(faces) >= 5
    assert all(faces.values())
    assert b"Helvetica" not in paper.pdf


@pytest.mark.parametrize("state", list(MeetingState))
def test_every_letter_is_drawn(state: MeetingState) -> None:
    assert reading.without_ink(make_minutes(record(state=state))) == []


def test_the_file_says_what_it_is() -> None:
    paper = make_minutes(record())
    with pypdfium2.PdfDocument(paper.pdf) as document:
        assert len(document) == paper.pages
        facts = document.get_metadata_dict()
        contents = [entry.get_title() for entry in document.get_toc()]
    assert facts["Title"] == "第四党支部党员大会记录（2026年11月20日）"
    assert facts["Author"] == "某某市人民检察院第四党支部"
    assert contents == [
        "到会情况", "一、第一议题", "二、研究第四季度党建工作安排", "三、何霞同志按期转正", "四、会议决议",
    ]  # fmt: skip


def test_the_longest_meeting_is_printed_whole() -> None:
    people = (*roster(), replace(roster()[0], member_id="m47", name="某" * 40))
    long_text = ("学习贯彻要联系实际，“案件”办理既要快也要好（不能为快而快）。" * 200)[:6000]
    of = replace(
        meeting(),
        chair=PersonRef("阿" * 40),
        title="题" * 90,
        observers=tuple(f"市院机关党委 张某{number}" for number in range(80)),
        agenda=(
            *usual_agenda(),
            Topic("长" * 80, long_text, tuple(Speech(PersonRef(f"某{at}"), "意见" * at) for at in range(50))),
            Topic("网址", "https://example.org/" + "a" * 300),
        ),
    )
    big = record(of=of, people=people, branch="第四" * 40)
    assert reading.body(make_minutes(big)) == written(big)


def test_nothing_is_drawn_outside_the_text_area() -> None:
    of = replace(meeting(), agenda=(Topic("网址", "https://example.org/" + "a" * 300 + "，。" * 99),))
    for page, char, (left, bottom, right, top) in reading.letters(make_minutes(record(of=of))):
        if char == "_":  # drawn as a rule; the letters under it are not seen
            continue
        inner = 28 if page % 2 else 26
        assert inner - 1 <= left / 72 * 25.4
        assert right / 72 * 25.4 <= inner + 157
        assert bottom / 72 * 25.4 >= 24
        assert top / 72 * 25.4 <= 261


# What somebody may type, of characters that the faces have.
TYPED = st.text("学习贯彻，。、（）“”《》—…·_ab1 \n\t\u3000\u200b䶮𬭎㛃𬱖𠮷", max_size=120)


@settings(max_examples=40, deadline=None)
@given(TYPED, TYPED, st.lists(TYPED, max_size=3).map(tuple))
def test_whatever_is_typed_is_printed(name: str, text: str, resolutions: tuple[str, ...]) -> None:
    of = replace(
        BARE,
        place=text,
        title=name,
        observers=(name,),
        agenda=(Topic(name, text, (Speech(PersonRef(name), text),)),),
        resolutions=resolutions,
    )
    typed = record(of=of, people=(replace(roster()[0], name=name, reason=text),))
    assert reading.body(make_minutes(typed)) == written(typed)


def test_a_room_that_prints_is_loaded_only_when_it_prints() -> None:
    code = (
        "import sys, branchdesk.papers, branchdesk.papers.blocks as b; print('reportlab' in sys.modules, b.Role.FANG)"
    )
    here = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=here)
    assert found.stdout.split() == ["False", "fang"]
