"""The studio: what every kind of minutes is composed from, and what was said, studied and decided before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from branchdesk.demo.attendance import Roll
from branchdesk.demo.cards import Deck
from branchdesk.demo.days import on_or_after, on_or_before
from branchdesk.demo.material import documents, matters, speeches
from branchdesk.demo.people import OFFICES
from branchdesk.demo.records import DemoMember
from branchdesk.demo.telling import TRIES, Scene, Teller, spoken
from branchdesk.demo.timetable import Sitting
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import Document, FirstTopic, Measure, MeetingKind, Speech, Topic

OVERDUE = (5, 45)  # by so many days the planted measures are late
BIWEEKLY = "求是"  # comes out on the 1st and the 16th


@dataclass(frozen=True, slots=True)
class Study:
    """A document and the two or three words by which people speak of its subject."""

    subject: str
    document: Document


class Cast:
    """Who takes part in one sitting, and who has already spoken."""

    def __init__(self, rng: Random, roll: Roll, turns: dict[str, int]) -> None:
        self.rng = rng
        self.present = roll.present
        self.turns = turns
        self.spoken: set[str] = set()
        self.chair = self.present[0]

    def next(self, *, line: str | None = None) -> DemoMember:
        """Give the one whose turn to speak is longest ago, of a line of work if asked for."""
        able = [person for person in self.present if person is not self.chair and person.key not in self.spoken]
        of_line = [person for person in able if line is None or person.line == line]
        pool = of_line or able or [self.chair]
        person = min(pool, key=lambda one: (self.turns.get(one.key, 0), self.rng.random()))
        self.turns[person.key] = self.turns.get(person.key, 0) + 1
        self.spoken.add(person.key)
        return person

    def officer(self, office: str) -> tuple[DemoMember, str]:
        """Give who reports for an office and how they are named: the holder, else the chair on their behalf."""
        for person in self.present:
            if office in person.offices:
                return person, f"{office}{person.name}"
        return self.chair, f"{self.chair.name}代{office}"


class Studio:
    """Holds the decks, the teller and the memory of earlier sittings."""

    def __init__(self, rng: Random, today: date, riders_since: date) -> None:
        self.rng = rng
        self.today = today
        self.riders_since = riders_since
        self.teller = Teller(rng)
        self.turns: dict[str, int] = {}
        self.open_measures: dict[str, tuple[date, tuple[Measure, ...]]] = {}
        self.overdue_wanted = 2
        self.skip_overdue = 0
        self.documents = Deck(rng, documents.DOCUMENTS)
        self.month_documents: dict[tuple[int, int], list[Study]] = {}
        self.openings = Deck(rng, speeches.OPENINGS)
        self.closings = Deck(rng, speeches.CLOSINGS)
        self.cases = {line: Deck(rng, table) for line, table in speeches.CASES.items()}
        self.plain = Deck(rng, speeches.PLAIN)
        self.approvals = Deck(rng, speeches.APPROVALS)
        self.committee_matters = Deck(rng, matters.COMMITTEE)
        self.group_matters = Deck(rng, matters.GROUP)

    def scene(self, sitting: Sitting, cast: Cast) -> Scene:
        """Set the scene of a sitting: the day, and the people its texts may name."""
        scene = Scene(sitting.starts.date(), sitting.starts.date() >= self.riders_since)
        others = [person for person in cast.present if person is not cast.chair] or [cast.chair]
        named = self.rng.sample(others, min(4, len(others)))
        for index, slot in enumerate(("{人}", "{人2}", "{人3}", "{人4}")):
            scene.said[slot] = named[index % len(named)].name
        for office in OFFICES:
            scene.said[f"{{{office}}}"] = cast.officer(office)[1]
        return scene

    def studies(self, day: date, wanted: tuple[int, ...]) -> list[Study]:
        """Give documents of the month by position; those studied in one month are shared by its sittings."""
        month = self.month_documents.setdefault((day.year, day.month), [])
        while len(month) <= max(wanted):
            month.append(self._new_study(day.replace(day=1)))
        return [month[position] for position in wanted]

    def observers(self, sitting: Sitting) -> tuple[str, ...]:
        """Give who sat in: somebody from the office above at members' meetings, group leaders' guests at none."""
        if sitting.kind is MeetingKind.MEMBERS_MEETING and self.rng.random() < 0.6:
            return (f"机关党委 {self.rng.choice(('沈某', '陆某', '钱某'))}",)
        if sitting.kind is MeetingKind.PARTY_LECTURE and self.rng.random() < 0.4:
            return (self.rng.choice(("入党积极分子 孟某", "入党积极分子 蒋某", "机关团支部 尹某")),)
        return ()

    def first_topic(  # how many speak and what follows differs by kind of sitting
        self,
        cast: Cast,
        scene: Scene,
        studies: list[Study],
        *,
        speakers: int,
        measures: int,
        summed_up: bool = False,
    ) -> FirstTopic:
        """Compose 第一议题: what was read, who spoke about it from their own work, and what follows."""
        reader = cast.next()
        scene.said["{题}"] = studies[0].subject
        said: list[Speech] = []
        planned: list[Measure] = []
        for number in range(speakers):
            person = cast.next()
            text, measure = self.speech(person, scene, with_measure=number < measures)
            said.append(Speech(person.ref, text))
            planned += [measure] if measure else []
        if summed_up:
            said.append(Speech(cast.chair.ref, self.teller.tell(self.closings, scene.fresh())))
        return FirstTopic(tuple(study.document for study in studies), reader.ref, tuple(said), tuple(planned))

    def speech(self, person: DemoMember, scene: Scene, *, with_measure: bool) -> tuple[str, Measure | None]:
        """Compose what somebody says about their own line of work, and what they then take upon themselves."""
        own = scene.fresh()
        parts = []
        if self.rng.random() < 0.4:  # not everybody refers to the text
            parts.append(self.teller.tell(self.openings, own))
        if not with_measure and self.rng.random() < 0.12:  # and not everybody speaks of a case
            return "".join([*parts, self.teller.tell(self.plain, own)]), None
        deck = self.cases[person.line]
        case, follow_up, task = self._new_case(deck, own)
        parts.append(self.teller.say(case, own))
        if with_measure:
            return "".join(parts), self.measure(person, own, task)
        if self.rng.random() < 0.7:  # some leave it at that
            parts.append(self.teller.say(follow_up, own))
        return "".join(parts), None

    def _new_case(self, deck: Deck, scene: Scene) -> list[str]:
        """Draw a case that can be told anew: what happened, what comes next, and the task that follows."""
        parts: list[str] = []
        for _ in range(TRIES):
            parts = deck.draw(scene.fits).one().split("｜")
            if any(self.teller.is_new(self.teller.fill(parts[0], scene.fresh())) for _ in range(3)):
                break
        return parts

    def measure(self, owner: DemoMember, scene: Scene, text: str) -> Measure:
        """Set down a measure with an owner and a day, done when it was due but for the few left over on purpose."""
        told = self.teller.say(text, scene)
        day = scene.day
        due = on_or_after(day + timedelta(days=self.rng.randint(12, 40)))
        finished = max(on_or_before(due - timedelta(days=self.rng.randint(0, 9))), day + timedelta(days=1))
        done = None if finished > self.today or self._forgotten(due) else finished
        return Measure(told.rstrip("。"), owner.ref, due, done)

    def _forgotten(self, due: date) -> bool:
        """Say whether this measure is one of the few that stay undone past their day."""
        if not self.overdue_wanted or not OVERDUE[0] <= (self.today - due).days <= OVERDUE[1]:
            return False
        self.skip_overdue = (self.skip_overdue + 1) % 3
        if self.skip_overdue:
            return False
        self.overdue_wanted -= 1
        return True

    def look_back(self, thread: str, name: str, day: date) -> Topic | None:
        """Compose the look back on the measures of the previous sitting of the same kind."""
        before = self.open_measures.get(thread)
        if not before or not before[1]:
            return None
        since, planned = before
        told = "；".join(_how_it_stands(measure, day) for measure in planned) + "。"
        self.teller.remember(told)
        return Topic(f"回看{since.month}月{name}定的{len(planned)}项措施", told)

    def keep_measures(self, thread: str, day: date, planned: tuple[Measure, ...]) -> None:
        """Keep the measures of a sitting for the look back of the next."""
        self.open_measures[thread] = (day, planned)

    def _new_study(self, before: date) -> Study:
        subject, title, source = self.documents.draw(lambda _: True).one().split("｜")
        issued = before - timedelta(days=self.rng.randint(2, 24))
        if source == BIWEEKLY:
            issued = issued.replace(day=1 if issued.day < 16 else 16)
        return Study(subject, Document(title, source, PartialDate.of(issued)))


def _how_it_stands(measure: Measure, day: date) -> str:
    owner = measure.owner.name if measure.owner else ""
    if measure.done_on and measure.done_on <= day:
        return f"{owner}负责的“{measure.text}”已于{spoken(measure.done_on)}办完"
    if measure.due and measure.due < day:
        return f"{owner}负责的“{measure.text}”过了{spoken(measure.due)}还没办完，请抓紧"
    return f"{owner}负责的“{measure.text}”正在办，期限是{spoken(measure.due or day)}"
