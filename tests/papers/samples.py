"""A meeting of the sample roster, built by hand: what the papers are tried on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

from branchdesk.domain.agenda import (
    AgendaItem,
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
    Attendee,
    Meeting,
    MeetingKind,
    MeetingRecord,
    MeetingState,
    Presence,
    Verdict,
    count,
)
from branchdesk.domain.roster import RosterPerson, apart
from branchdesk.papers.blocks import Paper
from branchdesk.papers.faces.fonts import bundled
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.minutes import write_minutes
from branchdesk.papers.press.page import print_manuscript

ROSTER = Path(__file__).parents[1] / "fixtures" / "samples" / "党员花名册.xlsx"
AWAY = {
    "吕伟晨": (Presence.ON_LEAVE, "外出办案"),
    "周轩子": (Presence.ON_LEAVE, "住院"),
    "于敏": (Presence.ABSENT, ""),
}
VERDICT = Verdict(
    meets_threshold=True,
    sentence="应到会有表决权43名，实到40名，超过半数；赞成40票（含会前书面意见2票），超过应到会人数的半数（22票），达到规定票数。",
    article="《中国共产党发展党员工作细则》（2026年修订）第19、20、31、32条",
)


def roster() -> tuple[Attendee, ...]:
    """Give the 46 people of the sample sheet, three of them away."""
    rows = CalamineWorkbook.from_path(ROSTER).get_sheet_by_index(0).to_python()
    people = []
    for row in rows:
        if not isinstance(row[0], float):
            continue
        name = str(row[1]).replace("\u3000", "")
        presence, reason = AWAY.get(name, (Presence.PRESENT, ""))
        full = row[9] == "正式党员"
        people.append(
            Attendee(
                member_id=f"m{int(row[0])}",
                name=name,
                stage="full_member" if full else "probationary_member",
                offices=(str(row[11]),) if row[11] else (),
                group=str(row[10]),
                entitled=full,
                presence=presence,
                reason=reason,
            )
        )
    return tuple(people)


def usual_agenda() -> tuple[AgendaItem, ...]:
    """Give an agenda of an ordinary quarter."""
    first = FirstTopic(
        documents=(
            Document("在全国检察长会议上的讲话要点", "人民日报", PartialDate(2026, 11, 5)),
            Document("关于加强新时代机关基层党组织建设的意见", "求是", PartialDate(2026, 10)),
        ),
        lead_reader=PersonRef("陈䶮", "m2"),
        speeches=(
            Speech(
                PersonRef("司马彧", "m8"),
                "学习之后感受很深。民事检察工作面对的是群众身边的“小案”，办案时既要把法律适用讲清楚，也要把情理讲明白。"
                "今年1月至10月，本组共受理民事生效裁判监督案件126件，审结118件，其中息诉和解31件，和解率为26.3%；"
                "下一步要把释法说理放在听证之前，让当事人把话说完。",
            ),
            Speech(
                PersonRef("买买提·艾山", "m5"),
                "结合自己联系的3个网格，谈两点体会：一是线索要当天登记、当天分办，不能过夜；二是反馈要见人见事，"
                "办结以后由原提报人确认，确实没有办好的，退回重新办理。",
            ),
        ),
        measures=(
            Measure("修订支部线索分办制度，明确每一环节的办理时限", PersonRef("翟堃", "m1"), date(2026, 12, 20)),
            Measure("12月上旬组织一次案件质量评查，评查结果在主题党日上通报。", PersonRef("王伟", "m9")),
        ),
    )
    plan = Topic(
        "研究第四季度党建工作安排",
        "支部书记翟堃通报第三季度工作情况，并就第四季度工作提出安排意见。会议认为，前三季度支部“三会一课”按期召开，"
        "志愿者队伍共提报线索193条，办结189条，处置率97.9%。\n"
        "会议同意第四季度工作安排，由组织委员陈䶮牵头，于2026年12月31日前完成党员民主评议的各项准备工作。",
        speeches=(Speech(PersonRef("李𬭎", "m3"), "宣传工作要早准备，建议把政治生日与主题党日合并安排。"),),
    )
    vote = Ballot(
        "何霞同志按期转正",
        BallotRule.ADMISSION,
        subjects=(Subject("何霞", yes=38, no=1, abstain=1, written_yes=2, declared=Declared.PASSED, person="m13"),),
        text="入党介绍人介绍何霞同志预备期内的表现，支委会报告审查意见。与会党员充分讨论后，以无记名投票方式进行表决。",
    )
    return first, plan, vote


def meeting() -> Meeting:
    """Give the members' meeting of 2026-11-20."""
    return Meeting(
        kind=MeetingKind.MEMBERS_MEETING,
        starts=datetime(2026, 11, 20, 14, 30),  # noqa: DTZ001 - the office's own clock
        ends=datetime(2026, 11, 20, 16, 5),  # noqa: DTZ001
        number=4,
        place="三楼会议室",
        chair=PersonRef("翟堃", "m1"),
        recorder=PersonRef("李𬭎", "m3"),
        observers=("市院机关党委 张某",),
        agenda=usual_agenda(),
        resolutions=(
            "同意何霞同志按期转为中共正式党员，党龄自2025年11月3日转为预备党员之日算起，报上级党组织审批。",
            "通过支部第四季度党建工作安排。",
        ),
    )


def record(
    *,
    of: Meeting | None = None,
    agenda: tuple[AgendaItem, ...] | None = None,
    people: tuple[Attendee, ...] | None = None,
    state: MeetingState = MeetingState.FINAL,
    branch: str = "第四党支部",
) -> MeetingRecord:
    """Give a record; what is not named is the sample's."""
    of = meeting() if of is None else of
    of = of if agenda is None else replace(of, agenda=agenda)
    people = roster() if people is None else people
    ballots = [(at, item) for at, item in enumerate(of.agenda) if isinstance(item, Ballot)]
    return MeetingRecord(
        branch=branch,
        unit="某某市人民检察院",
        meeting=of,
        state=state,
        attendees=people,
        counts=count(people),
        verdicts={(at, number): VERDICT for at, item in ballots for number in range(len(item.subjects))},
        apart=told_apart(people),
    )


def told_apart(people: tuple[Attendee, ...]) -> dict[str, str]:
    """Tell namesakes apart as a record does."""
    return apart(
        RosterPerson(one.member_id, one.name, None, one.offices, one.group, place)
        for place, one in enumerate(people, start=1)
    )


def unmarked(people: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
    """Give the same people before anybody was marked."""
    return tuple(replace(person, presence=Presence.UNKNOWN, reason="") for person in people)


def make_minutes(of: MeetingRecord, house: House = USUAL, *, today: date | None = None) -> Paper:
    """Print minutes in the faces that the program ships, whatever this machine has."""
    return print_manuscript(write_minutes(of, house, today=today), bundled())
