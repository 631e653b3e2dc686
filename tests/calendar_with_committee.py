"""A branch with a committee and three groups, from January 2026 to March 2027, worked out by hand.

The committee in office was elected on 20 November 2023 for three years, and the next one not before 8 December 2026.
The member for 宣传 left on 18 May, and somebody was elected for the seat on 2 July. The secretary took over in October
2025 and was trained in December 2026 only. The third group was set up on 15 April; the second went up in the first on
12 October.
"""

from __future__ import annotations

from datetime import date

from branch_facts import held, person
from branchdesk.domain.conditions import Spell
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.duties.facts import Entry, Facts, Matter
from branchdesk.domain.terms import Term

ONE, TWO, THREE = "第一党小组", "第二党小组", "第三党小组"
TERM = ("2023-11-20", "2026-12-08")
LAST_OF_FIVE = "2026-12-08"
TOLD_ON = (date(2026, 5, 19), date(2026, 8, 19), date(2026, 11, 21), date(2027, 1, 1), date(2027, 4, 1))


def in_group(*spells: tuple[str, str | None, str | None]) -> tuple[Spell, ...]:
    return tuple(Spell(*one) for one in spells)


ALWAYS_ONE = in_group((ONE, None, None))
TWO_THEN_ONE = in_group((TWO, None, "2026-10-12"), (ONE, "2026-10-12", None))
ONE_THEN_THREE = in_group((ONE, None, "2026-04-15"), (THREE, "2026-04-15", None))

PEOPLE = (
    person("翟堃", ("书记", "2025-10-10", LAST_OF_FIVE), ("书记", LAST_OF_FIVE, None), groups=ALWAYS_ONE),
    person("李𬭎", ("组织委员", *TERM), ("组织委员", LAST_OF_FIVE, None), groups=TWO_THEN_ONE),
    person("陈䶮", ("宣传委员", "2023-11-20", "2026-05-18"), here=(None, "2026-05-18"), groups=ALWAYS_ONE),
    person("何霞", ("宣传委员", "2026-07-02", LAST_OF_FIVE), ("宣传委员", LAST_OF_FIVE, None), groups=ONE_THEN_THREE),
    person("于敏", ("纪检委员", *TERM), groups=TWO_THEN_ONE),
    person("周洋", ("纪检委员", LAST_OF_FIVE, None), groups=ONE_THEN_THREE),
    person("甲", groups=ALWAYS_ONE),
    person("乙", groups=ALWAYS_ONE),
    person("丙", groups=TWO_THEN_ONE),
    person("丁", groups=ONE_THEN_THREE),
)


def monthly(day: int, *but: str) -> list[str]:
    """Give that day of every month from January 2026 to March 2027, but of some months."""
    months = [f"2026-{month:02}" for month in range(1, 13)] + ["2027-01", "2027-02", "2027-03"]
    return [f"{month}-{day:02}" for month in months if month not in but]


RECORDS = Facts(
    today=TOLD_ON[-1],
    started=date(2024, 1, 1),
    people=PEOPLE,
    groups={ONE: "g1", TWO: "g2", THREE: "g3"},
    terms=(
        Term(PartialDate(2023, 11, 20), 3, PartialDate(2026, 12, 8), "fifth"),
        Term(PartialDate(2026, 12, 8), 3, id="sixth"),
    ),
    meetings=(
        *held("members_meeting", "2026-03-31", "2026-07-01", "2026-12-08"),
        *held("committee_meeting", *monthly(5, "2026-02", "2026-12", "2027-03"), "2026-12-31"),
        *held("group_meeting", *monthly(10, "2026-04"), group=ONE),
        *held("group_meeting", *(f"2026-{month:02}-10" for month in range(1, 7)), group=TWO),
        *held("group_meeting", *monthly(11, *(f"2026-{month:02}" for month in range(1, 6))), group=THREE),
        *held("theme_day", *monthly(15, "2026-08", "2026-12")),
        *held("organisational_life_meeting", "2026-02-10", year=2025),
        *held("organisational_life_meeting", "2027-02-20", year=2026),
        *held("democratic_appraisal", "2026-02-10", year=2025),
    ),
    matters=(
        Matter("m", "2026-07-01", "公布上半年党费收缴情况"),
        Matter("n", "2027-01-20", "书记述职"),
    ),
    entries=(Entry("t", "翟堃", "training", "2026-12-15", title="党支部书记培训班"),),
)

# What is told on 19 May, 19 August, 21 November, 1 January, 1 April: a line each duty, - where it is not asked for.
EXPECTED = """
members_meeting - 2026Q1 2026-03-31             done    done    done    done    done
members_meeting - 2026Q2 2026-06-30             due     late    late    late    late
members_meeting - 2026Q3 2026-09-30             coming  done    done    done    done
members_meeting - 2026Q4 2026-12-31             coming  coming  due     done    done
members_meeting - 2027Q1 2027-03-31             coming  coming  coming  coming  late

committee_meeting - 2026-01 2026-01-31          done    done    done    done    done
committee_meeting - 2026-02 2026-02-28          late    late    late    late    late
committee_meeting - 2026-03 2026-03-31          done    done    done    done    done
committee_meeting - 2026-04 2026-04-30          done    done    done    done    done
committee_meeting - 2026-05 2026-05-31          done    done    done    done    done
committee_meeting - 2026-06 2026-06-30          coming  done    done    done    done
committee_meeting - 2026-07 2026-07-31          coming  done    done    done    done
committee_meeting - 2026-08 2026-08-31          coming  done    done    done    done
committee_meeting - 2026-09 2026-09-30          coming  coming  done    done    done
committee_meeting - 2026-10 2026-10-31          coming  coming  done    done    done
committee_meeting - 2026-11 2026-11-30          coming  coming  done    done    done
committee_meeting - 2026-12 2026-12-31          coming  coming  coming  done    done
committee_meeting - 2027-01 2027-01-31          coming  coming  coming  coming  done
committee_meeting - 2027-02 2027-02-28          coming  coming  coming  coming  done
committee_meeting - 2027-03 2027-03-31          coming  coming  coming  coming  late

group_meeting 第一党小组 2026-01 2026-01-31     done    done    done    done    done
group_meeting 第一党小组 2026-02 2026-02-28     done    done    done    done    done
group_meeting 第一党小组 2026-03 2026-03-31     done    done    done    done    done
group_meeting 第一党小组 2026-04 2026-04-30     late    late    late    late    late
group_meeting 第一党小组 2026-05 2026-05-31     done    done    done    done    done
group_meeting 第一党小组 2026-06 2026-06-30     coming  done    done    done    done
group_meeting 第一党小组 2026-07 2026-07-31     coming  done    done    done    done
group_meeting 第一党小组 2026-08 2026-08-31     coming  done    done    done    done
group_meeting 第一党小组 2026-09 2026-09-30     coming  coming  done    done    done
group_meeting 第一党小组 2026-10 2026-10-31     coming  coming  done    done    done
group_meeting 第一党小组 2026-11 2026-11-30     coming  coming  done    done    done
group_meeting 第一党小组 2026-12 2026-12-31     coming  coming  coming  done    done
group_meeting 第一党小组 2027-01 2027-01-31     coming  coming  coming  coming  done
group_meeting 第一党小组 2027-02 2027-02-28     coming  coming  coming  coming  done
group_meeting 第一党小组 2027-03 2027-03-31     coming  coming  coming  coming  done

group_meeting 第二党小组 2026-01 2026-01-31     done    done    done    done    done
group_meeting 第二党小组 2026-02 2026-02-28     done    done    done    done    done
group_meeting 第二党小组 2026-03 2026-03-31     done    done    done    done    done
group_meeting 第二党小组 2026-04 2026-04-30     done    done    done    done    done
group_meeting 第二党小组 2026-05 2026-05-31     done    done    done    done    done
group_meeting 第二党小组 2026-06 2026-06-30     coming  done    done    done    done
group_meeting 第二党小组 2026-07 2026-07-31     coming  late    late    late    late
group_meeting 第二党小组 2026-08 2026-08-31     coming  coming  late    late    late
group_meeting 第二党小组 2026-09 2026-09-30     coming  coming  late    late    late
group_meeting 第二党小组 2026-10 2026-10-31     coming  coming  exempt  exempt  exempt
group_meeting 第二党小组 2026-11 2026-11-30     coming  coming  -       -       -
group_meeting 第二党小组 2026-12 2026-12-31     coming  coming  -       -       -
group_meeting 第二党小组 2027-01 2027-01-31     coming  coming  -       -       -
group_meeting 第二党小组 2027-02 2027-02-28     coming  coming  -       -       -
group_meeting 第二党小组 2027-03 2027-03-31     coming  coming  -       -       -

group_meeting 第三党小组 2026-04 2026-04-30     exempt  exempt  exempt  exempt  exempt
group_meeting 第三党小组 2026-05 2026-05-31     coming  late    late    late    late
group_meeting 第三党小组 2026-06 2026-06-30     coming  done    done    done    done
group_meeting 第三党小组 2026-07 2026-07-31     coming  done    done    done    done
group_meeting 第三党小组 2026-08 2026-08-31     coming  done    done    done    done
group_meeting 第三党小组 2026-09 2026-09-30     coming  coming  done    done    done
group_meeting 第三党小组 2026-10 2026-10-31     coming  coming  done    done    done
group_meeting 第三党小组 2026-11 2026-11-30     coming  coming  done    done    done
group_meeting 第三党小组 2026-12 2026-12-31     coming  coming  coming  done    done
group_meeting 第三党小组 2027-01 2027-01-31     coming  coming  coming  coming  done
group_meeting 第三党小组 2027-02 2027-02-28     coming  coming  coming  coming  done
group_meeting 第三党小组 2027-03 2027-03-31     coming  coming  coming  coming  done

theme_day - 2026-01 2026-01-31                  done    done    done    done    done
theme_day - 2026-02 2026-02-28                  done    done    done    done    done
theme_day - 2026-03 2026-03-31                  done    done    done    done    done
theme_day - 2026-04 2026-04-30                  done    done    done    done    done
theme_day - 2026-05 2026-05-31                  done    done    done    done    done
theme_day - 2026-06 2026-06-30                  coming  done    done    done    done
theme_day - 2026-07 2026-07-31                  coming  done    done    done    done
theme_day - 2026-08 2026-08-31                  coming  coming  late    late    late
theme_day - 2026-09 2026-09-30                  coming  coming  done    done    done
theme_day - 2026-10 2026-10-31                  coming  coming  done    done    done
theme_day - 2026-11 2026-11-30                  coming  coming  done    done    done
theme_day - 2026-12 2026-12-31                  coming  coming  coming  late    late
theme_day - 2027-01 2027-01-31                  coming  coming  coming  coming  done
theme_day - 2027-02 2027-02-28                  coming  coming  coming  coming  done
theme_day - 2027-03 2027-03-31                  coming  coming  coming  coming  done

organisational_life_meeting - 2026 2026-12-31   coming  coming  due     due     done
democratic_appraisal - 2026 2026-12-31          coming  coming  due     due     late
secretary_report - 2026 2026-12-31              coming  coming  due     due     done
dues_published - 2026 2026-12-31                coming  done    done    done    done

reelection - 2026-11-20 2026-11-20              coming  coming  late    done    done
reelection_notice - 2026-11-20 2026-05-20       coming  due     exempt  done    done
by_election - 2026-05-18 2026-08-18             due     done    done    done    done
new_secretary_training - 2025-10-10 2026-04-10  late    late    late    done    done
"""
