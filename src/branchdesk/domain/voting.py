"""Whether a ballot reached the required number, in whole numbers and by the exact rule.

Sources: 《中国共产党支部工作条例（试行）》第11条 for resolutions; for admission 《中国共产党发展党员工作细则》 of 2026,
第19、20、31、32条, in force from 2026-05-11, and before that the 2014 text, 第20、21、33条. RULES.md 1.3, 2 and 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from branchdesk.domain.meetings import BallotRule, Subject, Verdict
from branchdesk.words import voting as say

REVISED_2026 = date(2026, 5, 11)


@dataclass(frozen=True, slots=True)
class Voters:
    """Those with a vote: how many should be there, and how many are."""

    entitled: int
    present: int


def article(rule: BallotRule, day: date) -> str:
    """Name the document and articles that judge a ballot held on that day."""
    if rule is BallotRule.RESOLUTION:
        return say.RESOLUTION_ARTICLE
    return say.ADMISSION_ARTICLE_2014 if day < REVISED_2026 else say.ADMISSION_ARTICLE


def needed_present(rule: BallotRule, entitled: int) -> int:
    """Give how many voters must be there: half of them for a resolution, more than half for an admission."""
    return (entitled + 1) // 2 if rule is BallotRule.RESOLUTION else entitled // 2 + 1


def needed_yes(entitled: int) -> int:
    """Give how many ayes are required: more than half of the voters who should be there, not of those who are."""
    return entitled // 2 + 1


def judge(rule: BallotRule, voters: Voters, subject: Subject, day: date) -> Verdict:
    """Say whether the required number was reached; None where the ballot is not valid or not counted yet.

    Written opinions sent beforehand count as votes in admissions alone, and never as presence.
    """
    where = article(rule, day)
    strict = rule is BallotRule.ADMISSION
    written = (subject.written_yes or 0) if strict else 0
    head = say.voters(voters.entitled, voters.present)
    if not voters.entitled:
        return Verdict(None, say.nobody_entitled(), where)
    if voters.present < needed_present(rule, voters.entitled):
        return Verdict(None, head + say.too_few(needed_present(rule, voters.entitled)), where)
    head += say.enough_present(strict=strict)
    if subject.yes is None:
        return Verdict(None, head + say.not_counted(), where)
    if problem := impossible(rule, voters, subject):
        return Verdict(None, head + problem, where)
    needed, yes = needed_yes(voters.entitled), subject.yes + written
    reached = yes >= needed
    return Verdict(reached, head + say.result(yes, written, needed, reached=reached), where)


def unjudged(rule: BallotRule, day: date) -> Verdict:
    """Give the verdict on a ballot of a record that only counts heads: who had a vote is not known."""
    return Verdict(None, say.voters_not_named(), article(rule, day))


def impossible(rule: BallotRule, voters: Voters, subject: Subject) -> str:
    """Say what cannot be in the counts, or nothing: more votes than voters, more written opinions than absent ones."""
    cast = sum(votes or 0 for votes in (subject.yes, subject.no, subject.abstain))
    if cast > voters.present:
        return say.too_many_votes(cast, voters.present)
    away = voters.entitled - voters.present
    if rule is BallotRule.ADMISSION and (subject.written_yes or 0) > away:
        return say.too_many_written(subject.written_yes or 0, away)
    return ""
