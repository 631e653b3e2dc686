"""Telling: filling the slots of a text with the particulars of one sitting, and never telling a sentence twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from branchdesk.demo.cards import Card, Deck
from branchdesk.demo.days import is_after_festival, is_before_festival, on_or_after, on_or_before
from branchdesk.demo.material import names, places
from branchdesk.demo.timetable import GROUPS

SENTENCE_ENDS = re.compile(r"[。！？；]")
_WITH_END = re.compile(r"[^。！？；]+[。！？；]?[”’）]?")
_SLOT = re.compile(r"\{(\w+?)(\d?)\}")
TRIES = 40


@dataclass(slots=True)
class Scene:
    """What is known while one agenda item is told: the day, and every particular already named."""

    day: date
    tags: frozenset[str] = frozenset()
    said: dict[str, str] = field(default_factory=dict)

    def fresh(self) -> Scene:
        """Give the same scene with only the particulars that belong to the sitting as a whole."""
        return Scene(self.day, self.tags, dict(self.said))

    def fits(self, card: Card) -> bool:
        """Say whether a card fits the season of this scene."""
        season = {"节前"} if is_before_festival(self.day) else {"节后"} if is_after_festival(self.day) else set()
        return card.fits(self.day.month, self.tags | season)


def sentences(text: str) -> list[str]:
    """Split a text into its sentences."""
    return [part.strip() for part in SENTENCE_ENDS.split(text) if part.strip()]


def spoken(day: date) -> str:
    """Write a day as people say it: 9月12日."""
    return f"{day.month}月{day.day}日"


class Teller:
    """Fills slots and remembers what has been told, over all sittings."""

    def __init__(self, rng: Random, members: int) -> None:
        """Take how many members there are, for texts that say how many took part."""
        self.rng = rng
        self.makers = MAKERS | {"大半": _number(members * 6 // 10, members * 8 // 10)}
        self.told: set[str] = set()

    def fill(self, text: str, scene: Scene) -> str:
        """Fill the slots of a text; the same slot means the same thing throughout a scene.

        A slot that only a later scene can fill stays as it is.
        """

        def value(match: re.Match[str]) -> str:
            slot = match.group(0)
            if slot not in scene.said:
                if match.group(1) not in self.makers:
                    return slot
                scene.said[slot] = self._another(match.group(1), scene)
            return scene.said[slot]

        return _SLOT.sub(value, text)

    def tell(self, deck: Deck, scene: Scene) -> str:
        """Draw a one-line card and tell it so that no sentence of it has been told before."""
        text = ""
        for _ in range(TRIES):
            trial = scene.fresh()
            text = self.fill(deck.draw(scene.fits).one(), trial)
            if self.is_new(text):
                scene.said.update(trial.said)
                break
        self.remember(text)
        return text

    def say(self, text: str, scene: Scene) -> str:
        """Tell a given text, looking for particulars that make it new; what was told before is left out.

        Where everything was told before, the whole text is told again.
        """
        filled = ""
        for _ in range(TRIES):
            trial = scene.fresh()
            filled = self.fill(text, trial)
            if self.is_new(filled) or trial.said == scene.said:
                scene.said.update(trial.said)
                break
        kept = [part for part in _WITH_END.findall(filled) if self.is_new(part)]
        filled = "".join(kept) or filled
        self.remember(filled)
        return filled

    def share_new(self, lines: list[str], scene: Scene) -> float:
        """Say what share of lines can be told anew."""
        new = sum(self.is_new(self.fill(line, scene.fresh())) for line in lines)
        return new / max(len(lines), 1)

    def say_all(self, lines: tuple[str, ...], scene: Scene) -> str:
        """Tell several lines as one text, without those of which nothing is new, but for the first."""
        told = []
        for number, line in enumerate(lines):
            if number and not any(self.is_new(part) for part in _WITH_END.findall(self.fill(line, scene.fresh()))):
                continue
            told.append(self.say(line, scene))
        return "".join(told)

    def is_new(self, text: str) -> bool:
        """Say whether none of its sentences has been told."""
        return not any(sentence in self.told for sentence in sentences(text))

    def remember(self, text: str) -> None:
        """Remember the sentences of a text."""
        self.told.update(sentences(text))

    def _another(self, slot: str, scene: Scene) -> str:
        """Make up a particular, other than those of its kind already named in the scene."""
        make = self.makers[slot]
        named = {value for key, value in scene.said.items() if key.rstrip("0123456789}").lstrip("{") == slot}
        value = make(self.rng, scene.day)
        for _ in range(8):
            if value not in named:
                break
            value = make(self.rng, scene.day)
        return value


def _among(pool: tuple[str, ...]) -> Callable[[Random, date], str]:
    return lambda rng, _day: rng.choice(pool)


def _number(least: int, most: int) -> Callable[[Random, date], str]:
    return lambda rng, _day: str(rng.randint(least, most))


def _ten_thousands(least: float, most: float) -> Callable[[Random, date], str]:
    return lambda rng, _day: f"{rng.uniform(least, most):.1f}万元".replace(".0万", "万")


def _recent(rng: Random, day: date) -> str:
    return spoken(on_or_before(day - timedelta(days=rng.randint(3, 24))))


def _coming(rng: Random, day: date) -> str:
    return spoken(on_or_after(day + timedelta(days=rng.randint(6, 30))))


def _last_month(_rng: Random, day: date) -> str:
    return f"{(day.replace(day=1) - timedelta(days=1)).month}月"


def _past_month(rng: Random, day: date) -> str:
    past = day - timedelta(days=rng.randint(62, 210))
    return f"{'去年' if past.year < day.year else ''}{past.month}月"


def _quarter_named(number: int) -> str:
    """Name a quarter counted from the first of this year as 0; -1 is the last of the year before."""
    year = {-1: "去年", 0: "", 1: "明年"}[number // 4]
    return f"{year}第{'一二三四'[number % 4]}季度"


def _quarter_reviewed(_rng: Random, day: date) -> str:
    """Name the quarter people look back on: in its first month still the one before."""
    return _quarter_named((day.month - 1) // 3 - (day.month % 3 == 1))


def _quarter_planned(_rng: Random, day: date) -> str:
    """Name the quarter people plan for: in its first month the current one, then the next."""
    return _quarter_named((day.month - 1) // 3 + (day.month % 3 != 1))


MAKERS: dict[str, Callable[[Random, date], str]] = {
    "街道": _among(places.STREETS),
    "镇": _among(places.TOWNS),
    "村": _among(places.VILLAGES),
    "社区": _among(places.COMMUNITIES),
    "小区": _among(places.ESTATES),
    "学校": _among(places.PRIMARY_SCHOOLS + places.MIDDLE_SCHOOLS),
    "小学": _among(places.PRIMARY_SCHOOLS),
    "中学": _among(places.MIDDLE_SCHOOLS),
    "地标": _among(places.LANDMARKS),
    "积极分子": _among(names.ACTIVISTS),
    "小组名": _among(GROUPS),
    "少": _number(17, 19),
    "分": lambda rng, _day: str(rng.choice((20, 25, 30, 35, 40, 45, 50))),
    "河": _among(places.RIVERS),
    "市场": _among(places.MARKETS),
    "路": _among(places.ROADS),
    "企业": _among(places.COMPANIES),
    "工厂": _among(places.FACTORIES),
    "局": _among(places.BUREAUS),
    "法院": _among(places.COURTS),
    "姓": _among(places.PARTIES),
    "几": _number(2, 4),
    "数": _number(5, 9),
    "十几": _number(11, 19),
    "几十": _number(23, 88),
    "百": _number(103, 468),
    "天": _number(3, 15),
    "岁": _number(10, 16),
    "万": _ten_thousands(5.2, 48.6),
    "小万": _ten_thousands(0.6, 4.8),
    "日": _recent,
    "限": _coming,
    "上月": _last_month,
    "早": _past_month,
    "本月": lambda _rng, day: f"{day.month}月",
    "年度": lambda _rng, day: f"{day.year - (day.month < 4)}年度",
    "明年": lambda _rng, day: f"{day.year + 1}年",
    "年": lambda _rng, day: f"{day.year}年",
    "季": _quarter_reviewed,
    "下季": _quarter_planned,
}
