"""A branch of five without a committee that began in May 2026, to March 2027, worked out by hand.

Its secretary was elected in August 2023 (only the month is known) for three years, and again on 25 July 2026. One is on
probation until 10 September; three leave, in November, January and February: then two full members remain.
"""

from __future__ import annotations

from datetime import date

from branch_facts import held, person
from branchdesk.domain.conditions import Spell
from branchdesk.domain.dates import PartialDate
from branchdesk.domain.duties.facts import DutyMark, Facts
from branchdesk.domain.terms import Term

TOLD_ON = (date(2026, 5, 10), date(2026, 8, 2), date(2026, 12, 31), date(2027, 1, 1), date(2027, 4, 1))

RECORDS = Facts(
    today=TOLD_ON[-1],
    started=date(2026, 5, 1),
    people=(
        person("赵㛃", ("书记", "2023-08", "2026-07-25"), ("书记", "2026-07-25", None)),
        person("买买提·艾山", here=(None, "2027-02-01")),
        person("钱一", here=(None, "2027-01-15")),
        person("李二", here=(None, "2026-11-05")),
        person(
            "孙三",
            stages=(Spell("probationary_member", "2025-09-10", "2026-09-10"), Spell("full_member", "2026-09-10")),
        ),
    ),
    terms=(
        Term(PartialDate(2023, 8), 3, PartialDate(2026, 7, 25), "first"),
        Term(PartialDate(2026, 7, 25), 3, id="second"),
    ),
    meetings=(
        *held("members_meeting", "2026-07-25", "2027-03-31"),
        *held("theme_day", "2026-05-20", "2026-07-25", "2026-08-31", "2026-10-15", "2026-11-15", "2026-12-31"),
        *held("theme_day", "2027-02-28", "2027-03-15"),
        *held("democratic_appraisal", "2026-12-30", year=2026),
    ),
    marks=(DutyMark("k", "secretary_report", "", "2026", "done", "2026-12-20", "在机关党委述职会上"),),
)

# What is told on 10 May, 2 August, 31 December, 1 January, 1 April: a line each duty, - where it is not asked for.
EXPECTED = """
members_meeting - 2026Q1 2026-03-31             before_start  before_start  before_start  before_start  before_start
members_meeting - 2026Q2 2026-06-30             coming        before_start  before_start  before_start  before_start
members_meeting - 2026Q3 2026-09-30             coming        done          done          done          done
members_meeting - 2026Q4 2026-12-31             coming        coming        due           late          late
members_meeting - 2027Q1 2027-03-31             coming        coming        coming        coming        done

committee_meeting - 2026-01 2026-01-31          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2026-02 2026-02-28          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2026-03 2026-03-31          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2026-04 2026-04-30          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2026-05 2026-05-31          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2026-06 2026-06-30          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2026-07 2026-07-31          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2026-08 2026-08-31          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2026-09 2026-09-30          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2026-10 2026-10-31          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2026-11 2026-11-30          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2026-12 2026-12-31          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2027-01 2027-01-31          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2027-02 2027-02-28          exempt        exempt        exempt        exempt        exempt
committee_meeting - 2027-03 2027-03-31          exempt        exempt        exempt        exempt        exempt

theme_day - 2026-01 2026-01-31                  before_start  before_start  before_start  before_start  before_start
theme_day - 2026-02 2026-02-28                  before_start  before_start  before_start  before_start  before_start
theme_day - 2026-03 2026-03-31                  before_start  before_start  before_start  before_start  before_start
theme_day - 2026-04 2026-04-30                  before_start  before_start  before_start  before_start  before_start
theme_day - 2026-05 2026-05-31                  coming        done          done          done          done
theme_day - 2026-06 2026-06-30                  coming        late          late          late          late
theme_day - 2026-07 2026-07-31                  coming        done          done          done          done
theme_day - 2026-08 2026-08-31                  coming        coming        done          done          done
theme_day - 2026-09 2026-09-30                  coming        coming        late          late          late
theme_day - 2026-10 2026-10-31                  coming        coming        done          done          done
theme_day - 2026-11 2026-11-30                  coming        coming        done          done          done
theme_day - 2026-12 2026-12-31                  coming        coming        done          done          done
theme_day - 2027-01 2027-01-31                  coming        coming        coming        coming        late
theme_day - 2027-02 2027-02-28                  coming        coming        coming        coming        done
theme_day - 2027-03 2027-03-31                  coming        coming        coming        coming        done

organisational_life_meeting - 2026 2026-12-31   coming        coming        due           due           late
democratic_appraisal - 2026 2026-12-31          coming        coming        done          done          done
secretary_report - 2026 2026-12-31              coming        coming        done          done          done
dues_published - 2026 2026-12-31                coming        coming        due           due           late

reelection - 2026-08-01 2026-08-01              due           done          done          done          done
reelection_notice - 2026-08-01 2026-02-01       exempt        done          done          done          done
too_few_members - 2027 -                        -             -             -             -             due
"""
