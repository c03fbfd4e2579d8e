"""One side writes to the other."""

from collections.abc import Set

from services.placements.candidacies.domain import CandidacyState, refuse_over
from services.placements.candidacies.models import Candidacy
from services.placements.candidacies.repository import CandidacyStore
from services.placements.messages.domain import MOST
from services.placements.messages.errors import DialogueFull
from services.placements.messages.models import Message
from services.placements.messages.schemas import MessageCreate
from services.scheme.parties import Party


def write_message(store: CandidacyStore, candidacy: Candidacy, parties: Set[Party], asked: MessageCreate) -> Message:
    """Write to the other side, which is notified. Raises WrongState where the candidacy is over, DialogueFull.

    A requester of the host who is the employee writes as the employee.
    """
    refuse_over(CandidacyState(candidacy.state), parties)
    written = store.messages.count_of(candidacy.id)
    if written >= MOST:
        raise DialogueFull(most=MOST)
    side = Party.EMPLOYEE if Party.EMPLOYEE in parties else Party.HOST
    message = Message(candidacy_id=candidacy.id, number=written + 1, side=side, text=asked.text)
    store.messages.add(message)
    if side is Party.EMPLOYEE:
        store.candidacies.announce(candidacy, "employee_wrote", message_id=message.id, party=side)
    else:
        store.candidacies.announce(candidacy, "host_wrote", message_id=message.id, party=side)
    return message
