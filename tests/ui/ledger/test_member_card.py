from datetime import date, datetime

import pytest

from branchdesk.domain.agenda import PersonRef
from branchdesk.domain.meetings import (
    Attendance,
    Mark,
    Meeting,
    MeetingKind,
    Presence,
)
from branchdesk.ledgers.members import MEMBERS
from branchdesk.services import Store
from branchdesk.services.keeping import past
from branchdesk.services.ledgers import lists
from branchdesk.services.ledgers.lists import Query
from branchdesk.services.meetings import meetings
from branchdesk.ui.ledger.screen import LedgerScreen
from branchdesk.ui.screens.member.page import MemberCardPage
from ui.ledger.room import Go, Wait


def card_of(screen: LedgerScreen, name: str, store: Store, settle: Wait) -> MemberCardPage:
    record = lists.page(store, MEMBERS, Query(search=name)).rows[0][0]
    screen.open_record(record)
    settle()
    assert isinstance(screen.record_card, MemberCardPage)
    return screen.record_card


def test_the_card_hides_the_number_until_asked(go: Go, settle: Wait, samples: Store) -> None:
    screen = go("members")
    card = card_of(screen, "陈䶮", samples, settle)
    assert screen.title == "陈䶮"
    assert screen.subtitle == "正式党员 · 组织委员 · 第二党小组"
    shown = card.facts.values["id_number"]
    assert shown.text() == "110***********3779"
    button = card.facts.reveal_buttons["id_number"]
    button.click()
    assert shown.text() == "110101199810133779"
    settle()
    assert past.steps(samples)[0].title == "查看完整号码：陈䶮"
    card.facts.patience.timeout.emit()  # after a minute
    assert shown.text() == "110***********3779"
    button.click()
    screen.back()
    card_of(screen, "陈䶮", samples, settle)
    assert shown.text() == "110***********3779"
    stages = card.sections["stages"].table.rows_model.rows
    assert [(row.cell(0).text, row.cell(1).text) for row in stages] == [
        ("正式党员", "2018-04-02 起"),
        ("预备党员", "2017-04 至 2018-04-02"),
    ]


def test_the_card_lists_meetings_with_what_was_made_up(go: Go, settle: Wait, samples: Store) -> None:
    person = lists.page(samples, MEMBERS, Query(search="陈䶮")).rows[0][0]
    draft = Meeting(
        kind=MeetingKind.THEME_DAY,
        starts=datetime(2026, 11, 10, 9),  # noqa: DTZ001 - meetings are held in local time
        title="主题党日",
        attendance=Attendance(marks=(Mark(PersonRef("陈䶮", person), Presence.ON_LEAVE, "出差"),)),
    )
    saved = meetings.save(samples, draft)
    meetings.make_up(samples, saved.id, person, date(2026, 11, 20))
    card = card_of(go("members"), "陈䶮", samples, settle)
    row = card.meetings.table.rows_model.rows[0]
    assert [row.cell(place).text for place in range(5)] == [
        "2026-11-10 09:00",
        "主题党日",
        "请假",
        "出差",
        "2026-11-20",
    ]
    assert card.meetings.summary.text().startswith("应到 1 次，实到 0 次，请假 1 次，已补学 1 次；到会率 0%")


@pytest.mark.usefixtures("samples")
def test_somebody_gone_leads_back_to_the_list(go: Go, settle: Wait) -> None:
    screen = go("members")
    screen.open_record("no such")
    settle()
    assert screen.page is screen.list
