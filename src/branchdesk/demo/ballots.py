"""Ballots whose figures add up with the roll: those present with a vote, and written opinions of those on leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from branchdesk.demo.attendance import Roll
from branchdesk.demo.cards import Deck
from branchdesk.demo.material import votes
from branchdesk.demo.records import DemoMember, entitled_on
from branchdesk.demo.studio import Cast, Studio
from branchdesk.demo.telling import Scene
from branchdesk.domain.agenda import (
    Ballot,
    BallotRule,
    Declared,
    Subject,
)
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.motions import MOTIONS, Motion

CONFIRMED, ADMITTED = MOTIONS[:2]


class Ballots:
    """Holds the votes of the members' meetings."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.rng = rng = studio.rng
        self.teller = studio.teller
        self.people = studio.roster
        self.admission_texts = Deck(rng, votes.ADMISSIONS)
        self.confirmation_texts = Deck(rng, votes.CONFIRMATIONS)
        self.resolutions = Deck(rng, votes.RESOLUTIONS)

    def candidates(self, day: date) -> list[DemoMember]:
        """Give those on whom the meeting of a day votes."""
        today, after = PartialDate.of(day), PartialDate.of(day + timedelta(days=1))
        return [person for person in self.people if today == person.joined_on or after == person.full_since]

    def admissions(self, roll: Roll, cast: Cast, scene: Scene) -> list[tuple[Ballot, str]]:
        """Hold the votes on those whom the roster has as admitted or confirmed by this meeting, one by one."""
        candidates = self.candidates(roll.day)
        admitted = [person for person in candidates if person.joined_on == PartialDate.of(roll.day)]
        confirmed = [person for person in candidates if person not in admitted]
        return [
            self._admission(motion, deck, person, roll, cast, scene)
            for motion, deck, people in (
                (CONFIRMED, self.confirmation_texts, confirmed),
                (ADMITTED, self.admission_texts, admitted),
            )
            for person in people
        ]

    def resolution(self, roll: Roll, cast: Cast, scene: Scene) -> tuple[Ballot, str]:
        """Hold a vote on a resolution of the branch."""
        card = self.studio.new_card(self.resolutions, scene)
        self.studio.name_people(cast, scene)
        own = scene.fresh()
        name = self.teller.say(card.one("名"), own)
        text = self.teller.say_all(card.all("文"), own)
        subject = self._count(name, roll, None, written=None)
        ballot = Ballot(self.teller.say(card.one("题"), own), BallotRule.RESOLUTION, (subject,), text)
        return ballot, self.teller.say(card.one("决"), own)

    def _admission(  # one sitting, one question
        self, motion: Motion, deck: Deck, person: DemoMember, roll: Roll, cast: Cast, scene: Scene
    ) -> tuple[Ballot, str]:
        self.studio.name_people(cast, scene)
        own = scene.fresh()
        sponsors = [
            one
            for one in cast.present
            if one is not person and entitled_on(one, roll.day) and one.name not in self.studio.shared_names
        ]
        first, second = self.rng.sample(sponsors[1:], 2)
        own.said.update({"{申请人}": person.name, "{介绍人}": first.name, "{介绍人2}": second.name})
        own.said["{小组}"] = person.group
        card = deck.draw(own.fits)
        text = self.teller.say_all(card.all("文"), own)
        senders = tuple(one.ref for one in roll.could_write[: self.rng.choice((0, 1, 1, 2))])
        subject = replace(self._count(person.name, roll, person.key, len(senders)), written_from=senders)
        ballot = Ballot(motion.about(person.name), BallotRule.ADMISSION, (subject,), text)
        return ballot, self.teller.say(card.one("决"), own)

    def _count(self, name: str, roll: Roll, person: str | None, written: int | None) -> Subject:
        votes_cast = roll.present_entitled
        no = self.rng.choice((0, 0, 0, 0, 1)) if votes_cast > 10 else 0
        abstain = self.rng.choice((0, 0, 1, 1, 2)) if votes_cast > 10 else 0
        return Subject(name, votes_cast - no - abstain, no, abstain, written, Declared.PASSED, person)
