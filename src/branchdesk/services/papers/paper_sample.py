"""A short invented meeting, to show what papers look like before there is one of the branch's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from branchdesk import clock
from branchdesk.domain.agenda import PersonRef, Topic
from branchdesk.domain.meetings import Attendance, Meeting, MeetingKind, MeetingRecord, MeetingState, Presence
from branchdesk.services.meetings import meetings
from branchdesk.services.people import people
from branchdesk.store.engine import Store
from branchdesk.words import paper_settings as say

BEGIN, END = time(15), time(16, 20)


def sample(store: Store) -> MeetingRecord:
    """Give a closed meeting of the committee as it might be today, with the people there are; nothing is saved."""
    today = clock.today()
    leading = [PersonRef(person.name, person.id) for person in people.on_roster(store, today)[:2]]
    meeting = Meeting(
        MeetingKind.COMMITTEE_MEETING,
        datetime.combine(today, BEGIN),
        ends=datetime.combine(today, END),
        place=say.PLACE,
        chair=leading[0] if leading else None,
        recorder=leading[-1] if leading else None,
        observers=(),
        attendance=Attendance(Presence.PRESENT),
        agenda=(Topic(say.TOPIC, say.REPORT),),
        resolutions=(say.RESOLUTION,),
    )
    return replace(meetings.view(store, meeting), state=MeetingState.FINAL)
