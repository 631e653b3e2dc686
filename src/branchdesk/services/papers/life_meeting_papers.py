"""The papers around an 组织生活会: the opinions that were collected, and the rectification list."""

from __future__ import annotations

from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.life_meeting_lists import collects, rectifies, write_opinions, write_rectification_list
from branchdesk.services.meetings.meetings import load
from branchdesk.services.papers.paper_kinds import About, Options, PaperKind
from branchdesk.services.papers.paper_settings import house
from branchdesk.store.engine import Store
from branchdesk.words import life_meeting_papers as say


def _opinions(store: Store, meeting_id: str, _options: Options) -> Manuscript:
    return write_opinions(load(store, meeting_id), house(store))


def _list(store: Store, meeting_id: str, _options: Options) -> Manuscript:
    return write_rectification_list(load(store, meeting_id), house(store))


LIFE_MEETING_PAPERS = (
    PaperKind("opinions", say.OPINIONS, About.MEETING, _opinions, fits=collects),
    PaperKind("rectification-list", say.LIST, About.MEETING, _list, fits=rectifies),
)
