"""The record of a first topic: what was studied, who led, who came, what was said; an empty one to write on."""

from __future__ import annotations

from datetime import date

from branchdesk.domain.agenda import Document, FirstTopic, Measure, PersonRef, Speech, Topic
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import MeetingRecord
from branchdesk.papers.study_record import fits, write_study_record
from papers import reading
from papers.golden import check_golden
from papers.meeting_cases import of, planned, printed

TOPIC = FirstTopic(
    (
        Document("习近平总书记在中央政治局会议上的讲话", "人民日报", PartialDate(2026, 11, 12)),
        Document("《求是》第22期重要文章"),
    ),
    PersonRef("陈䶮", "m2"),
    (Speech(PersonRef("买买提·艾山江·阿卜杜热合曼"), "要把学习同办案结合起来。"),),
    (Measure("开展一次案例研讨", PersonRef("李𬭎", "m3"), date(2026, 12, 10)),),
    "某某土地承包合同纠纷案",
    "围绕合同效力展开讨论。\n一致认为要重视释法说理。",
)


def text(found: MeetingRecord) -> str:
    return reading.body(printed(write_study_record(found)))


def test_a_record_as_it_should_look() -> None:
    check_golden("study-record", printed(write_study_record(of(agenda=(TOPIC,)))))


def test_its_fields_hold_what_was_recorded() -> None:
    found = text(of(agenda=(TOPIC, Topic("讨论发展党员"))))
    for part in ("领学人陈䶮", "人民日报，2026年11月12日", "案例研讨", "研讨发言", "责任人：李𬭎"):
        assert part in found
    assert "发展党员" not in found  # other items are for the minutes


def test_where_nothing_is_known_yet_there_is_room_and_never_says_none() -> None:
    found = planned(agenda=(FirstTopic(),), place=None, observers=None)
    assert printed(write_study_record(found)).pages <= 2
    assert "研讨发言" in text(found)
    assert "案例研讨" not in text(found)
    assert "无" not in text(found)


def test_a_long_speech_and_many_documents_go_on_over_pages() -> None:
    many = FirstTopic(TOPIC.documents * 30, TOPIC.lead_reader, (Speech(PersonRef("名" * 40), "话" * 6000),))
    found = text(of(agenda=(many,)))
    assert found.count("话") == 6000 + 30 * found.count("会议上的讲话") // 30
    assert found.count("第22期") == 30


def test_it_is_for_meetings_with_a_first_topic() -> None:
    assert fits(of(agenda=(TOPIC,)))
    assert not fits(of(agenda=(Topic("讨论发展党员"),)))
