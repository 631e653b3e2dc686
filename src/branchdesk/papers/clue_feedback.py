"""线索反馈单: what became of a clue, told to whoever reported it in a few lines; several stand on a sheet.

Of a clue that a department handles as a case it says that it was handed over, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from branchdesk.domain.clue_states import ClueState, StepKind
from branchdesk.papers import wording
from branchdesk.papers.blocks import Align, Block, Manuscript, Paragraph, Role, Span, plain
from branchdesk.papers.captions import unmarked
from branchdesk.papers.clue_told import ClueTold, day
from branchdesk.papers.house import USUAL, House
from branchdesk.papers.signing import signed
from branchdesk.papers.slips import COLUMNS, Slip, in_turn, lines_of
from branchdesk.papers.wording import BLANK

NAME = "线索反馈单"
HEAD = 18.0
THANKS = "感谢您对本支部工作的支持。"
BESIDES_BODY = 6.0  # lines: title, greeting, thanks, room, name, day
QUOTED = 60  # characters of what was reported that are told again


@dataclass(frozen=True, slots=True)
class Feedback:
    """A slip: to whom (nobody is a blank), about which clue, of which day, where that is known."""

    to: str
    clue: ClueTold
    day: date | None = None


def write_clue_feedback(slips: Sequence[Feedback], branch: tuple[str, str], house: House = USUAL) -> Manuscript:
    """Write slips, each for one volunteer; `branch` is the unit's name and the branch's own."""
    unit = plain(house.unit or branch[0])
    own = plain(branch[1]).removeprefix(unit) or plain(branch[1])
    first = slips[0]
    title = f"{NAME}（{first.clue.number}）" if len(slips) == 1 else f"{NAME}（{len(slips)}份）"
    blocks = tuple(in_turn(_slip(one, (unit, own), house) for one in slips))
    names = {name for one in slips if len(name := wording.bare(one.to)) > 1}
    return Manuscript(title, unit + own, blocks, layout=replace(unmarked(house), names=frozenset(names)))


def _slip(one: Feedback, branch: tuple[str, str], house: House) -> Slip:
    texts = [f"您{_reported(one.clue)}。{''.join(_became(one.clue))}", THANKS]
    to = wording.bare(one.to)
    blocks: tuple[Block, ...] = (
        Paragraph((Span(NAME, Role.TITLE),), NAME, first=0, align=Align.CENTRE, keep_next=True, size=HEAD),
        Paragraph((Span(to or BLANK, whole=True), Span("同志：")), NAME, first=0, keep_next=True),
        *(Paragraph((Span(text),), NAME, keep_next=True) for text in texts),
        signed(*branch, one.day, house),
    )
    lines = BESIDES_BODY + sum(lines_of(text, COLUMNS - 1) for text in texts[:1]) + (3 if house.seal else 0)
    return Slip(blocks, lines)


def _reported(clue: ClueTold) -> str:
    """Say what was reported, and when; of a confided clue its number alone."""
    on = day(clue.reported_on)
    number = plain(clue.number)
    if clue.confided:
        return f"提报的线索（编号{number}）收悉"
    text = wording.phrase(clue.text).rstrip("。")
    told = f"{text[:QUOTED]}……" if len(text) > QUOTED else text
    what = f"“{told}”的线索" if told else "的线索"
    return f"{f'于{on}' if on else ''}提报{what}（编号{number}）收悉"


def _became(clue: ClueTold) -> Iterator[str]:
    """Say what became of a clue."""
    unit = plain(clue.unit)
    last = clue.last(StepKind.HANDLED)
    result = wording.phrase(last.what or "") if last else ""
    if clue.confided:
        yield "已依照规定移送有关部门。"
        return
    match clue.state:
        case ClueState.HANDLED | ClueState.CLOSED | ClueState.FED_BACK:
            on = day(clue.handled_on or clue.closed_on)
            yield f"{f'{on}，' if on else ''}{f'经{unit}办理' if unit else '已经办理'}"
            yield f"，情况如下：{wording.ended(result)}" if result else "完毕。"
            if clue.outcome:
                yield f"该线索已转化为{plain(clue.outcome)}。"
        case ClueState.OUT_OF_SCOPE:
            reason = wording.phrase(clue.reason).rstrip("。")
            yield f"经核实，该线索不属于受理范围{f'：{reason}' if reason else ''}。"
        case ClueState.DUPLICATE:
            first = plain(clue.first_number)
            yield f"该线索与此前收到的线索{f'（编号{first}）' if first else ''}反映同一情况，已一并办理。"
        case ClueState.ASSIGNED:
            yield f"该线索已转{unit or '有关单位'}办理，办结后再向您反馈。"
        case ClueState.VERIFIED:
            yield "该线索已经核实，正在办理，办结后再向您反馈。"
        case _:
            yield "该线索已经登记，正在核实，有结果后再向您反馈。"
