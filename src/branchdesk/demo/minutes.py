"""Minutes: what is written down of every sitting, kind by kind."""

from __future__ import annotations

from datetime import date

from branchdesk.demo.attendance import Roll
from branchdesk.demo.ballots import Ballots
from branchdesk.demo.cards import Card, Deck
from branchdesk.demo.material import committee, gatherings, groups, lectures, reports, speeches
from branchdesk.demo.occasions import Occasions
from branchdesk.demo.page import Page
from branchdesk.demo.people import DEPUTY, LEADER, LINES, PUBLICITY, SECRETARY
from branchdesk.demo.records import DemoMember, entitled_on
from branchdesk.demo.studio import Cast, Studio
from branchdesk.demo.telling import Scene, sentences
from branchdesk.demo.timetable import Sitting
from branchdesk.demo.yearly import Yearly
from branchdesk.domain.agenda import (
    Ballot,
    FirstTopic,
    Lecture,
    Speech,
    Topic,
)
from branchdesk.domain.meetings import (
    Attendance,
    Body,
    Mark,
    Meeting,
    MeetingKind,
    Presence,
)

NAMES = {
    MeetingKind.MEMBERS_MEETING: "党员大会",
    MeetingKind.COMMITTEE_MEETING: "支委会",
    MeetingKind.GROUP_MEETING: "小组会",
}
COUNTED = {
    MeetingKind.COMMITTEE_MEETING: "支委会",
    MeetingKind.GROUP_MEETING: "小组会",
    MeetingKind.THEME_DAY: "主题党日",
    MeetingKind.PARTY_LECTURE: "党课",
    MeetingKind.ORGANISATIONAL_LIFE: "组织生活会",
    MeetingKind.ACTIVITY: "共建活动",
}
GUESTS = {
    MeetingKind.MEMBERS_MEETING: ("机关党委 沈某", "机关党委 陆某", "机关党委 钱某"),
    MeetingKind.PARTY_LECTURE: ("入党积极分子 孟远帆", "入党积极分子 蒋乐", "机关团支部 尹知白"),
}
HALLS = gatherings.ROOMS["members_meeting"]
OF_A_YEAR = {MeetingKind.ORGANISATIONAL_LIFE, MeetingKind.DEMOCRATIC_APPRAISAL}
OPINION, OF_CASES = "议", "检"  # the second is for those who handle cases
HANDLING = frozenset(LINES) - {"司法警察", "综合保障"}
ATTEMPTS, ALIKE = 5, 0.25  # minutes that share more than a quarter of their sentences are written again
TOLD = ("说明", "介绍", "报告")
FOR_ALL = "提交党员大会"  # as a committee resolves what goes on to the members' meeting


class Recorder:
    """Writes the minutes of one sitting after the other; earlier ones are remembered."""

    def __init__(self, studio: Studio, ballots: Ballots, sittings: list[Sitting], elected: date) -> None:
        self.studio = studio
        self.yearly = Yearly(studio)
        self.elected = elected
        self.ballots = ballots
        self.sittings = sittings
        self.earlier: list[set[str]] = []
        rng = studio.rng
        self.occasions = Occasions(studio, sittings)
        self.approvals = Deck(rng, speeches.APPROVALS)
        self.reports = {area: Deck(rng, table) for area, table in reports.AREAS.items()}
        self.assembly_matters = Deck(rng, reports.ASSEMBLY)
        self.committee_matters = Deck(rng, committee.COMMITTEE)
        self.group_matters = Deck(rng, groups.GROUP)
        self.themes = Deck(rng, gatherings.THEMES)
        self.lectures = Deck(rng, lectures.LECTURES)

    def write(self, sitting: Sitting, roll: Roll, *, with_first_topic: bool = True) -> Meeting:
        """Write the minutes of a sitting whose roll was called, again where they are too much like earlier ones."""
        overdue = self.studio.overdue_wanted, self.studio.overdue_passed
        for _ in range(ATTEMPTS):
            self.studio.overdue_wanted, self.studio.overdue_passed = overdue
            meeting = self._written(sitting, roll, with_first_topic=with_first_topic)
            told = {sentence for text in texts(meeting) for sentence in sentences(text)}
            if all(len(told & other) <= ALIKE * min(len(told), len(other)) for other in self.earlier):
                break
        self.earlier.append(told)
        return meeting

    def _written(self, sitting: Sitting, roll: Roll, *, with_first_topic: bool) -> Meeting:
        studio = self.studio
        cast = Cast(studio.rng, roll, _chair(sitting, roll), studio.turns)
        of_all = sitting.kind is MeetingKind.COMMITTEE_MEETING
        homely = sitting.kind in {MeetingKind.GROUP_MEETING, MeetingKind.THEME_DAY}
        scene = studio.scene(cast, of_all=of_all, homely=homely)
        page = Page(sitting, roll, cast, scene)
        match sitting.kind:
            case MeetingKind.MEMBERS_MEETING if scene.day == self.elected:
                self.yearly.election(page)
            case MeetingKind.MEMBERS_MEETING:
                self._members_meeting(page)
            case MeetingKind.COMMITTEE_MEETING:
                self._committee_meeting(page)
            case MeetingKind.GROUP_MEETING:
                self._group_meeting(page, with_first_topic=with_first_topic)
            case MeetingKind.THEME_DAY:
                self._theme_day(page)
            case MeetingKind.PARTY_LECTURE:
                self._lecture(page)
            case MeetingKind.ORGANISATIONAL_LIFE:
                self.yearly.organisational_life(page)
            case MeetingKind.DEMOCRATIC_APPRAISAL:
                self.yearly.appraisal(page)
            case MeetingKind.ACTIVITY:
                self.yearly.activity(page)
        measures = [one for item in page.agenda if isinstance(item, FirstTopic | Topic) for one in item.measures]
        studio.keep_measures(page.thread, scene.day, tuple(measures))
        return Meeting(
            kind=sitting.kind,
            starts=sitting.starts,
            ends=sitting.ends,
            title=page.title,
            place=page.place or studio.rng.choice(gatherings.ROOMS.get(sitting.kind.value) or HALLS),
            group=sitting.group,
            chair=cast.chair.ref,
            recorder=self._recorder(page).ref,
            observers=self._observers(sitting),
            attendance=_attendance(sitting, roll),
            agenda=tuple(page.agenda),
            resolutions=tuple(page.resolutions),
            form=Body.MEMBERS if sitting.kind is MeetingKind.ORGANISATIONAL_LIFE else None,
            for_year=scene.day.year - 1 if sitting.kind in OF_A_YEAR else None,
            partners=page.partners,
            volunteers=page.volunteers,
        )

    def _members_meeting(self, page: Page) -> None:
        studio, cast, scene = self.studio, page.cast, page.scene
        cast.celebrated |= {person.key for person in self.ballots.candidates(scene.day)}
        studies = studio.studies(scene.day, (0, 3))
        page.agenda.append(studio.first_topic(cast, scene, studies, speakers=3, measures=2, summed_up=True))
        self._look_back(page, chance=0.7)
        page.agenda.append(self._report(page))
        admissions = self.ballots.admissions(page.roll, cast, scene)
        if len(admissions) < 2:  # two admissions fill an afternoon
            self._matter(page, studio.new_card(self.assembly_matters, scene))
        votes = admissions
        if not admissions or studio.rng.random() < 0.4:
            votes = [*admissions, self.ballots.resolution(page.roll, cast, scene)]
        for ballot, resolution in votes:
            page.agenda.append(ballot)
            page.resolutions.append(resolution)

    def _committee_meeting(self, page: Page) -> None:
        studio, scene = self.studio, page.scene
        wanted = (0, 1) if studio.rng.random() < 0.4 else (0,)
        studies = studio.studies(scene.day, wanted)
        page.agenda.append(studio.first_topic(page.cast, scene, studies, speakers=2, measures=1))
        self._look_back(page, chance=0.6)
        cards = self.occasions.of_committee(scene, self._planned_theme)
        for _ in range(max(1, (2 if studio.rng.random() < 0.75 else 3) - len(cards))):
            cards.append(studio.new_card(self.committee_matters, scene))
        for card in cards:
            self._matter(page, card, of_all=True)

    def _group_meeting(self, page: Page, *, with_first_topic: bool) -> None:
        studio, scene = self.studio, page.scene
        position = 1 + (page.sitting.group or "").startswith("第二")
        if with_first_topic:
            studies = studio.studies(scene.day, (position,))
            page.agenda.append(studio.first_topic(page.cast, scene, studies, speakers=2, measures=1))
        self._look_back(page, chance=0.25)
        card = self.occasions.of_group(scene, page.cast)
        self._matter(page, card or studio.new_card(self.group_matters, scene, page.thread))
        if not with_first_topic:
            self._matter(page, studio.new_card(self.group_matters, scene, page.thread))

    def _theme_day(self, page: Page) -> None:
        studio, scene = self.studio, page.scene
        card, planned = self._planned_theme(scene.day)
        scene.said.update(planned.said)
        studies = studio.studies(scene.day, (2,))
        page.agenda.append(studio.first_topic(page.cast, scene, studies, speakers=1, measures=0))
        page.title = planned.said["{主题}"]
        page.place = planned.said["{地点}"]
        studio.name_people(page.cast, scene)
        text = studio.teller.say_all(card.all("记"), scene)
        page.agenda.append(Topic(page.title, text, self._opinions(card, page, scene, most=3)))
        page.resolutions += [studio.teller.say(line, scene) for line in card.all("决")]

    def _planned_theme(self, day: date) -> tuple[Card, Scene]:
        """Give the theme of a month, which the committee settles before the day comes."""
        return self.occasions.theme(self.themes, day)

    def _lecture(self, page: Page) -> None:
        studio, cast, scene = self.studio, page.cast, page.scene
        page.agenda.append(studio.first_topic(cast, scene, studio.studies(scene.day, (1,)), speakers=0, measures=0))
        card = studio.new_card(self.lectures, scene)
        office = card.one("由")
        cast.celebrated = {person.key for person in cast.present if not entitled_on(person, scene.day)}
        lecturer, named = cast.officer(office) if office else (cast.next(frozenset(card.all("条"))), "")
        scene.said["{讲}"] = named or lecturer.name
        cast.celebrated = set()
        cast.spoken.add(lecturer.key)
        studio.name_people(cast, scene)
        page.title = studio.teller.say(card.one("题"), scene)
        text = studio.teller.say_all(card.all("讲"), scene)
        said = self._opinions(card, page, scene, most=3)
        page.agenda.append(Lecture(page.title, lecturer.ref, text, said))
        page.resolutions += [studio.teller.say(line, scene) for line in card.all("决")]

    def _report(self, page: Page) -> Topic:
        """Compose the committee's report of the months since the last members' meeting; its counts are true."""
        studio, scene = self.studio, page.scene
        earlier = [
            other.starts.date()
            for other in self.sittings
            if other.kind is MeetingKind.MEMBERS_MEETING and other.starts < page.sitting.starts
        ]
        since = max(earlier, default=self.sittings[0].starts.date())
        reporter, named = page.cast.officer(DEPUTY)
        page.cast.spoken.add(reporter.key)
        studio.name_people(page.cast, scene)
        own = scene.fresh()
        parts = [self._counts(since, page.sitting)] if (scene.day - since).days > 20 else []
        areas = [*studio.rng.sample(sorted(set(self.reports) - {"不足"}), 3), "不足"]
        parts += [studio.teller.tell(self.reports[area], own) for area in areas]
        speaker = page.cast.next()
        text = studio.teller.tell(self.approvals, own)
        title = f"听取支委会{since.month}月以来的工作报告"
        return Topic(title, f"{named}报告：" + "".join(parts), (Speech(speaker.ref, text),))

    def _counts(self, since: date, sitting: Sitting) -> str:
        held = [other for other in self.sittings if since <= other.starts.date() and other.starts < sitting.starts]
        number = {kind: sum(other.kind is kind for other in held) for kind in MeetingKind}
        counted = [f"{name}{number[kind]}次" for kind, name in COUNTED.items() if number[kind]]
        text = f"{since.month}月{since.day}日以来开展" + "、".join(counted) + "。"
        self.studio.teller.remember(text)
        return text

    def _look_back(self, page: Page, chance: float) -> None:
        if self.studio.rng.random() < chance:
            topic = self.studio.look_back(page.thread, NAMES[page.sitting.kind], page.scene.day)
            if topic:
                page.agenda.append(topic)

    def _matter(self, page: Page, card: Card, *, of_all: bool = False) -> None:
        """Compose one matter: what was reported, what people said, what was settled and who does it."""
        studio, cast, teller = self.studio, page.cast, self.studio.teller
        office = card.one("由")
        reporter, named = cast.officer(office) if office else (cast.chair, cast.chair.name)
        cast.spoken = {reporter.key}
        studio.name_people(cast, page.scene, of_all=of_all)
        own = page.scene.fresh()
        title = teller.say(card.one("题"), own)
        report = f"{named}{studio.rng.choice(TOLD)}：" + teller.say_all(card.all("报"), own)
        said = self._opinions(card, page, own)
        planned = (studio.measure(reporter, own, card.one("措")),) if card.one("措") else ()
        goes_on = any(FOR_ALL in line for line in card.all("决"))
        page.agenda.append(Topic(title, report, said, planned, reporter.ref, goes_on))
        page.resolutions += [teller.say(line, own) for line in card.all("决")]

    def _opinions(self, card: Card, page: Page, scene: Scene, most: int = 2) -> tuple[Speech, ...]:
        """Let people speak, with opinions that were not heard before where there are such."""
        teller = self.studio.teller
        opinions = [(mark, text) for mark, text in card.parts if mark in {OPINION, OF_CASES}]
        self.studio.rng.shuffle(opinions)
        new = [(mark, text) for mark, text in opinions if teller.is_new(teller.fill(text, scene.fresh()))]
        said = []
        for mark, text in (new or opinions[:1])[:most]:
            speaker = page.cast.next(HANDLING if mark == OF_CASES else frozenset())
            said.append(Speech(speaker.ref, teller.say(text, scene)))
        return tuple(said)

    def _recorder(self, page: Page) -> DemoMember:
        """Give who writes: the publicity officer where there is one, in a group anybody else."""
        others = [person for person in page.roll.present if person is not page.cast.chair]
        officers = [person for person in others if PUBLICITY in person.offices and not page.sitting.group]
        return officers[0] if officers else self.studio.rng.choice(others or [page.cast.chair])

    def _observers(self, sitting: Sitting) -> tuple[str, ...]:
        guests = GUESTS.get(sitting.kind)
        return (self.studio.rng.choice(guests),) if guests and self.studio.rng.random() < 0.5 else ()


def texts(meeting: Meeting) -> list[str]:
    """Give every text in a meeting's minutes; who is voted on is none."""
    found = [meeting.title or "", *(meeting.resolutions or ())]
    for item in meeting.agenda:
        if isinstance(item, FirstTopic):
            found += [document.title for document in item.documents]
        else:
            found += [item.title, item.text]
        if isinstance(item, Ballot):
            found += [subject.name for subject in item.subjects if subject.person is None]
        else:
            found += [speech.text for speech in item.speeches] + [measure.text for measure in item.measures]
    return found


def _attendance(sitting: Sitting, roll: Roll) -> Attendance:
    """Mark who was away; at an activity, where nobody is due, mark who came."""
    if sitting.kind is not MeetingKind.ACTIVITY:
        return Attendance(Presence.PRESENT, roll.marks)
    return Attendance(Presence.UNKNOWN, tuple(Mark(person.ref, Presence.PRESENT) for person in roll.present))


def _chair(sitting: Sitting, roll: Roll) -> DemoMember:
    offices = (LEADER,) if sitting.kind is MeetingKind.GROUP_MEETING else (SECRETARY, DEPUTY, "组织委员", PUBLICITY)
    for office in offices:
        for person in roll.present:
            if office in person.offices:
                return person
    return roll.present[0]
