"""The words for the API's codes, in the reader's language, as the services have them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from ressurspool.client import Client
from ressurspool.client.codes import CodesClient, Service


class Group(NamedTuple):
    """A group of codes that a service has words for."""

    service: Service
    name: str


PROFILE_STATE = Group("pool", "state")
NEED_STATE = Group("needs", "state")
PERSPECTIVE = Group("needs", "perspective")
OUTCOME = Group("needs", "outcome")
CANDIDACY_STATE = Group("placements", "candidacy_state")
PLACEMENT_STATE = Group("placements", "placement_state")
AMENDMENT_KIND = Group("placements", "amendment_kind")
AMENDMENT_STATE = Group("placements", "amendment_state")
PROPOSAL_STATE = Group("placements", "terms_proposal_state")
TERMS = Group("placements", "terms")
DEVIATION = Group("placements", "deviation")
REASON = Group("placements", "reason")
PARTY = Group("placements", "party")
PLAN_STATE = Group("matching", "plan_state")
FACTOR = Group("matching", "factor")
ROLE = Group("auth", "role")
LEVEL = Group("needs", "body_level")

_CODES: ContextVar[CodesClient | None] = ContextVar("codes", default=None)


@contextmanager
def words_of(client: Client) -> Iterator[None]:
    """`named` finds the words by this client meanwhile."""
    before = _CODES.set(client.codes)
    try:
        yield
    finally:
        _CODES.reset(before)


def named(group: Group, code: str) -> str:
    """The word for a code. One that no service has a word for, of a newer server, is returned as it is."""
    codes = _CODES.get()
    return code if codes is None else codes.word(group.service, group.name, code)
