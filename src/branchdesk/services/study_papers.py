"""The papers of study: the record of a first topic."""

from __future__ import annotations

from branchdesk.papers import study_record
from branchdesk.papers.blocks import Manuscript
from branchdesk.papers.study_record import write_study_record
from branchdesk.services.meetings import load
from branchdesk.services.paper_kinds import About, Options, PaperKind
from branchdesk.services.paper_settings import house
from branchdesk.store.engine import Store
from branchdesk.words import study_papers as say


def _record(store: Store, meeting_id: str, _options: Options) -> Manuscript:
    return write_study_record(load(store, meeting_id), house(store))


STUDY_PAPERS = (PaperKind("study-record", say.RECORD, About.MEETING, _record, fits=study_record.fits),)
