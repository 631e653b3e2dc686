"""Occasions: what the branch's own life puts on an agenda, so that the minutes agree with one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from branchdesk.demo.cards import Card, Deck
from branchdesk.demo.material import occasions
from branchdesk.demo.records import DemoMember, expected_on
from branchdesk.demo.studio import Cast, Studio
from branchdesk.demo.telling import Scene
from branchdesk.demo.timetable import THEME_DAY, Sitting
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.meetings import MeetingKind

INDOORS = ("支部活动室", "三楼会议室", "档案室", "院内", "单位", "老干部活动室")
A_MONTH = timedelta(days=31)


class Occasions:
    """Knows what is coming up or has just happened: theme days, transfers, admissions, political birthdays."""

    def __init__(self, studio: Studio, sittings: list[Sitting]) -> None:
        self.studio = studio
        rng = studio.rng
        self.decks = {mark: Deck(rng, table) for mark, table in occasions.SPECIAL.items()}
        self.themes: dict[tuple[int, int], tuple[Card, Scene]] = {}
        self.committee_days = _days(sittings, MeetingKind.COMMITTEE_MEETING)
        self.members_days = _days(sittings, MeetingKind.MEMBERS_MEETING)

    def theme(self, deck: Deck, day: date) -> tuple[Card, Scene]:
        """Give the theme of a month with its title and place, chosen once."""
        month = (day.year, day.month)
        if month not in self.themes:
            scene = Scene(day.replace(day=THEME_DAY))
            card = self.studio.new_card(deck, scene)
            teller = self.studio.teller
            scene.said["{主题}"] = teller.fill(card.one("题"), scene)
            scene.said["{地点}"] = teller.fill(card.one("地"), scene)
            self.themes[month] = (card, scene)
        return self.themes[month]

    def of_committee(self, scene: Scene, theme: Callable[[date], tuple[Card, Scene]]) -> list[Card]:
        """Give the matters that this committee meeting has to talk over; what they name is put into the scene."""
        cards = []
        roster = self.studio.roster
        newcomer = next((person for person in roster if _came_before(person, scene.day)), None)
        if newcomer:
            scene.said.update({"{转入}": newcomer.name, "{转入组}": newcomer.group})
            cards.append(self.decks["转"].draw(scene.fits))
        coming = self._next_members_meeting(scene.day)
        if coming:
            confirmed = [one for one in roster if one.full_since == PartialDate.of(coming + timedelta(days=1))]
            admitted = [one for one in roster if one.joined_on == PartialDate.of(coming)]
            for mark, slot, people in (("正", "{转正人}", confirmed), ("接", "{申请人}", admitted)):
                if people:
                    scene.said[slot] = "、".join(person.name for person in people)
                    cards.append(self.decks[mark].draw(scene.fits))
        if not cards and self.studio.rng.random() < 0.45:
            planned = theme(scene.day)[1]
            scene.said.update({slot: planned.said[slot] for slot in ("{主题}", "{地点}")})
            away = not planned.said["{地点}"].startswith(INDOORS)
            there = replace(scene, tags=scene.tags | {"外"}) if away else scene
            cards.append(self.studio.new_card(self.decks["主"], there))
        return cards

    def of_group(self, scene: Scene, cast: Cast) -> Card | None:
        """Give a political birthday kept by the group, now and then, for somebody whose month it is."""
        born = [
            person
            for person in cast.present
            if person.joined_on.month == scene.day.month
            and person.joined_on.year < scene.day.year
            and person is not cast.chair
            and person.name not in self.studio.shared_names
            and expected_on(person, scene.day)
        ]
        if not born or self.studio.rng.random() > 0.2:
            return None
        person = self.studio.rng.choice(born)
        scene.said.update({"{寿星}": person.name, "{党龄}": str(scene.day.year - person.joined_on.year)})
        cast.celebrated.add(person.key)
        return self.studio.new_card(self.decks["寿"], scene)

    def _next_members_meeting(self, day: date) -> date | None:
        """Give the members' meeting that no other committee meeting comes before."""
        coming = next((one for one in self.members_days if one > day), None)
        following = next((one for one in self.committee_days if one > day), None)
        return coming if coming and (following is None or coming <= following) else None


def _days(sittings: list[Sitting], kind: MeetingKind) -> list[date]:
    return sorted(sitting.starts.date() for sitting in sittings if sitting.kind is kind)


def _came_before(person: DemoMember, day: date) -> bool:
    since = person.in_branch_since
    return since is not None and since <= day <= since + A_MONTH
