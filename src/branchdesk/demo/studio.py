"""The studio: what every kind of minutes is composed from, and what was said, studied and decided before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from branchdesk.demo.attendance import Roll
from branchdesk.demo.cards import Card, Deck
from branchdesk.demo.days import on_or_after, on_or_before
from branchdesk.demo.material import documents, speeches
from branchdesk.demo.people import FEMALE, LINES, OFFICES
from branchdesk.demo.records import DemoMember, entitled_on, expected_on
from branchdesk.demo.telling import TRIES, Scene, Teller, spoken
from branchdesk.domain.agenda import (
    Document,
    FirstTopic,
    Measure,
    Speech,
    Topic,
)
from branchdesk.domain.dates import PartialDate

OVERDUE = (4, 60)  # by so many days the planted measures are late
BIWEEKLY = "求是"  # comes out on the 1st and the 16th
RIDERS, HOMELY = "骑", "家常"
DRAWS, ALMOST_ALL = 40, 0.85  # how many cards are looked at for one that is new enough
YOUNG = 36
MENTIONED = 4  # people whom the texts of one matter may name


@dataclass(frozen=True, slots=True)
class Study:
    """A document, the two or three words by which people speak of its subject, and the lines of work it touches.

    No lines means that it concerns everybody alike.
    """

    subject: str
    document: Document
    lines: frozenset[str]


class Cast:
    """Who takes part in one sitting, who has spoken, and who is spoken of and so does not speak."""

    def __init__(self, rng: Random, roll: Roll, chair: DemoMember, turns: dict[str, int]) -> None:
        self.rng = rng
        self.day = roll.day
        self.present = roll.present
        self.chair = chair
        self.turns = turns
        self.spoken: set[str] = set()
        self.mentioned: set[str] = set()
        self.celebrated: set[str] = set()
        usual = sorted(turns[person.key] for person in self.present if person.key in turns)
        for person in self.present:
            turns.setdefault(person.key, usual[len(usual) // 2] if usual else 0)

    def next(self, lines: frozenset[str] = frozenset()) -> DemoMember:
        """Give the one whose turn to speak is longest ago, of certain lines of work if asked for."""
        others = [person for person in self.present if person is not self.chair]
        silent = self.mentioned | self.celebrated
        able = [person for person in others if person.key not in self.spoken | silent]
        of_line = [person for person in able if not lines or person.line in lines]
        pool = of_line or able or [person for person in others if person.key not in silent] or others
        person = min(pool or [self.chair], key=lambda one: (self.turns[one.key], self.rng.random()))
        self.turns[person.key] += 1
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

    def __init__(self, rng: Random, roster: tuple[DemoMember, ...], today: date, riders_since: date) -> None:
        self.rng = rng
        self.roster = roster
        self.today = today
        self.riders_since = riders_since
        self.teller = Teller(rng, len(roster))
        self.turns: dict[str, int] = {}
        self.used: dict[str, list[Card]] = {}
        self.open_measures: dict[str, tuple[date, tuple[Measure, ...]]] = {}
        self.overdue_wanted, self.overdue_passed = 2, 0
        self.documents = Deck(rng, documents.DOCUMENTS)
        self.month_documents: dict[tuple[int, int], list[Study]] = {}
        self.openings = Deck(rng, speeches.OPENINGS)
        self.closings = Deck(rng, speeches.CLOSINGS)
        self.plain = Deck(rng, speeches.PLAIN)
        self.cases = {line: Deck(rng, table) for line, table in speeches.CASES.items()}
        names = [person.name for person in roster]
        self.shared_names = {name for name in names if names.count(name) > 1}

    def scene(self, cast: Cast, *, of_all: bool = False, homely: bool = False) -> Scene:
        """Set the scene of a sitting: the day, and the people its texts may name.

        `of_all` lets the texts name members of the branch who were not there, as a committee's do; `homely` lets people
        speak of themselves and not only of their work.
        """
        tags = {RIDERS} if cast.day >= self.riders_since else set()
        scene = Scene(cast.day, frozenset(tags | {HOMELY} if homely else tags))
        scene.said["{到会}"] = str(len(cast.present))
        for office in OFFICES:
            scene.said[f"{{{office}}}"] = cast.officer(office)[1]
        self.name_people(cast, scene, of_all=of_all)
        return scene

    def name_people(self, cast: Cast, scene: Scene, *, of_all: bool = False) -> None:
        """Choose whom the next texts may name; these do not speak there themselves."""
        pool = [
            person
            for person in (self.roster if of_all else cast.present)
            if entitled_on(person, cast.day)
            and person.name not in self.shared_names
            and person is not cast.chair
            and person.key not in cast.spoken | cast.celebrated
            and not set(person.offices) & set(OFFICES)
        ]
        chosen = self.rng.sample(pool, min(MENTIONED, len(pool) - 3)) if len(pool) > MENTIONED else pool[:1]
        chosen = chosen or [cast.chair]
        young = [person for person in pool if cast.day.year - int(person.id_number[6:10]) <= YOUNG]
        young = self.rng.sample(young, min(2, len(young)))
        young += [person for person in chosen if person not in young][: 2 - len(young)]
        cast.mentioned = {person.key for person in chosen + young}
        scene.said.update({"{青}": young[0].name, "{青2}": young[-1].name})
        for index in range(MENTIONED):
            person, number = chosen[index % len(chosen)], str(index + 1) if index else ""
            scene.said[f"{{人{number}}}"] = person.name
            scene.said[f"{{他{number}}}"] = "她" if person.sex == FEMALE else "他"

    def studies(self, day: date, wanted: tuple[int, ...]) -> list[Study]:
        """Give documents of the month by position; those studied in one month are shared by its sittings."""
        month = self.month_documents.setdefault((day.year, day.month), [])
        while len(month) <= max(wanted):
            month.append(self._new_study(day.replace(day=1)))
        return [month[position] for position in wanted]

    def first_topic(
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
        cast.mentioned = set()
        reader = cast.next()
        said: list[Speech] = []
        planned: list[Measure] = []
        for number in range(speakers):
            person = cast.next(studies[0].lines if number == 0 else frozenset())
            scene.said["{题}"] = next((one.subject for one in studies if _touches(one, person)), "")
            text, measure = self.speech(person, scene, with_measure=number < measures)
            said.append(Speech(person.ref, text))
            planned += [measure] if measure else []
        scene.said["{题}"] = studies[0].subject
        if summed_up:
            said.append(Speech(cast.chair.ref, self.teller.tell(self.closings, scene.fresh())))
        return FirstTopic(tuple(study.document for study in studies), reader.ref, tuple(said), tuple(planned))

    def speech(self, person: DemoMember, scene: Scene, *, with_measure: bool) -> tuple[str, Measure | None]:
        """Compose what somebody says about their own line of work, and what they then take upon themselves."""
        own = scene.fresh()
        colleague = self._colleague(person, scene.day)
        own.said["{人}"], own.said["{他}"] = colleague.name, "她" if colleague.sex == FEMALE else "他"
        parts = []
        if HOMELY in scene.tags and not with_measure and self.rng.random() < 0.15:  # not everybody speaks of a case
            return self.teller.tell(self.plain, own), None
        if scene.said["{题}"] and self.rng.random() < 0.5:  # and not everybody refers to the text
            parts.append(self.teller.tell(self.openings, own))
        case, follow_up, task = self._new_case(self.cases[person.line], own)
        parts.append(self.teller.say(case, own))
        if with_measure:
            return "".join(parts), self.measure(person, own, task)
        if self.rng.random() < 0.7:  # some leave it at that
            parts.append(self.teller.say(follow_up, own))
        return "".join(parts), None

    def measure(self, owner: DemoMember, scene: Scene, text: str) -> Measure:
        """Set down a measure with an owner and a day, done when it was due but for the few left over on purpose."""
        told = self.teller.say(text, scene)
        day = scene.day
        due = on_or_after(day + timedelta(days=self.rng.randint(12, 40)))
        finished = max(on_or_before(due - timedelta(days=self.rng.randint(0, 9))), day + timedelta(days=1))
        done = None if finished > self.today or self._forgotten(due) else finished
        return Measure(told.rstrip("。"), owner.ref, due, done)

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

    def new_card(self, deck: Deck, scene: Scene, thread: str = "") -> Card:
        """Draw a card nearly all of which can be told anew, or the best of those that come up.

        A thread, such as the meetings of one group, does not talk of the same matter twice if it can be helped.
        """
        used = self.used.setdefault(thread, []) if thread else []
        drawn: list[tuple[float, Card]] = []
        while len(drawn) < DRAWS and (not drawn or drawn[-1][0] < ALMOST_ALL):
            card = deck.draw(scene.fits)
            if any(card is other for _, other in drawn):
                deck.give_back(card)
                break
            share = self.teller.share_new([text for _, text in card.parts], scene)
            drawn.append((share - (card in used), card))
        best = max(drawn, key=lambda one: one[0])[1]
        for _, card in drawn:
            if card is not best:
                deck.give_back(card)
        used.append(best)
        return best

    def _new_case(self, deck: Deck, scene: Scene) -> list[str]:
        """Draw a case that can be told anew: what happened, what comes next, and the task that follows."""
        parts: list[str] = []
        for _ in range(TRIES):
            parts = deck.draw(scene.fits).one().split("｜")
            if any(self.teller.is_new(self.teller.fill(parts[0], scene.fresh())) for _ in range(3)):
                break
        return parts

    def _colleague(self, person: DemoMember, day: date) -> DemoMember:
        """Give somebody of the same line of work whom a speaker may name."""
        others = [
            one
            for one in self.roster
            if one.key != person.key and expected_on(one, day) and one.name not in self.shared_names
        ]
        near = [one for one in others if one.line == person.line]
        return self.rng.choice(near or others)

    def _forgotten(self, due: date) -> bool:
        """Say whether this measure is one of the few that stay undone past their day."""
        if not self.overdue_wanted or not OVERDUE[0] <= (self.today - due).days <= OVERDUE[1]:
            return False
        self.overdue_passed += 1
        if self.overdue_passed % 3 != 1:
            return False
        self.overdue_wanted -= 1
        return True

    def _new_study(self, before: date) -> Study:
        subject, title, source, touched = self.documents.draw(Scene(before).fits).one().split("｜")
        issued = before - timedelta(days=self.rng.randint(2, 24))
        if source == BIWEEKLY:
            issued = issued.replace(day=1 if issued.day < 16 else 16)
        lines = frozenset(line for line in LINES if line[0] in touched) or frozenset(touched)
        return Study(subject, Document(title, source, PartialDate.of(issued)), lines)


def _touches(study: Study, person: DemoMember) -> bool:
    return not study.lines or person.line in study.lines


def _how_it_stands(measure: Measure, day: date) -> str:
    owner = measure.owner.name if measure.owner else ""
    if measure.done_on and measure.done_on <= day:
        return f"{owner}负责的“{measure.text}”已于{spoken(measure.done_on)}办完"
    if measure.due and measure.due < day:
        return f"{owner}负责的“{measure.text}”过了{spoken(measure.due)}还没办完，请抓紧"
    return f"{owner}负责的“{measure.text}”正在办，期限是{spoken(measure.due or day)}"
