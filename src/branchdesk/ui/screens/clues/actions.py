"""What the ledger of clues lends its screen: its verbs, its colours, the figures above its list."""

from __future__ import annotations

from branchdesk.domain.clue_figures import Measure
from branchdesk.domain.clue_settings import USUALLY_HANDLED
from branchdesk.domain.clue_states import ASIDE
from branchdesk.domain.clue_states import OPEN as OPEN_STATES
from branchdesk.ledgers.clues import CLUES, STATES
from branchdesk.services import Store, clue_figures, clues
from branchdesk.services.clue_figures import Asked, Figures
from branchdesk.services.lists import Condition, Test
from branchdesk.ui.ledger.actions import FigureFacts, FigureLine, LedgerActions
from branchdesk.ui.theme import Tone

TONES = {
    choice.value: Tone.WARN if choice.value in OPEN_STATES else Tone.QUIET if choice.value in ASIDE else Tone.GOOD
    for choice in STATES
}
OPEN = (Condition("state", Test.ONE_OF, OPEN_STATES),)
HANDLED = (Condition("state", Test.ONE_OF, USUALLY_HANDLED),)


def figure_line(store: Store) -> FigureLine:
    """Count the clues; the figures name the records behind them."""
    found = clue_figures.figures(store, Asked(), ages=False)
    handled, waiting = (_behind(found, measure) for measure in (Measure.HANDLED, Measure.OPEN))
    still_open = found.whole.open
    return FigureLine(
        (
            FigureFacts("提报", str(found.whole.all_reported), ()),
            FigureFacts("已处置", str(found.whole.all_handled), handled),
            FigureFacts("处置率", found.text(found.rate), handled),
            FigureFacts("待处置", str(still_open), waiting, Tone.WARN if still_open else Tone.INK),
        ),
        found.definition,
    )


def _behind(found: Figures, measure: Measure) -> tuple[Condition, ...]:
    query = clue_figures.behind(found, measure)
    return query.conditions if query else ()


CLUE_ACTIONS = LedgerActions(
    CLUES,
    "志愿者线索",
    clues.save,
    clues.remove,
    frozenset({"clue"}),
    tones={"state": TONES},
    views={"open": OPEN, "handled": HANDLED},
    hints={"number": "不填则自动编号。", "state": "不填则按“已提报”登记。"},
    figures=figure_line,
)
