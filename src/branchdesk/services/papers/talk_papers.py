"""谈心谈话记录 on paper: from a row of the member's card, or empty to be written on."""

from __future__ import annotations

from branchdesk.domain.dates import PartialDate
from branchdesk.errors import Refusal
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.talk import TITLE, Talk, write_talk
from branchdesk.services.papers.paper_kinds import About, Option, Options, PaperKind
from branchdesk.services.papers.paper_settings import house
from branchdesk.services.people.member_card import card
from branchdesk.store.engine import Store
from branchdesk.words import store as say_store

ENTRY = "entry"


def _talk(store: Store, member_id: str, options: Options) -> Manuscript:
    known = card(store, member_id)
    talk = Talk(store.branch.name, store.branch.unit, known.label)
    wanted = str(options[ENTRY])
    if wanted:
        row = next((row for row in known.rows["talk"] if row.id == wanted), None)
        if row is None:
            raise Refusal(say_store.no_such_record(say_store.RECORD, wanted), code="no_such_record")
        text = {key: str(value or "") for key, value in row.values.items()}
        talk = Talk(
            talk.branch,
            talk.unit,
            row.whose or talk.member,
            text["who"],
            PartialDate.parse(text["day"]) if text["day"] else None,
            text["level"],
            text["title"],
            text["detail"],
            text["place"],
        )
    return write_talk(talk, house(store))


TALK_PAPERS = (PaperKind("talk-record", TITLE, About.MEMBER, _talk, (Option(ENTRY, "", ""),)),)
