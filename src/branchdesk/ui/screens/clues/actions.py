"""What the ledger of clues lends its screen: its verbs, its colours, the figures above its list."""

from __future__ import annotations

from branchdesk.domain.clue_figures import Measure
from branchdesk.domain.clue_states import ASIDE
from branchdesk.domain.clue_states import OPEN as OPEN_STATES
from branchdesk.ledgers.clues import CLUES, STATES
from branchdesk.services import Store
from branchdesk.services.clues import clue_figures, clue_values, clues
from branchdesk.services.clues.clue_figures import Asked
from branchdesk.services.ledgers.lists import Condition
from branchdesk.services.papers.paper_kinds import About
from branchdesk.ui.ledger.actions import FigureFacts, FigureLine, LedgerActions
from branchdesk.ui.screens.clues.page import CluePage
from branchdesk.ui.theme import Tone

TONES = {
    choice.value: Tone.WARN if choice.value in OPEN_STATES else Tone.QUIET if choice.value in ASIDE else Tone.GOOD
    for choice in STATES
}


def figure_line(store: Store) -> FigureLine:
    """Count all clues by the branch's settings; the figures name the records behind them."""
    found = clue_figures.figures(store, Asked(), ages=False)
    whole = found.whole

    def behind(measure: Measure) -> tuple[Condition, ...]:
        query = clue_figures.behind(found, measure)
        return query.conditions if query else ()

    facts = [
        FigureFacts("提报", str(whole.all_reported), ()),
        FigureFacts("已处置", str(whole.all_handled), behind(Measure.HANDLED)),
        FigureFacts("处置率", found.text(found.rate), behind(Measure.HANDLED)),
        FigureFacts("待处置", str(whole.open), behind(Measure.OPEN), Tone.WARN if whole.open else Tone.INK),
    ]
    if whole.overdue:
        facts.append(FigureFacts("已超期", str(whole.overdue), behind(Measure.OVERDUE), Tone.BAD))
    return FigureLine(tuple(facts), found.brief)


CLUE_ACTIONS = LedgerActions(
    CLUES,
    "志愿者线索",
    clues.save,
    clues.remove,
    frozenset({"clue", "clue_step", "clue_photo", "joint_reporter"}),
    tones={"state": TONES},
    hints={"number": "不填则自动编号。", "state": "不填则按“已提报”登记。"},
    figures=figure_line,
    offers=clue_values.offered,
    card=CluePage,
    papers=About.CLUE,
)
