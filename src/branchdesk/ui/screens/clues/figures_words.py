"""How figures are shown in the window: which of them, in which order, and what each says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from branchdesk.domain.clue_figures import Counted, Measure, Rate
from branchdesk.services.clues.clue_figures import Figures
from branchdesk.services.clues.clue_groups import Group as Counting
from branchdesk.services.ledgers.lists import Condition, Test
from branchdesk.ui.charts import Group
from branchdesk.ui.screens.clues.figures_table import Column, Line
from branchdesk.ui.theme import Tone
from branchdesk.words.clue_figures import MEASURES
from branchdesk.words.today import month_day

WHOLE = "合计"
NEWEST = 48  # months that stand side by side; of a longer time the years do
MONTH = len("2026-11")
QUARTER, YEAR = 3, 12  # months


@dataclass(frozen=True, slots=True)
class Big:
    """One of the big figures: the number, what it counts, how it feels, and whose records it leads to."""

    measure: Measure
    number: str
    name: str
    tone: Tone = Tone.INK
    tip: str = ""


def big_figures(found: Figures) -> tuple[Big, ...]:
    """Give the figures of the whole in the order in which one says them."""
    whole, rate = found.whole, found.rate
    strokes = f"，其中{whole.strokes}条只有数量" if whole.strokes else ""
    strokes_handled = f"，其中{whole.strokes_handled}条只有数量" if whole.strokes_handled else ""
    made = [
        Big(Measure.REPORTED, str(whole.all_reported), f"{MEASURES['reported']}{strokes}"),
        Big(Measure.HANDLED, str(whole.all_handled), f"{MEASURES['handled']}{strokes_handled}"),
        Big(Measure.HANDLED, found.text(rate), f"处置率 = {rate.part} ÷ {rate.whole}", tip=found.definition),
    ]
    if whole.judged:
        timely = whole.timely
        made.append(Big(Measure.IN_TIME, found.text(timely), f"按期率 = {timely.part} ÷ {timely.whole}"))
    feedback = whole.feedback
    made.append(Big(Measure.FED_BACK, found.text(feedback), f"反馈率 = {feedback.part} ÷ {feedback.whole}"))
    made.append(Big(Measure.OPEN, str(whole.open), waiting_name(found), Tone.WARN if whole.open else Tone.INK))
    if whole.overdue:
        made.append(Big(Measure.OVERDUE, str(whole.overdue), MEASURES["overdue"], Tone.BAD))
    made.extend(
        Big(measure, str(whole.of(measure)), MEASURES[measure])
        for measure in (Measure.ASIDE, Measure.CASES, Measure.PROPOSALS)
        if whole.of(measure)
    )
    return tuple(made)


def waiting_name(found: Figures) -> str:
    """Name the open clues, with the age of the oldest."""
    if not found.oldest:
        return MEASURES["open"]
    first = found.oldest[0]
    return f"{MEASURES['open']}，最早{since(first.reported_on, found.day)}（{first.days}天）"


def since(reported_on: str, day: date) -> str:
    """Say a day of 提报, with its year where that is another than a day's."""
    said = month_day(reported_on)
    return said if reported_on[:4] == f"{day.year}" else f"{reported_on[:4]}年{said}"


def earlier_figures(found: Figures, counted: Counted) -> tuple[Big, ...]:
    """Give an earlier period's figures, as short as they stand beside those of now."""
    return (
        Big(Measure.REPORTED, str(counted.all_reported), MEASURES["reported"]),
        Big(Measure.HANDLED, str(counted.all_handled), MEASURES["handled"]),
        Big(Measure.HANDLED, found.text(found.rate_of(counted)), "处置率"),
    )


def columns(found: Figures) -> tuple[Column, ...]:
    """Give the columns of a table by group; what nothing was counted of has none."""
    whole = found.whole

    def number(measure: Measure) -> Column:
        return Column(MEASURES[measure], measure, lambda one: str(one.of(measure)), lambda one: one.of(measure))

    def share(title: str, measure: Measure, rate: str) -> Column:
        def of(one: Counted) -> Rate:
            return found.rate_of(one) if rate == "handling" else one.timely

        def order(one: Counted) -> float:
            return of(one).part / of(one).whole if of(one).whole else -1.0

        return Column(title, measure, lambda one: found.text(of(one)), order)

    made = [
        Column(MEASURES["reported"], Measure.REPORTED, lambda one: str(one.all_reported), lambda one: one.all_reported),
        Column(MEASURES["handled"], Measure.HANDLED, lambda one: str(one.all_handled), lambda one: one.all_handled),
        share("处置率", Measure.HANDLED, "handling"),
        number(Measure.OPEN),
    ]
    if whole.judged:
        made += [number(Measure.OVERDUE), share("按期率", Measure.IN_TIME, "timely")]
    made.append(number(Measure.FED_BACK))
    if whole.strokes:
        made.append(number(Measure.STROKES))
    return tuple(made)


def lines(found: Figures, by: str) -> tuple[Line, ...]:
    """Give the lines of a table by group, the whole first."""
    groups = tuple(Line(group.name, group.counted, group) for group in found.groups[by].groups)
    return (Line(WHOLE, found.whole), *groups) if groups else ()


def drawn(group: Counting, name: str = "", above: str = "") -> Group:
    """Give a group as a chart draws it: what is handled solid, what is not an outline, strokes hatched."""
    counted = group.counted
    told = f"{group.name}，{MEASURES['reported']} {counted.all_reported}，{MEASURES['handled']} {counted.all_handled}"
    strokes = f"，只有数量 {counted.strokes}" if counted.strokes else ""
    return Group(
        name or group.name, counted.all_reported, told + strokes, counted.handled, counted.strokes, above=above
    )


def waiting(age: Counting) -> Group:
    """Give a class of age as a chart draws it: nothing of it is handled."""
    number = age.counted.open
    return Group(age.name, number, f"{age.name} {number}条", done=0)


def by_time(months: tuple[Counting, ...]) -> tuple[tuple[Counting, ...], tuple[Group, ...]]:
    """Give the months, and how a chart draws them; of a long time the years. Those without a date are left out."""
    dated = tuple(one for one in months if one.key[0])
    if len(dated) > NEWEST:
        return by_year(dated)
    drawings, year = [], ""
    for one in dated:
        text = str(one.key[0])
        name = f"{int(text[5:])}月" if len(text) == MONTH else "月份不详"
        drawings.append(drawn(one, name, above=f"{text[:4]}年" if text[:4] != year else ""))
        year = text[:4]
    return dated, tuple(drawings)


def by_year(months: tuple[Counting, ...]) -> tuple[tuple[Counting, ...], tuple[Group, ...]]:
    """Add months up to years, each with the condition that its records meet."""
    years: dict[str, Counted] = {}
    for one in months:
        year = str(one.key[0])[:4]
        years[year] = years.get(year, Counted()) + one.counted
    made = tuple(
        Counting(f"{year}年", (year,), counted, (Condition("reported_on", Test.IS, (year,)),))
        for year, counted in years.items()
    )
    return made, tuple(drawn(one) for one in made)


def offered_name(since: date | None, until: date | None) -> str:
    """Offer a name for a snapshot by its period: 2026年10月月报."""
    if since and until and since.day == 1 and (until + timedelta(days=1)).day == 1:
        months = (until.year - since.year) * 12 + until.month - since.month + 1
        if months == 1:
            return f"{since.year}年{since.month}月月报"
        if months == QUARTER and since.month % QUARTER == 1:
            return f"{since.year}年第{since.month // QUARTER + 1}季度报表"
        if months == YEAR and since.month == 1:
            return f"{since.year}年年报"
    if not since and not until:
        return "全部线索统计"
    return f"{since or '最早'}至{until or '今'}统计"
