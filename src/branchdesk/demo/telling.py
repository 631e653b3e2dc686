"""Telling: filling the slots of a text with the particulars of one sitting, and never telling a sentence twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from branchdesk.demo.cards import Card, Deck
from branchdesk.demo.days import on_or_after, on_or_before
from branchdesk.demo.material import places

SENTENCE_ENDS = re.compile(r"[。！？；]")
_SLOT = re.compile(r"\{(\w+?)(\d?)\}")
TRIES = 40


@dataclass(slots=True)
class Scene:
    """What is known while one agenda item is told: the day, and every particular already named."""

    day: date
    riders: bool = False
    said: dict[str, str] = field(default_factory=dict)

    def fresh(self) -> Scene:
        """Give the same scene with only the particulars that belong to the sitting as a whole."""
        return Scene(self.day, self.riders, dict(self.said))

    def fits(self, card: Card) -> bool:
        """Say whether a card fits the season of this scene."""
        return card.fits(self.day.month, riders=self.riders)


def sentences(text: str) -> list[str]:
    """Split a text into its sentences."""
    return [part.strip() for part in SENTENCE_ENDS.split(text) if part.strip()]


def spoken(day: date) -> str:
    """Write a day as people say it: 9月12日."""
    return f"{day.month}月{day.day}日"


class Teller:
    """Fills slots and remembers what has been told, over all sittings."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.told: set[str] = set()

    def fill(self, text: str, scene: Scene) -> str:
        """Fill the slots of a text; the same slot means the same thing throughout a scene."""

        def value(match: re.Match[str]) -> str:
            slot = match.group(0)
            if slot not in scene.said:
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
        """Tell a given text, looking for particulars that make it new."""
        filled = ""
        for _ in range(TRIES):
            trial = scene.fresh()
            filled = self.fill(text, trial)
            if self.is_new(filled) or trial.said == scene.said:
                scene.said.update(trial.said)
                break
        self.remember(filled)
        return filled

    def is_new(self, text: str) -> bool:
        """Say whether none of its sentences has been told."""
        return not any(sentence in self.told for sentence in sentences(text))

    def remember(self, text: str) -> None:
        """Remember the sentences of a text."""
        self.told.update(sentences(text))

    def _another(self, slot: str, scene: Scene) -> str:
        """Make up a particular, other than those of its kind already named in the scene."""
        make = MAKERS[slot]
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


def _quarter(_rng: Random, day: date) -> str:
    return "第" + "一二三四"[(day.month - 1) // 3] + "季度"


MAKERS: dict[str, Callable[[Random, date], str]] = {
    "街道": _among(places.STREETS),
    "镇": _among(places.TOWNS),
    "村": _among(places.VILLAGES),
    "社区": _among(places.COMMUNITIES),
    "小区": _among(places.ESTATES),
    "学校": _among(places.SCHOOLS),
    "河": _among(places.RIVERS),
    "市场": _among(places.MARKETS),
    "路": _among(places.ROADS),
    "企业": _among(places.COMPANIES),
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
    "年": lambda _rng, day: f"{day.year}年",
    "季": _quarter,
}
