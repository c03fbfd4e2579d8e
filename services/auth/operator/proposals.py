"""Proposals that a public body join the scheme: lists, accepts and rejects them."""

from dataclasses import dataclass

from services.auth.operator.database import prepared
from services.auth.operator.register import Joining, body_to_join
from services.auth.proposals import service as proposals
from services.auth.proposals.domain import Entry, Rejection
from services.auth.proposals.repository import Proposals, RegisterEntries
from services.auth.settings import AuthSettings

REASONS = tuple(map(str, Rejection))  # why a proposal may be rejected


@dataclass(frozen=True, kw_only=True)
class WaitingProposal:
    """A proposal whose proposer has proven their address. `entry` is None until Enhetsregisteret has answered."""

    orgnr: str
    name: str
    email: str
    entry: Entry | None


def list_waiting(settings: AuthSettings) -> list[WaitingProposal]:
    """The proposals to decide, each with the body's entry in Enhetsregisteret."""
    with prepared(settings) as database, database.read() as session:
        entries = RegisterEntries(session)
        return [
            WaitingProposal(
                orgnr=proposal.orgnr, name=proposal.name, email=proposal.email, entry=entries.find(proposal.orgnr)
            )
            for proposal in Proposals(session).list_waiting()
        ]


def accept(settings: AuthSettings, orgnr: str, asked: Joining) -> str:
    """Let the proposed body join, and invite its proposer; returns the proposer's address.

    Raises ServiceError, OperationRefused.
    """
    with prepared(settings) as database:
        body = body_to_join(database, settings, orgnr, asked)
        with database.write() as session:
            return proposals.accept_proposal(session, settings, body).email


def reject(settings: AuthSettings, orgnr: str, *, reason: str) -> None:
    """Reject the proposal for one of REASONS. Raises NotFound where no proposal of the body waits."""
    with prepared(settings) as database, database.write() as session:
        proposals.reject_proposal(session, orgnr, reason=Rejection(reason))
