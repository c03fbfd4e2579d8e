"""A refresh token has one successor and a code one redemption, for any number of concurrent requests (I13).

A refresh token that comes again later ends the login, as a second code does at once, so that the successor is dead as
well. The threads and databases are real. In the
negative control every thread checks first, and then the update alone decides, with its condition and without.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from services.auth.keys.own_keys import OwnKeys
from services.auth.oauth.errors import InvalidGrant
from services.auth.operator.preparation import prepare
from services.auth.sessions.models import LoginSession
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.auth.tokens.models import AuthorizationCode, RefreshToken
from services.auth.tokens.refresh_token import REPEAT_SECONDS
from services.auth.tokens.repository import Codes, RefreshTokens
from services.auth.tokens.service import TokenEndpoints
from services.kit import clock
from services.kit.access.revocations import Revocations
from services.kit.data.database import Database
from services.kit.errors import Busy
from services.kit.ids import hashed
from tests.auth.scenes.logins import CALLBACK, VERIFIER
from tests.auth.scenes.members import a_member
from tests.auth.scenes.tokens import OFFLINE, a_code
from tests.support.counts import FULL, Measured, count
from tests.support.databases import ENGINES, migrated_database
from tests.support.races import RACERS, Act, looked_first

AT_ONCE = 100 if FULL else 20
SECONDS = 30
ROUNDS = count(1000)
CONNECTIONS = 20  # as one process may have; the other threads wait

Form = dict[str, str]


@pytest.fixture(params=ENGINES, scope="module")
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    with migrated_database(request.param, "auth") as url:
        database = Database(url, Table.metadata, connections=CONNECTIONS)
        prepare(database, AuthSettings())
        yield database
        database.close()


@pytest.fixture
def me(database: Database) -> UUID:
    return a_member(database, email=f"{uuid4().hex}@husbanken.example")


@pytest.fixture
def endpoints(database: Database) -> TokenEndpoints:
    settings = AuthSettings()
    return TokenEndpoints(
        database=database,
        keys=OwnKeys(database, settings),
        settings=settings,
        revocations=Revocations.nothing_revoked(),
    )


@pytest.fixture
def crowd() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        yield threads


def code_form(code: str) -> Form:
    form = {"grant_type": "authorization_code", "client_id": "cli", "redirect_uri": CALLBACK}
    return form | {"code": code, "code_verifier": VERIFIER}


def refresh_form(token: str) -> Form:
    return {"grant_type": "refresh_token", "refresh_token": token, "client_id": "cli"}


def insist(endpoints: TokenEndpoints, form: Form) -> str | None:
    """The refresh token that one racer gets, or None. It tries again while the database is busy, as clients do."""
    while True:
        try:
            return endpoints.grant(None, form).refresh_token
        except InvalidGrant:
            return None
        except Busy:
            continue


def race(crowd: ThreadPoolExecutor, ask: Callable[[], str | None]) -> list[str]:
    """The refresh tokens that the racers get, who all start in the same instant."""
    begin = Barrier(AT_ONCE)

    def racer(_number: int) -> str | None:
        begin.wait(SECONDS)
        return ask()

    return [token for token in crowd.map(racer, range(AT_ONCE)) if token is not None]


def reasons(database: Database, person_id: UUID) -> Counter[str | None]:
    """How many logins of a person ended, by reason."""
    with database.read() as session:
        mine = select(col(LoginSession.end_reason)).where(col(LoginSession.person_id) == person_id)
        return Counter(session.scalars(mine))


def refresh_tokens(database: Database, person_id: UUID) -> int:
    """How many refresh tokens a person got."""
    with database.read() as session:
        mine = session.query(RefreshToken).join(LoginSession, col(LoginSession.id) == col(RefreshToken.session_id))
        return mine.filter(col(LoginSession.person_id) == person_id).count()


def test_a_refresh_token_has_one_successor_and_reuse_ends_the_login(
    database: Database, endpoints: TokenEndpoints, me: UUID, crowd: ThreadPoolExecutor, measured: Measured
) -> None:
    for _ in range(ROUNDS):
        with clock.stopped_at(clock.now()) as move:
            first = endpoints.grant(None, code_form(a_code(database, me, scope=OFFLINE))).refresh_token or ""
            successors = race(crowd, partial(insist, endpoints, refresh_form(first)))
            assert (len(successors), len(set(successors))) == (AT_ONCE, 1)
            move(timedelta(seconds=REPEAT_SECONDS + 1))
            assert insist(endpoints, refresh_form(first)) is None
        with pytest.raises(InvalidGrant):
            endpoints.grant(None, refresh_form(successors[0]))
    assert refresh_tokens(database, me) == 2 * ROUNDS
    assert reasons(database, me) == {"refresh_token_reused": ROUNDS}
    measured(f"I13: {AT_ONCE} racers x {ROUNDS} refresh tokens, one successor each ({database.engine.dialect.name})")


def test_a_code_is_redeemed_once_and_reuse_ends_the_login(
    database: Database, endpoints: TokenEndpoints, me: UUID, crowd: ThreadPoolExecutor, measured: Measured
) -> None:
    rounds = max(ROUNDS // 5, 1)
    for _ in range(rounds):
        code = a_code(database, me, scope=OFFLINE)
        (token,) = race(crowd, partial(insist, endpoints, code_form(code)))
        with pytest.raises(InvalidGrant):
            endpoints.grant(None, refresh_form(token))
    assert reasons(database, me) == {"code_reused": rounds}
    measured(f"I13: {AT_ONCE} racers x {rounds} codes, one redemption each ({database.engine.dialect.name})")


class TestWhereEverybodyLookedFirst:
    """A check before the update loses the race; the update's own condition decides it."""

    @pytest.fixture
    def token_hash(self, database: Database, endpoints: TokenEndpoints, me: UUID) -> str:
        return hashed(endpoints.grant(None, code_form(a_code(database, me, scope=OFFLINE))).refresh_token or "")

    @pytest.fixture
    def code_hash(self, database: Database, me: UUID) -> str:
        return hashed(a_code(database, me))

    def test_a_refresh_token_is_used_once(self, database: Database, token_hash: str) -> None:
        def act(session: Session) -> bool:
            return RefreshTokens(session).use(token_hash, at=clock.now())

        assert looked_first(database, unused_token(token_hash), act).count(True) == 1

    def test_without_its_guard_it_is_used_by_all(self, database: Database, token_hash: str) -> None:
        def unguarded(session: Session) -> bool:
            mine = col(RefreshToken.token_hash) == token_hash
            session.execute(update(RefreshToken).where(mine).values(used_at=clock.now()))
            return True

        assert looked_first(database, unused_token(token_hash), unguarded).count(True) == RACERS

    def test_a_code_is_used_once(self, database: Database, code_hash: str) -> None:
        def act(session: Session) -> bool:
            return Codes(session).use(code_hash, at=clock.now())

        assert looked_first(database, unused_code(code_hash), act).count(True) == 1

    def test_without_its_guard_a_code_is_used_by_all(self, database: Database, code_hash: str) -> None:
        def unguarded(session: Session) -> bool:
            mine = col(AuthorizationCode.code_hash) == code_hash
            session.execute(update(AuthorizationCode).where(mine).values(used_at=clock.now()))
            return True

        assert looked_first(database, unused_code(code_hash), unguarded).count(True) == RACERS


def unused_token(token_hash: str) -> Act:
    def look(session: Session) -> bool:
        found = RefreshTokens(session).find(token_hash)
        return found is not None and found.used_at is None

    return look


def unused_code(code_hash: str) -> Act:
    def look(session: Session) -> bool:
        found = Codes(session).find(code_hash)
        return found is not None and found.used_at is None

    return look
