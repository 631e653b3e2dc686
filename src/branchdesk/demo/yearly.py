"""What comes once a year or once a term: 组织生活会, 民主评议, the election of a committee, an activity with others."""

from __future__ import annotations

from branchdesk.demo.cards import Deck
from branchdesk.demo.material import yearly
from branchdesk.demo.page import Page
from branchdesk.demo.people import OFFICES
from branchdesk.demo.records import DemoMember, entitled_on
from branchdesk.demo.studio import Studio
from branchdesk.demo.telling import Scene
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Grade,
    Grades,
    Measure,
    Speech,
    Subject,
    Topic,
)
from branchdesk.words import kinds as say

CRITICISED, APPRAISED, PLANNED = 4, 3, 2  # people who speak, measures that follow
BEST = 3  # one of so many may be 优秀
ELECTED = "第五届支部委员会"


class Yearly:
    """Composes these; every text is told once."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        rng = studio.rng
        self.last_years = Deck(rng, yearly.LAST_YEARS)
        self.self_checks = Deck(rng, yearly.SELF_CHECKS)
        self.criticisms = Deck(rng, yearly.CRITICISMS)
        self.rectifications = Deck(rng, yearly.RECTIFICATIONS)
        self.rectified = Deck(rng, yearly.RECTIFIED)
        self.own_words = Deck(rng, yearly.OWN_WORDS)
        self.mutual_words = Deck(rng, yearly.MUTUAL_WORDS)
        self.appraised = Deck(rng, yearly.APPRAISED)
        self.elections = Deck(rng, yearly.ELECTIONS)
        self.together = Deck(rng, yearly.TOGETHER)

    def organisational_life(self, page: Page) -> None:
        """Compose 组织生活会 of the year before: what was put right, self-checks, criticism, new measures."""
        studio, cast, scene = self.studio, page.cast, page.scene
        tell, year = studio.teller.tell, scene.day.year - 1
        page.title = f"{year}年度组织生活会"
        studies = studio.studies(scene.day, (4,))
        page.agenda.append(studio.first_topic(cast, scene, studies, speakers=1, measures=0))
        chair = cast.chair.ref
        page.agenda.append(Topic(say.LAST_YEARS_MEASURES, tell(self.last_years, self._fresh(page)), reporter=chair))
        page.agenda.append(Topic(f"支委会{say.SELF_CHECK}", tell(self.self_checks, self._fresh(page)), reporter=chair))
        page.agenda.append(Topic(say.CRITICISM, speeches=self._said(page, self.criticisms, CRITICISED)))
        planned = tuple(self._measure(page) for _ in range(PLANNED))
        text = tell(self.rectifications, self._fresh(page))
        page.agenda.append(Topic(say.RECTIFICATION, text, measures=planned))
        page.resolutions.append(f"{year}年度组织生活会整改清单共{PLANNED}项，支委会按月过问。")

    def appraisal(self, page: Page) -> None:
        """Compose 民主评议 of the same year: members speak of themselves and of others, and all are appraised."""
        studio, cast, scene = self.studio, page.cast, page.scene
        year = scene.day.year - 1
        page.title = f"{year}年度民主评议党员"
        studies = studio.studies(scene.day, (4,))
        page.agenda.append(studio.first_topic(cast, scene, studies, speakers=0, measures=0))
        page.agenda.append(
            Topic(f"{year}年度{say.OWN_APPRAISAL}", speeches=self._said(page, self.own_words, APPRAISED))
        )
        page.agenda.append(
            Topic(f"{year}年度{say.MUTUAL_APPRAISAL}", speeches=self._said(page, self.mutual_words, APPRAISED))
        )
        page.agenda.append(Ballot(f"{year}年度{say.APPRAISAL}", BallotRule.APPRAISAL, self._appraised(page)))
        page.resolutions.append(studio.teller.tell(self.appraised, self._fresh(page)))

    def election(self, page: Page) -> None:
        """Compose the members' meeting that elected the committee in office: one candidate more than seats."""
        studio, cast, scene = self.studio, page.cast, page.scene
        page.title = f"选举{ELECTED}"
        studies = studio.studies(scene.day, (0,))
        page.agenda.append(studio.first_topic(cast, scene, studies, speakers=1, measures=0))
        card, own = studio.new_card(self.elections, scene), self._fresh(page)
        report = studio.teller.say(card.one("报"), own)
        page.agenda.append(Topic("听取上届支部委员会工作报告", report, reporter=cast.chair.ref))
        text = studio.teller.say(card.one("文"), own)
        subjects, names = self._elected(page)
        ballot = Ballot(f"选举{ELECTED}委员", BallotRule.ELECTION, subjects, text, seats=len(OFFICES), invalid=0)
        page.agenda.append(ballot)
        page.resolutions.append(f"选举{names}为{ELECTED}委员。")
        page.resolutions.append(studio.teller.say(card.one("决"), own))

    def activity(self, page: Page) -> None:
        """Compose an activity with another branch and some volunteers."""
        studio, scene = self.studio, page.scene
        card, own = studio.new_card(self.together, scene), self._fresh(page)
        page.title = studio.teller.say(card.one("题"), own)
        page.place = studio.teller.fill(card.one("地"), own)
        page.partners = (studio.teller.fill(card.one("伴"), own),)
        page.volunteers = (f"{studio.rng.randint(6, 14)}名",)
        page.agenda.append(Topic(page.title, studio.teller.say_all(card.all("记"), own), reporter=page.cast.chair.ref))
        page.resolutions += [studio.teller.say(line, own) for line in card.all("决")]

    def _fresh(self, page: Page) -> Scene:
        """Set the scene anew: other people may be named."""
        self.studio.name_people(page.cast, page.scene)
        return page.scene.fresh()

    def _said(self, page: Page, deck: Deck, number: int) -> tuple[Speech, ...]:
        page.cast.spoken = set()
        said = []
        for _ in range(number):
            own = self._fresh(page)
            said.append(Speech(page.cast.next().ref, self.studio.teller.tell(deck, own)))
        return tuple(said)

    def _measure(self, page: Page) -> Measure:
        own = self._fresh(page)
        return self.studio.measure(page.cast.next(), own, self.rectified.draw(own.fits).one())

    def _appraised(self, page: Page) -> tuple[Subject, ...]:
        """Count the grades of every full member; no more than one in three is 优秀."""
        rng, voters = self.studio.rng, len(page.roll.present)
        members = [person for person in page.roll.expected if entitled_on(person, page.scene.day)]
        best = {person.key for person in rng.sample(members, len(page.roll.expected) // BEST)}
        subjects = []
        for person in members:
            few = rng.randint(0, voters // 5)
            grades = Grades(voters - few, few, 0, 0) if person.key in best else Grades(few, voters - few, 0, 0)
            grade = Grade.EXCELLENT if person.key in best else Grade.QUALIFIED
            subjects.append(Subject(person.name, abstain=0, person=person.key, grades=grades, grade=grade))
        return tuple(subjects)

    def _elected(self, page: Page) -> tuple[tuple[Subject, ...], str]:
        """Count the votes for the five officers and one more: who did not vote for one of them voted for that one."""
        rng, day, voters = self.studio.rng, page.scene.day, page.roll.present_entitled
        able = [person for person in page.roll.present if entitled_on(person, day)]
        officers = [person for person in able if set(person.offices) & set(OFFICES)]
        other = rng.choice([person for person in able if person not in officers])
        missing = [rng.randint(0, max(voters // 20, 1)) if number else 0 for number in range(len(officers))]
        votes = [(person, voters - less, Declared.ELECTED) for person, less in zip(officers, missing, strict=True)]
        votes.append((other, min(sum(missing), voters // 3), Declared.NOT_ELECTED))
        return tuple(_counted(person, yes, voters, declared) for person, yes, declared in votes), "、".join(
            person.name for person in officers
        )


def _counted(person: DemoMember, yes: int, voters: int, declared: Declared) -> Subject:
    return Subject(person.name, yes, voters - yes, 0, declared=declared, person=person.key)
