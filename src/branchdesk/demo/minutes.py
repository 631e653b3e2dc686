"""Minutes: what is written down of every sitting, kind by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from branchdesk.demo.attendance import Roll
from branchdesk.demo.ballots import Ballots
from branchdesk.demo.cards import Card, Deck
from branchdesk.demo.material import gatherings, reports
from branchdesk.demo.people import LEADER
from branchdesk.demo.records import DemoMember
from branchdesk.demo.studio import Cast, Studio
from branchdesk.demo.telling import Scene
from branchdesk.demo.timetable import Sitting
from branchdesk.domain.meetings import (
    AgendaItem,
    Attendance,
    FirstTopic,
    Measure,
    Meeting,
    MeetingKind,
    Presence,
    Speech,
    Topic,
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
}
DEPUTY, SECRETARY, PUBLICITY = "副书记", "书记", "宣传委员"


@dataclass(slots=True)
class Page:
    """What is being written of one sitting."""

    agenda: list[AgendaItem]
    resolutions: list[str]
    title: str | None = None
    place: str | None = None


class Recorder:
    """Writes the minutes of one sitting after the other; earlier ones are remembered."""

    def __init__(self, studio: Studio, ballots: Ballots, sittings: Iterable[Sitting]) -> None:
        self.studio = studio
        self.ballots = ballots
        self.sittings = tuple(sittings)
        self.reports = {area: Deck(studio.rng, table) for area, table in reports.AREAS.items()}
        self.assembly_matters = Deck(studio.rng, reports.ASSEMBLY)
        self.themes = Deck(studio.rng, gatherings.THEMES)
        self.lectures = Deck(studio.rng, gatherings.LECTURES)

    def write(self, sitting: Sitting, roll: Roll, *, with_first_topic: bool = True) -> Meeting:
        """Write the minutes of a sitting whose roll was called."""
        cast = Cast(self.studio.rng, roll, self.studio.turns)
        cast.chair = _chair(sitting, roll)
        scene = self.studio.scene(sitting, cast)
        page = Page([], [])
        match sitting.kind:
            case MeetingKind.MEMBERS_MEETING:
                self._members_meeting(page, sitting, roll, cast, scene)
            case MeetingKind.COMMITTEE_MEETING:
                self._committee_meeting(page, sitting, cast, scene)
            case MeetingKind.GROUP_MEETING:
                self._group_meeting(page, sitting, cast, scene, with_first_topic=with_first_topic)
            case MeetingKind.THEME_DAY:
                self._theme_day(page, cast, scene)
            case MeetingKind.PARTY_LECTURE:
                self._lecture(page, cast, scene)
        thread = f"{sitting.kind}{sitting.group or ''}"
        self.studio.keep_measures(thread, scene.day, _measures(page.agenda))
        return Meeting(
            kind=sitting.kind,
            starts=sitting.starts,
            ends=sitting.ends,
            title=page.title,
            place=page.place or self.studio.rng.choice(gatherings.ROOMS[sitting.kind.value]),
            group=sitting.group,
            chair=cast.chair.ref,
            recorder=_recorder(self.studio, roll, cast).ref,
            observers=self.studio.observers(sitting),
            attendance=Attendance(Presence.PRESENT, roll.marks),
            agenda=tuple(page.agenda),
            resolutions=tuple(page.resolutions),
        )

    def _members_meeting(self, page: Page, sitting: Sitting, roll: Roll, cast: Cast, scene: Scene) -> None:
        studio = self.studio
        studies = studio.studies(scene.day, (0, 3))
        page.agenda.append(studio.first_topic(cast, scene, studies, speakers=3, measures=2, summed_up=True))
        self._look_back(page, sitting, scene, chance=0.7)
        page.agenda.append(self._report(sitting, cast, scene))
        admissions = self.ballots.admissions(roll, cast, scene)
        for ballot, resolution in admissions:
            page.agenda.append(ballot)
            page.resolutions.append(resolution)
        if not admissions or studio.rng.random() < 0.4:
            ballot, resolution = self.ballots.resolution(roll, scene)
            page.agenda.append(ballot)
            page.resolutions.append(resolution)
        if len(admissions) < 2:  # two admissions fill an afternoon
            self._matter(page, self.assembly_matters, cast, scene, opinions=2)

    def _committee_meeting(self, page: Page, sitting: Sitting, cast: Cast, scene: Scene) -> None:
        studio = self.studio
        wanted = (0, 1) if studio.rng.random() < 0.4 else (0,)
        studies = studio.studies(scene.day, wanted)
        page.agenda.append(studio.first_topic(cast, scene, studies, speakers=2, measures=1))
        self._look_back(page, sitting, scene, chance=0.6)
        for _ in range(2 if studio.rng.random() < 0.75 else 3):
            self._matter(page, studio.committee_matters, cast, scene, opinions=2)

    def _group_meeting(self, page: Page, sitting: Sitting, cast: Cast, scene: Scene, *, with_first_topic: bool) -> None:
        studio = self.studio
        position = 1 + (sitting.group or "").startswith("第二")
        if with_first_topic:
            studies = studio.studies(scene.day, (position,))
            page.agenda.append(studio.first_topic(cast, scene, studies, speakers=2, measures=1))
        self._look_back(page, sitting, scene, chance=0.25)
        self._matter(page, studio.group_matters, cast, scene, opinions=2)

    def _theme_day(self, page: Page, cast: Cast, scene: Scene) -> None:
        studio = self.studio
        card = self.themes.draw(scene.fits)
        studies = studio.studies(scene.day, (2,))
        page.agenda.append(FirstTopic((studies[0].document,), cast.next().ref))
        page.title = studio.teller.say(card.one("题"), scene)
        page.place = studio.teller.say(card.one("地"), scene)
        text = "".join(studio.teller.say(line, scene) for line in card.all("记"))
        page.agenda.append(Topic(page.title, text, self._opinions(card, cast, scene, 2)))
        page.resolutions += [studio.teller.say(line, scene) for line in card.all("决")]

    def _lecture(self, page: Page, cast: Cast, scene: Scene) -> None:
        studio = self.studio
        page.agenda.append(FirstTopic((studio.studies(scene.day, (1,))[0].document,), cast.next().ref))
        card = self.lectures.draw(scene.fits)
        office = card.one("由")
        lecturer, named = cast.officer(office) if office else (cast.next(), "")
        scene.said["{讲}"] = named or lecturer.name
        cast.spoken.add(lecturer.key)
        page.title = studio.teller.say(card.one("题"), scene)
        text = "".join(studio.teller.say(line, scene) for line in card.all("讲"))
        page.agenda.append(Topic(f"{lecturer.name}讲党课：{page.title}", text, self._opinions(card, cast, scene, 2)))
        page.resolutions += [studio.teller.say(line, scene) for line in card.all("决")]

    def _report(self, sitting: Sitting, cast: Cast, scene: Scene) -> Topic:
        """Compose the committee's report of the months since the last members' meeting; its counts are true."""
        studio = self.studio
        earlier = [
            other.starts.date()
            for other in self.sittings
            if other.kind is MeetingKind.MEMBERS_MEETING and other.starts < sitting.starts
        ]
        since = max(earlier, default=self.sittings[0].starts.date())
        own = scene.fresh()
        parts = [self._counts(since, sitting)] if (scene.day - since).days > 20 else []
        areas = studio.rng.sample(sorted(self.reports), 4)
        parts += [studio.teller.tell(self.reports[area], own) for area in areas]
        reporter, named = cast.officer(DEPUTY)
        cast.spoken.add(reporter.key)
        speech = cast.next()
        text = studio.teller.tell(studio.approvals, own)
        title = f"听取支委会{since.month}月以来的工作报告"
        return Topic(title, f"{named}报告：" + "".join(parts), (Speech(speech.ref, text),))

    def _counts(self, since: date, sitting: Sitting) -> str:
        held = [other for other in self.sittings if since <= other.starts.date() and other.starts < sitting.starts]
        number = {kind: sum(other.kind is kind for other in held) for kind in MeetingKind}
        counted = [f"{name}{number[kind]}次" for kind, name in COUNTED.items() if number[kind]]
        text = f"{since.month}月{since.day}日以来开展" + "、".join(counted) + "。"
        self.studio.teller.remember(text)
        return text

    def _look_back(self, page: Page, sitting: Sitting, scene: Scene, chance: float) -> None:
        if self.studio.rng.random() < chance:
            thread = f"{sitting.kind}{sitting.group or ''}"
            topic = self.studio.look_back(thread, NAMES[sitting.kind], scene.day)
            if topic:
                page.agenda.append(topic)

    def _matter(self, page: Page, deck: Deck, cast: Cast, scene: Scene, opinions: int) -> None:
        """Compose one matter: what was reported, what people said, what was settled and who does it."""
        studio = self.studio
        card = deck.draw(scene.fits)
        own = scene.fresh()
        office = card.one("由")
        teller = studio.teller
        title = teller.say(card.one("题"), own)
        reporter, named = cast.officer(office) if office else (cast.chair, cast.chair.name)
        cast.spoken.add(reporter.key)
        report = f"{named}说明：" + "".join(teller.say(line, own) for line in card.all("报"))
        planned: tuple[Measure, ...] = ()
        cast.spoken &= {reporter.key}
        said = self._opinions(card, cast, own, opinions)
        if card.one("措"):
            planned = (studio.measure(reporter, own, card.one("措")),)
        page.agenda.append(Topic(title, report, said, planned))
        page.resolutions += [teller.say(line, own) for line in card.all("决")]

    def _opinions(self, card: Card, cast: Cast, scene: Scene, most: int) -> tuple[Speech, ...]:
        opinions = list(card.all("议"))
        self.studio.rng.shuffle(opinions)
        return tuple(Speech(cast.next().ref, self.studio.teller.say(text, scene)) for text in opinions[:most])


def _chair(sitting: Sitting, roll: Roll) -> DemoMember:
    offices = (LEADER,) if sitting.kind is MeetingKind.GROUP_MEETING else (SECRETARY, DEPUTY, "组织委员", PUBLICITY)
    for office in offices:
        for person in roll.present:
            if office in person.offices:
                return person
    return roll.present[0]


def _recorder(studio: Studio, roll: Roll, cast: Cast) -> DemoMember:
    for person in roll.present:
        if PUBLICITY in person.offices and person is not cast.chair:
            return person
    able = [person for person in roll.present if person is not cast.chair]
    return studio.rng.choice(able)


def _measures(agenda: list[AgendaItem]) -> tuple[Measure, ...]:
    return tuple(measure for item in agenda if isinstance(item, FirstTopic | Topic) for measure in item.measures)
