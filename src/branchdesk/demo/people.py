"""The people of the invented branch: a roster that fits the rules, but for one wrong check digit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from branchdesk.demo.days import on_or_after
from branchdesk.demo.material import names
from branchdesk.demo.records import DemoMember, DemoVolunteer, Fault, Planted
from branchdesk.demo.timetable import Milestones, groups_of
from branchdesk.domain.dates import PartialDate, add_years
from branchdesk.domain.identity import check_digit
from branchdesk.domain.roster import Stage

SECRETARY, DEPUTY, PUBLICITY = "书记", "副书记", "宣传委员"
OFFICES = (SECRETARY, DEPUTY, "组织委员", PUBLICITY, "纪检委员")
LEADER = "党小组长"
LINES = ("公益诉讼", "未成年人检察", "民事检察", "行政检察", "控告申诉", "案件管理", "司法警察", "综合保障")
FORTNIGHT = 14
MALE, FEMALE = "male", "female"
OLDER_AGE, MIDDLE_AGE = 48, 34  # who was named in which decade


@dataclass(frozen=True, slots=True)
class Frame:
    """What the roster must fit: today, the first day of the records, and the days of admission."""

    today: date
    first: date
    milestones: Milestones

    def full_from(self, decided: date) -> PartialDate:
        """Give the day from which somebody confirmed by the meeting has a vote: not yet at that meeting."""
        return PartialDate.of(decided + timedelta(days=1))


def invent_people(rng: Random, count: int, frame: Frame) -> tuple[DemoMember, ...]:
    """Invent so many members in roster order, officers first; the newest, still on probation, stand in between."""
    makers = _Maker(rng, frame, groups_of(count))
    newest = max(1, min(3, count // 12))
    roles: list[str] = ["officer"] * len(OFFICES) + ["confirmed"]
    if count >= 12:  # a smaller branch has no room for more histories
        roles += ["earlier", "first"]
    roles += ["undecided"] * newest
    roles += ["ordinary"] * (count - len(roles))
    tail = roles[len(OFFICES) :]
    rng.shuffle(tail)
    people = [makers.make(number, role) for number, role in enumerate(roles[: len(OFFICES)] + tail)]
    people = _give_birthdays(rng, people, frame)
    people = _bring_in_from_elsewhere(people, frame)
    return tuple(_give_offices(people, groups_of(count)))


def spoil_one_id_number(people: tuple[DemoMember, ...]) -> tuple[tuple[DemoMember, ...], Planted]:
    """Give one ordinary member a wrong check digit."""
    index = max(i for i, person in enumerate(people) if person.stage is Stage.FULL)
    person = people[index]
    wrong = "37"[person.id_number[-1] == "3"]
    spoiled = replace(person, id_number=person.id_number[:-1] + wrong)
    planted = Planted(Fault.ID_NUMBER_CHECK_DIGIT, person.key, f"{person.name}的公民身份号码末位校验不符")
    return (*people[:index], spoiled, *people[index + 1 :]), planted


def invent_volunteers(rng: Random, since: PartialDate, count: int = 50) -> tuple[DemoVolunteer, ...]:
    """Invent the riders of the volunteer team, all with different names."""
    taken: set[str] = set()
    riders = []
    for number in range(count):
        name = _new_name(rng, rng.choice("男男男女"), rng.randrange(20, 52), taken)
        phone = f"1{rng.choice(('35', '38', '51', '58', '77', '86'))}0000{5000 + number:04}"
        riders.append(DemoVolunteer(name, names.VOLUNTEER_TEAM, phone, since, rng.choice(names.PLATFORMS)))
    return tuple(riders)


def _new_name(rng: Random, sex: str, age: int, taken: set[str]) -> str:
    pools = {
        "男": (names.OLDER_MEN, names.MIDDLE_MEN, names.YOUNGER_MEN),
        "女": (names.OLDER_WOMEN, names.MIDDLE_WOMEN, names.YOUNGER_WOMEN),
    }[sex]
    pool = pools[0 if age >= OLDER_AGE else 1 if age >= MIDDLE_AGE else 2]
    name = ""
    for attempt in range(200):
        given = rng.choice(pool) if attempt < 100 else rng.choice(pool)[0] + rng.choice(pool)[-1]
        name = rng.choice(names.SURNAMES) + given
        if name not in taken and (given not in taken or attempt > 60):
            break
    taken |= {name, given}
    return name


def _identity(rng: Random, ethnicity: str) -> tuple[str, str]:
    return names.NATIVE_PLACE_OF.get(ethnicity) or rng.choice(names.NATIVE_PLACES)


def _give_birthdays(rng: Random, people: list[DemoMember], frame: Frame) -> list[DemoMember]:
    """Let exactly two political birthdays fall in the coming fortnight, and one on 29 February where it is far off."""
    chosen = [i for i, person in enumerate(people) if _settled(person, frame)]
    middle = chosen[len(chosen) // 2]
    leap = people[middle].joined_on.year + -people[middle].joined_on.year % 4
    if frame.today.month not in {1, 2, 3} and leap < frame.first.year - 1:
        joined_on = PartialDate(leap, 2, 29)
        people[middle] = replace(people[middle], joined_on=joined_on, full_since=PartialDate(leap + 1, 2, 28))
    offsets = rng.sample(range(2, FORTNIGHT), 2)
    for index, offset in zip(chosen[1:2] + chosen[-1:], offsets, strict=True):
        day = frame.today + timedelta(days=offset)
        joined = add_years(day, people[index].joined_on.year - day.year)
        full = add_years(joined, 1)
        people[index] = replace(people[index], joined_on=PartialDate.of(joined), full_since=PartialDate.of(full))
    return people


def _settled(person: DemoMember, frame: Frame) -> bool:
    return person.stage is Stage.FULL and person.joined_on.year < frame.first.year - 4


def _bring_in_from_elsewhere(people: list[DemoMember], frame: Frame) -> list[DemoMember]:
    """Let a few members have come from other branches in the last months."""
    if len(people) < 20:  # a small branch keeps its people
        return people
    settled = [i for i, person in enumerate(people) if i >= 14 and _settled(person, frame)]
    origins = ("第二党支部", "政治部党支部", "区人民检察院第一党支部")
    for index, months, origin in zip(settled[2::7], (2, 7, 14), origins, strict=False):
        came = on_or_after(frame.today - timedelta(days=months * 30 + 4))
        if came <= frame.first:
            continue
        remark = f"{came.year}年{came.month}月由{origin}转入"
        people[index] = replace(people[index], in_branch_since=came, remark=remark)
    return people


def _give_offices(people: list[DemoMember], groups: tuple[str, ...]) -> list[DemoMember]:
    """Give the five offices to the first five and a leader to every group."""
    people = [replace(person, offices=(OFFICES[i],)) if i < len(OFFICES) else person for i, person in enumerate(people)]
    for group in groups:
        able = [
            i
            for i, person in enumerate(people)
            if person.group == group and person.stage is Stage.FULL and i > 0 and person.in_branch_since is None
        ]
        settled = [i for i in able if not people[i].offices and people[i].remark == ""]
        leader = (settled or able)[0]
        people[leader] = replace(people[leader], offices=(*people[leader].offices, LEADER))
    return people


class _Maker:
    """Makes one member after the other and keeps names and numbers apart."""

    def __init__(self, rng: Random, frame: Frame, groups: tuple[str, ...]) -> None:
        self.rng = rng
        self.groups = groups
        self.frame = frame
        self.taken = {name for name, *_ in (*names.OPENING, names.CONFIRMED_THIS_YEAR, *names.UNDECIDED)}
        self.opening = list(names.OPENING)
        self.undecided = list(names.UNDECIDED)

    def make(self, number: int, role: str) -> DemoMember:
        """Make one member of a role: officer, ordinary, confirmed, earlier, first or undecided."""
        rng = self.rng
        age = self._age(role)
        name, sex, ethnicity = self._who(role, age)
        birth = add_years(self.frame.today, -age) - timedelta(days=rng.randrange(10, 350))
        area, native_place = _identity(rng, ethnicity)
        body = f"{area}{birth:%Y%m%d}{rng.randrange(10, 90):02}{2 * rng.randrange(5) + (sex == '男')}"
        joined, full = self._dates(role, birth)
        line = LINES[number % len(LINES)]
        return DemoMember(
            key=f"P{number + 1:03}",
            name=name,
            sex=MALE if sex == "男" else FEMALE,
            ethnicity=ethnicity,
            birth_date=PartialDate(birth.year, birth.month, 0 if rng.random() < 0.2 else birth.day),
            id_number=body + check_digit(body),
            education=self._education(age),
            joined_on=joined,
            full_since=full,
            stage=Stage.PROBATIONARY if full is None else Stage.FULL,
            group=self.groups[number % len(self.groups)],
            offices=(),
            post=self._post(line, age),
            phone=f"1{rng.choice(('30', '36', '39', '50', '59', '80', '88'))}0000{1000 + number:04}",
            native_place=native_place,
            remark="",
            line=line,
        )

    def _who(self, role: str, age: int) -> tuple[str, str, str]:
        if role == "confirmed":
            return names.CONFIRMED_THIS_YEAR
        if role == "undecided" and self.undecided:
            return self.undecided.pop(0)
        if role in {"officer", "ordinary"} and self.opening:
            return self.opening.pop(0)
        sex = self.rng.choice("男女")
        return _new_name(self.rng, sex, age, self.taken), sex, self.rng.choice(names.ETHNICITIES)

    def _age(self, role: str) -> int:
        years = self.frame.today.year - self.frame.first.year
        if role == "officer":
            return self.rng.randrange(max(36, 26 + years), 56)
        if role == "ordinary":
            return self.rng.randrange(max(28, 24 + years), 58)
        return self.rng.randrange(25, 33)

    def _dates(self, role: str, birth: date) -> tuple[PartialDate, PartialDate | None]:
        marks = self.frame.milestones
        if role == "undecided":
            return PartialDate.of(marks.undecided_joined), None
        pairs = {"confirmed": marks.latest, "earlier": marks.earlier, "first": marks.first}
        if role in pairs:
            joined, decided = pairs[role]
            return PartialDate.of(joined), self.frame.full_from(decided)
        return self._long_ago(birth)

    def _long_ago(self, birth: date) -> tuple[PartialDate, PartialDate]:
        """Give dates before the records, spread over the year but outside the coming fortnight."""
        rng = self.rng
        eldest = add_years(birth, 19)
        latest = min(add_years(birth, 40), date(self.frame.first.year - 5, 12, 28))
        span = max((latest - eldest).days, 1)
        for _ in range(50):
            joined = eldest + timedelta(days=rng.randrange(span))
            this_year = add_years(joined, self.frame.today.year - joined.year)
            apart = (this_year - self.frame.today).days % 365
            if FORTNIGHT + 5 < apart < 360:  # not near today in any year
                break
        if rng.random() < 0.12 and joined.month not in self._near_months():  # one in eight
            return PartialDate(joined.year, joined.month), PartialDate(joined.year + 1, joined.month)
        return PartialDate.of(joined), PartialDate.of(add_years(joined, 1))

    def _near_months(self) -> set[int]:
        today = self.frame.today
        return {today.month, (today + timedelta(days=FORTNIGHT)).month}

    def _education(self, age: int) -> str:
        pool = ("大学本科", "大学本科", "硕士研究生", "硕士研究生", "博士研究生")
        return self.rng.choice(("大学专科", "大学本科", "大学本科", "硕士研究生") if age > OLDER_AGE else pool)

    def _post(self, line: str, age: int) -> str:
        if line == "司法警察":
            return "司法警察"
        if line == "综合保障":
            return "综合管理人员"
        if age < MIDDLE_AGE:
            return self.rng.choice(("检察官助理", "书记员"))
        return self.rng.choice(("员额检察官", "员额检察官", "检察官助理"))
