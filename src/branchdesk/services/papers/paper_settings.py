"""What a branch has set for its papers."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from branchdesk.errors import Refusal
from branchdesk.papers.blocks import Role
from branchdesk.papers.house import USUAL, House, MinutesStyle
from branchdesk.services import preferences
from branchdesk.store.engine import Store
from branchdesk.words import paper_settings as say

__all__ = ["USUAL", "House", "MinutesStyle", "house", "judge", "judge_letters", "set_house"]

KEY = "papers"


def house(store: Store) -> House:
    """Give what the branch has set for its papers; what is not kept, or cannot be, is as usual."""
    kept = preferences.get(store, KEY)
    return _read(kept if isinstance(kept, dict) else {})


def judge(chosen: House) -> None:
    """See whether papers can be written so. Refusal (text_too_long, wrong_signers), which names the field, if not."""
    for key, word in say.NAMES.items():
        length = len(getattr(chosen, key))
        if length > say.LONGEST:
            raise Refusal(say.too_long(word, length, say.LONGEST), code="text_too_long", field=key)
    if sentence := _wrong_signers(chosen.signers):
        raise Refusal(sentence, code="wrong_signers", field="signers")


def _wrong_signers(signers: tuple[str, ...]) -> str:
    if not signers:
        return say.no_signers()
    if len(signers) > say.SIGNERS:
        return say.too_many_signers()
    if twice := next((one for one in signers if signers.count(one) > 1), ""):
        return say.signer_twice(twice)
    long = next((one for one in signers if len(one) > say.SIGNER), "")
    return say.too_long(f"“{long}”", len(long), say.SIGNER) if long else ""


def judge_letters(chosen: House) -> None:
    """See whether every text can be printed. Refusal (missing_glyph), which names the field, if not.

    It reads faces, and so is nothing for the window's own thread. Trouble where one is damaged.
    """
    from branchdesk.papers.faces import fonts  # noqa: PLC0415 - ReportLab is loaded when faces are wanted

    faces = fonts.chosen(frozenset(chosen.faces.items()))
    texts = {**{key: getattr(chosen, key) for key in say.NAMES}, "signers": "".join(chosen.signers)}
    for key, text in texts.items():
        if missing := faces.missing(text, Role.FANG):
            raise Refusal(say.not_printed(missing), code="missing_glyph", field=key)


def set_house(store: Store, chosen: House) -> None:
    """Keep what the branch sets for its papers; it is no step, so undo passes it by.

    Refusal and Trouble as `judge` and `judge_letters` say.
    """
    judge(chosen)
    judge_letters(chosen)
    known = {one.name: getattr(chosen, one.name) for one in fields(chosen)}
    kept = {**known, "faces": dict(chosen.faces), "signers": list(chosen.signers)}
    preferences.put(store, KEY, None if chosen == USUAL else kept)


def _read(kept: dict[str, Any]) -> House:
    def text(key: str) -> str:
        value = kept.get(key)
        return value.strip() if isinstance(value, str) else ""

    def yes(key: str) -> bool:
        value = kept.get(key)
        return value if isinstance(value, bool) else bool(getattr(USUAL, key))

    signers, faces = kept.get("signers"), kept.get("faces")
    named = tuple(one.strip() for one in signers if isinstance(one, str) and one.strip()) if signers else ()
    return House(
        unit=text("unit"),
        heading=text("heading"),
        signature=text("signature"),
        signers=named or USUAL.signers,
        seal=yes("seal"),
        style=MinutesStyle(kept["style"]) if kept.get("style") in set(MinutesStyle) else USUAL.style,
        duplex=yes("duplex"),
        hang=yes("hang"),
        whole_names=yes("whole_names"),
        faces={role: faces[role] for role in Role if isinstance(faces.get(role), str)}
        if isinstance(faces, dict)
        else {},
    )
