"""What the ledger of clues lends its screen: its verbs, its colours, the figures above its list."""

from __future__ import annotations

from branchdesk.domain.clue_settings import USUALLY_HANDLED
from branchdesk.domain.clue_states import ASIDE
from branchdesk.domain.clue_states import OPEN as OPEN_STATES
from branchdesk.ledgers.clues import CLUES, STATES
from branchdesk.services import Store, clues
from branchdesk.services.lists import Condition, Test
from branchdesk.ui.ledger.actions import FigureFacts, FigureLine, LedgerActions
from branchdesk.ui.theme import Tone

TONES = {
    choice.value: Tone.WARN if choice.value in OPEN_STATES else Tone.QUIET if choice.value in ASIDE else Tone.GOOD
    for choice in STATES
}
OPEN = (Condition("state", Test.ONE_OF, OPEN_STATES),)
HANDLED = (Condition("state", Test.ONE_OF, USUALLY_HANDLED),)


def clue_figures(store: Store) -> FigureLine:
    """Count the clues; the figures name the records behind them."""
    tally = clues.tally(store)
    still_open = sum(number for state, number in CLUE_ACTIONS.counts(store, "state") if state in OPEN_STATES)
    return FigureLine(
        (
            FigureFacts("提报", str(tally.reported), ()),
            FigureFacts("已处置", str(tally.handled), HANDLED),
            FigureFacts("处置率", tally.rate, HANDLED),
            FigureFacts("待处置", str(still_open), OPEN, Tone.WARN if still_open else Tone.INK),
        ),
        tally.definition,
    )


CLUE_ACTIONS = LedgerActions(
    CLUES,
    "志愿者线索",
    clues.save,
    clues.remove,
    frozenset({"clue"}),
    tones={"state": TONES},
    views={"open": OPEN, "handled": HANDLED},
    hints={"number": "不填则自动编号。", "state": "不填则按“已提报”登记。"},
    figures=clue_figures,
)
