"""What is known of a few people beside the roster: talks, honours, conditions, a letter under way, those who left.

None of it changes who was expected at a meeting or who could vote there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from branchdesk.demo.days import on_or_after
from branchdesk.demo.records import DemoMember
from branchdesk.domain.dates import add_years
from branchdesk.domain.roster import Stage

FEWEST = 20  # a smaller branch has no room for more histories
EXEMPT, SECONDED, LEAVING = 0, 5, 9  # places among the settled
TALKED_WITH = (1, 3, 7, 11)
LETTER_DAYS, SENT_DAYS_AGO = 90, 12
THEMES = ("岗位调整后的工作和思想情况", "年度谈心谈话", "家庭情况和身体状况", "听取对支部工作的意见")
POINTS = (
    "本人对岗位调整表示理解，已熟悉新的业务；希望支部多安排业务交流。",
    "肯定一年来的工作；提出材料报送要再提前，避免集中加班。",
    "家中老人需要照顾，工作安排上请小组适当考虑。",
    "建议党课多讲身边的案例，学习安排提前一周通知。",
)


@dataclass(frozen=True, slots=True)
class DemoRow:
    """One dated row of the person with that key; `table` is the key of its `LifeTable`, values as stored."""

    person: str
    table: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DemoLeaver:
    """Somebody who left before the records begin: the roster's values and those of the stay, as stored."""

    values: dict[str, Any]
    stay: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lives:
    """Dated rows, the letter under way by the person's key, and those who left."""

    rows: tuple[DemoRow, ...] = ()
    letters: tuple[tuple[str, dict[str, Any]], ...] = ()
    leavers: tuple[DemoLeaver, ...] = ()


def invent_lives(people: tuple[DemoMember, ...], first: date, today: date) -> Lives:
    """Give what is known of a few people, up to today; `first` is the first day of the records. Takes no chances."""
    settled = [person for person in people if _is_settled(person, first)]
    if len(people) < FEWEST or len(settled) <= max(LEAVING, *TALKED_WITH):
        return Lives()
    settled.sort(key=lambda person: (str(person.birth_date), person.key))
    rows = (*_of_the_officers(people, first, today), *_conditions(settled, today), *_talks(settled, people[0], today))
    sent = today - timedelta(days=SENT_DAYS_AGO)
    letter = {
        "exit": "transferred",
        "destination": "某某区人民检察院第二党支部",
        "exit_letter_on": sent.isoformat(),
        "exit_letter_number": f"{today.year}-018",
        "exit_letter_days": LETTER_DAYS,
        "exit_dues_to": f"{today:%Y-%m}",
    }
    names = {person.name for person in people}
    return Lives(rows, ((settled[LEAVING].key, letter),), _leavers(names, first))


def _is_settled(person: DemoMember, first: date) -> bool:
    plain = person.stage is Stage.FULL and not person.offices and not person.remark
    return plain and person.in_branch_since is None and person.joined_on.year < first.year


def _conditions(settled: list[DemoMember], today: date) -> list[DemoRow]:
    since = add_years(today, -1)
    exempt = {"kind": "exempt", "since": f"{since:%Y-%m}", "reason": "长期病休，行动不便", "basis": "支委会研究"}
    seconded = {
        "kind": "elsewhere",
        "since": on_or_after(today - timedelta(days=150)).isoformat(),
        "reason": "借调",
        "place": "市委政法委机关第三党支部",
    }
    return [
        DemoRow(settled[EXEMPT].key, "conditions", exempt),
        DemoRow(settled[SECONDED].key, "conditions", seconded),
    ]


def _talks(settled: list[DemoMember], secretary: DemoMember, today: date) -> list[DemoRow]:
    return [
        DemoRow(
            settled[place].key,
            "talk",
            {
                "day": on_or_after(today - timedelta(days=40 + 45 * number)).isoformat(),
                "who": secretary.name,
                "other_id": secretary.key,
                "level": "书记与党员",
                "title": THEMES[number],
                "detail": POINTS[number],
            },
        )
        for number, place in enumerate(TALKED_WITH)
    ]


def _of_the_officers(people: tuple[DemoMember, ...], first: date, today: date) -> list[DemoRow]:
    """Give the first three what years of service leave behind."""
    secretary, deputy, organiser = people[:3]
    course = on_or_after(today - timedelta(days=200))
    spring = on_or_after(today - timedelta(days=265))
    joined = organiser.joined_on.year
    return [
        DemoRow(
            organiser.key,
            "talk",
            {
                "day": spring.isoformat(),
                "who": secretary.name,
                "other_id": secretary.key,
                "level": "支委之间",
                "title": "支部年度工作安排",
                "detail": "商定组织委员负责发展党员材料的逐项核对，每季度向支委会报告一次。",
            },
        ),
        DemoRow(
            organiser.key,
            "honour",
            {"day": f"{first.year}-07", "title": "优秀共产党员", "level": "本单位", "who": "某某市人民检察院机关党委"},
        ),
        DemoRow(
            deputy.key,
            "honour",
            {"day": f"{today.year - 1}-07", "title": "优秀党务工作者", "level": "地市级", "who": "市直机关工委"},
        ),
        DemoRow(
            organiser.key,
            "training",
            {
                "day": course.isoformat(),
                "until": (course + timedelta(days=4)).isoformat(),
                "title": "机关党务干部培训班",
                "who": "市直机关工委",
                "level": "40",
            },
        ),
        DemoRow(
            organiser.key, "career", {"day": str(joined - 3), "until": str(joined), "title": "某某县人民检察院 书记员"}
        ),
        DemoRow(organiser.key, "career", {"day": str(joined), "title": f"某某市人民检察院 {organiser.post}"}),
    ]


def _leavers(names: set[str], first: date) -> tuple[DemoLeaver, ...]:
    """Give somebody who went elsewhere and somebody who died, both before the first record."""
    moved, died = [name for name in ("邵文谦", "盛怀远", "卞宗林", "齐明德") if name not in names][:2]
    left = first - timedelta(days=75)
    shared = {"ethnicity": "汉族", "education": "大学本科", "stage": Stage.FULL.value, "sex": "male"}
    return (
        DemoLeaver(
            {**shared, "name": moved, "birth_date": "1986-04", "joined_on": "2009-06", "full_since": "2010-06"},
            {
                "exit": "transferred",
                "destination": "市司法局机关第二党支部",
                "exit_letter_on": (left - timedelta(days=20)).isoformat(),
                "exit_letter_days": LETTER_DAYS,
                "receipt_on": left.isoformat(),
                "until": left.isoformat(),
            },
        ),
        DemoLeaver(
            {**shared, "name": died, "birth_date": "1951-09", "joined_on": "1974-10", "full_since": "1975-10"},
            {"exit": "died", "until": (left - timedelta(days=120)).isoformat(), "reason": "因病去世"},
        ),
    )
