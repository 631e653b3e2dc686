"""Every ledger there is, by its key."""

from branchdesk.ledgers.clues import CLUES
from branchdesk.ledgers.documents import DOCUMENTS
from branchdesk.ledgers.former_members import FORMER_MEMBERS
from branchdesk.ledgers.meetings import MEETINGS
from branchdesk.ledgers.members import MEMBERS
from branchdesk.ledgers.spec import Ledger
from branchdesk.ledgers.volunteers import VOLUNTEERS

LEDGERS: dict[str, Ledger] = {
    ledger.key: ledger for ledger in (MEMBERS, FORMER_MEMBERS, MEETINGS, VOLUNTEERS, CLUES, DOCUMENTS)
}
