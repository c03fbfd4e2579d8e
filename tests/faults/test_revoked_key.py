"""A revoked key stops working at all six services in time, and its bearers get new tokens at once (I12, I23)."""

from ressurspool.ops.stack import Stack
from services.auth.audit.service import OPERATOR
from services.auth.keys.domain import KeyState
from services.auth.keys.repository import SigningKeys
from services.auth.keys.service import make_next_key, revoke
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.kit.data.database import Database
from tests.faults.scenes.refusals import (
    ELSEWHERE,
    ELSEWHERE_SECONDS,
    PROMPT,
    PROMPT_SECONDS,
    StatusOf,
    seconds_until_refused,
)
from tests.journeys.cast import HOST, Cast, until
from tests.support.counts import Measured

ROUTES = (*PROMPT.values(), *ELSEWHERE.values())


def test_a_revoked_key_stops_working_everywhere(
    stack: Stack, cast: Cast, status_of: StatusOf, measured: Measured
) -> None:
    somebody = cast.coordinator(HOST)
    token = somebody.token()
    assert working(status_of, token) == set(ROUTES)
    revoke_signing_key(stack)
    cast.log_out()  # what everybody holds is signed by that key
    promptly = seconds_until_refused(status_of, token, PROMPT)
    everywhere = promptly + seconds_until_refused(status_of, token, ELSEWHERE)
    assert promptly <= PROMPT_SECONDS
    assert everywhere <= ELSEWHERE_SECONDS
    until(lambda: working(status_of, somebody.token()) == set(ROUTES), what="the next key's tokens to be believed")
    measured(
        f"I23: a revoked key was refused in {promptly:.1f} s for decisions and profiles, {everywhere:.1f} s everywhere"
    )


def working(status_of: StatusOf, token: str) -> set[tuple[str, str]]:
    """The routes on which the token is believed."""
    return {route for route in ROUTES if status_of(token, route) not in {401, 503}}


def revoke_signing_key(stack: Stack) -> None:
    """As `ressurspool-ops keys revoke` does, on the database of the running auth."""
    database, settings = Database(stack.databases["auth"], Table.metadata, connections=2), AuthSettings()
    make_next_key(database, settings, by=OPERATOR)
    with database.read() as session:
        active = SigningKeys(session).find_in(KeyState.ACTIVE)
    assert active is not None
    revoke(database, settings, [active.kid])
    database.close()
