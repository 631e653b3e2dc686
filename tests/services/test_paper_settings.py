"""What a branch sets for its papers can be printed, or is refused where it was typed."""

from __future__ import annotations

import pytest

from branchdesk.errors import Refusal
from branchdesk.services import Store
from branchdesk.services.papers.paper_settings import USUAL, House, house, set_house

NO_FACE = "\U0002fa1d"


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        (House(unit=f"{NO_FACE}市人民检察院"), "unit"),
        (House(heading=f"中共{NO_FACE}委员会"), "heading"),
        (House(signature=f"{NO_FACE}支部"), "signature"),
        (House(signers=("主持人", NO_FACE)), "signers"),
    ],
)
def test_a_character_that_no_face_has_is_refused_at_its_field(store: Store, chosen: House, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        set_house(store, chosen)
    assert (refusal.value.code, refusal.value.field) == ("missing_glyph", field)
    assert NO_FACE in refusal.value.sentence
    assert house(store) == USUAL


def test_rare_characters_that_a_face_has_are_kept(store: Store) -> None:
    chosen = House(unit="𬭎县人民检察院", signers=("主持人", "䶮"))
    set_house(store, chosen)
    assert house(store) == chosen
