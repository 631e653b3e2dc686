"""Every page of the form, filled in, at the sizes of real office PCs: nothing cut, nothing faint."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog

from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Document,
    FirstTopic,
    Measure,
    PersonRef,
    Speech,
    Subject,
    Topic,
)
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import (
    Attendance,
    Mark,
    Meeting,
    MeetingKind,
    Presence,
)
from branchdesk.services import Store
from branchdesk.services.meetings import attachments, meetings
from branchdesk.services.meetings.attachments import NewFile
from branchdesk.services.papers.papers import Order, make
from branchdesk.ui import pictures
from branchdesk.ui.papers.preview import PreviewDialog
from branchdesk.ui.screens.meeting.closing import closing_question, leaving_question
from branchdesk.ui.theme import TextSize
from branchdesk.ui.viewer import Viewer
from ui import finish
from ui.typist import Typist

PHOTO = pictures.written(QImage(1200, 900, QImage.Format.Format_RGB32))
SETUPS = {
    "1366x768": (1366, 768, TextSize.STANDARD),
    "1920x1080": (1920, 1080, TextSize.STANDARD),
    "1920x1080 at 200 %": (960, 540, TextSize.STANDARD),
    "1366x768 特大": (1366, 768, TextSize.HUGE),
}


def full(store: Store) -> str:
    people = {
        one.name: one.member_id
        for one in meetings.expected(store, Meeting(MeetingKind.MEMBERS_MEETING, datetime.fromisoformat("2026-11-20")))
    }

    def who(name: str) -> PersonRef:
        return PersonRef(name, people[name])

    measures = (Measure("对三起历史遗留线索逐案复核，形成清单", who("陈䶮"), date(2026, 12, 20)), Measure("补齐台账"))
    agenda = (
        FirstTopic(
            (Document("在全国检察长会议上的讲话", "检察日报", PartialDate(2026, 11, 5)), Document("又一篇")),
            who("陈䶮"),
            (Speech(who("司马彧"), "结合公益诉讼检察工作，把学习成果转化为办案质效。" * 4),),
            measures,
        ),
        Topic("年度工作计划", "计划分四个部分。" * 12, (Speech(who("于敏"), "同意。"),), measures[1:]),
        Ballot(
            "何霞同志按期转正",
            BallotRule.ADMISSION,
            (Subject("何霞", 7, 1, 1, 1, Declared.PASSED, people["何霞"]),),
            "讨论情况。",
        ),
        Ballot("通过年度工作计划", BallotRule.RESOLUTION, (Subject("通过年度工作计划", 90),)),
        Ballot("两件事", BallotRule.RESOLUTION, (Subject("第一件", 5), Subject("第二件"))),
    )
    away = {"吕伟晨": (Presence.ON_LEAVE, "外出办案"), "于敏": (Presence.ABSENT, "")}
    marks = tuple(Mark(who(name), presence, reason) for name, (presence, reason) in away.items())
    draft = Meeting(
        MeetingKind.MEMBERS_MEETING,
        datetime.fromisoformat("2026-11-20T14:30"),
        ends=datetime.fromisoformat("2026-11-20T16:05"),
        place="三楼会议室",
        chair=who("翟堃"),
        recorder=who("李𬭎"),
        observers=("市院机关党委张某", "2人"),
        attendance=Attendance(Presence.PRESENT, marks),
        agenda=agenda,
        resolutions=("经表决，通过何霞同志按期转正。",),
    )
    meeting_id = meetings.save(store, draft).id
    files = (
        NewFile("2026年11月20日党员大会全体党员在三楼会议室合影留念（第一张，共十二张，原图另存）.jpg", PHOTO),
        NewFile("签到表扫描件.pdf", make(store, Order("minutes", meeting_id)).pdf),
        NewFile("旧会议记录.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0\0"),
    )
    attachments.add(store, meeting_id, files)
    return meeting_id


@pytest.mark.parametrize("setup", list(SETUPS))
def test_every_page_is_finished(typist: Typist, peopled: Store, setup: str) -> None:
    width, height, size = SETUPS[setup]
    meeting_id = full(peopled)
    typist.window.set_text_size(size)
    typist.window.resize(width, height)
    typist.window.navigate("meeting", target=meeting_id)
    typist.settle()
    for number in range(len(typist.editor.form.sections)):
        typist.editor.go(number)
        typist.settle()
        assert typist.window.width() <= width
        assert finish.faults(typist.window) == [], typist.editor.form.sections[number].title


@pytest.mark.parametrize("setup", ["1366x768", "1366x768 特大"])
def test_a_closed_record_is_finished(typist: Typist, peopled: Store, setup: str) -> None:
    width, height, size = SETUPS[setup]
    meeting_id = full(peopled)
    draft = meetings.load(peopled, meeting_id).meeting
    meetings.save(peopled, replace(draft, agenda=draft.agenda[:3]), finalise=True)
    typist.window.set_text_size(size)
    typist.window.resize(width, height)
    typist.window.navigate("meeting", target=meeting_id)
    typist.settle()
    for number in range(len(typist.editor.form.sections)):
        typist.editor.go(number)
        typist.settle()
        assert finish.faults(typist.window) == [], typist.editor.form.sections[number].title


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_what_is_asked_is_finished(typist: Typist, peopled: Store, size: TextSize) -> None:
    typist.window.set_text_size(size)
    record = meetings.load(peopled, full(peopled))
    sound = tuple(check for check in record.checks if check.severity != "error")
    dialogs: tuple[QDialog, ...] = (
        closing_question(typist.window, record.checks),
        closing_question(typist.window, sound),
        leaving_question(typist.window, "“去年夏天”不是日期。"),
        PreviewDialog(typist.window.desk, Order("minutes", record.meeting.id or ""), "记录", typist.window),
        Viewer(typist.window, typist.window.desk, record.files, 0, frozenset()),
        Viewer(typist.window, typist.window.desk, record.files, 1, frozenset()),
    )
    for dialog in dialogs:
        dialog.show()
        typist.settle()
        assert finish.faults(dialog) == []
        dialog.close()
