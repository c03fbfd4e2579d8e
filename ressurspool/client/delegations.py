"""Calls on delegations: a body lets somebody decide one placement for it, once, by a mailed link."""

import time
from datetime import datetime
from typing import Literal

from ressurspool.client.login import Login, granted_login
from ressurspool.client.pages import Listed
from ressurspool.client.transport import Read, Sent, Transport
from ressurspool.client.words import Language

DelegationState = Literal["open", "accepted", "withdrawn", "expired"]
PATH = "/auth/v1/delegations"


class Delegation(Read):
    id: str
    version: int
    state: str
    orgnr: str
    placement_id: str
    accepted_by: str | None = None
    created_at: datetime
    expires_at: datetime


class DelegationDraft(Sent):
    placement_id: str
    email: str
    days: int = 7
    language: Language = "nb"


class DelegationsClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def create(self, draft: DelegationDraft) -> Delegation:
        """Have the link mailed; only its addressee learns it."""
        return self._transport.post(PATH, Delegation, draft)

    def listed(self, *, state: DelegationState | None = None) -> Listed[Delegation]:
        """The delegations of one's own body, the oldest first."""
        return self._transport.listed(PATH, Delegation, {"state": state})

    def read(self, delegation_id: str) -> Delegation:
        return self._transport.get(f"{PATH}/{delegation_id}", Delegation)

    def withdraw(self, delegation_id: str) -> Delegation:
        """Withdraw a delegation: its link works no more, and the login it gave ends."""
        return self._transport.delete(f"{PATH}/{delegation_id}", Delegation)

    def accept(self, token: str) -> Login:
        """Accept a delegation by the token of its link. The login returned can only read and decide that placement.

        The request is not repeated where its answer was lost: the link works once.
        """
        asked_at = time.time()
        answer = self._transport.send("POST", f"{PATH}/acceptance", body={"token": token})
        return granted_login(answer, asked_at=asked_at)
