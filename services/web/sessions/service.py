"""Begins, finds, refreshes and ends browsers' sessions. No transaction is open while auth is asked."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from ressurspool.client.login import Login, LoginError
from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Busy
from services.kit.ids import hashed, new_secret
from services.web.sessions.domain import Content, Profile, Tokens, claims_in
from services.web.sessions.errors import LoginLost
from services.web.sessions.models import BrowserSession
from services.web.sessions.repository import BrowserSessions
from services.web.sessions.seals import Seal

EARLY_SECONDS = 60  # a token is refreshed before its last minute: one page makes several calls with it
CLAIM_SECONDS = 20  # more than auth takes to answer; then another request may try
PAUSE_SECONDS = 0.05
KEPT = timedelta(days=2)  # an ended session, for what its person had typed

Refresh = Callable[[str], Login]


@dataclass(frozen=True, kw_only=True)
class Live:
    """A session that somebody is logged in with. `cookie` is the secret that only their browser has."""

    cookie: str
    person_id: str
    generation: int
    content: Content

    @property
    def is_fresh(self) -> bool:
        return clock.now().timestamp() < self.content.tokens.expires_at - EARLY_SECONDS


def tokens_of(login: Login) -> Tokens:
    """When the token ends says the token itself: auth's clock and ours may both run ahead (development)."""
    ends = float(claims_in(login.access_token)["exp"])
    return Tokens(access=login.access_token, refresh=login.refresh_token or "", expires_at=ends)


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """The sessions of all browsers."""

    database: Database
    seal: Seal
    refresh: Refresh
    hours: int

    def begin(self, login: Login, profile: Profile) -> str:
        """A session with a new secret, whatever the browser had before. Returns the cookie's value."""
        cookie, tokens = new_secret(), tokens_of(login)
        row = BrowserSession(
            id_hash=hashed(cookie),
            person_id=str(claims_in(login.access_token)["sub"]),
            sealed=self._sealed(cookie, Content(tokens=tokens, profile=profile)),
            expires_at=clock.now() + timedelta(hours=self.hours),
        )
        with self.database.write() as session:
            BrowserSessions(session).add(row)
        return cookie

    def find(self, cookie: str) -> Live | None:
        """The session of that cookie, while it lasts."""
        row = self._row(cookie)
        if row is None or row.ended_at is not None or row.expires_at <= clock.now():
            return None
        opened = self.seal.opened(row.sealed, by=cookie)
        if opened is None:
            return None
        content = json.loads(opened)
        return Live(
            cookie=cookie,
            person_id=row.person_id,
            generation=row.generation,
            content=Content(tokens=Tokens(**content["tokens"]), profile=Profile(**content["profile"])),
        )

    def person_of(self, cookie: str) -> str | None:
        """Who is, or was, logged in with that cookie; also where the session has ended."""
        row = self._row(cookie)
        return row.person_id if row is not None else None

    def get_fresh(self, cookie: str) -> Live:
        """The session with a token that lasts. Of concurrent requests one refreshes, and the others wait for it.

        Raises LoginLost, Busy, OriginUnreachable.
        """
        ends = clock.monotonic() + CLAIM_SECONDS
        while True:
            found = self.find(cookie)
            if found is None:
                raise LoginLost()
            if found.is_fresh:
                return found
            if self._claim(found):
                return self._refreshed(found)
            if clock.monotonic() > ends:
                raise Busy()
            time.sleep(PAUSE_SECONDS)

    def end(self, cookie: str) -> None:
        with self.database.write() as session:
            BrowserSessions(session).end(hashed(cookie), at=clock.now())

    def _row(self, cookie: str) -> BrowserSession | None:
        if not cookie:
            return None
        with self.database.read() as session:
            return BrowserSessions(session).find(hashed(cookie))

    def _claim(self, found: Live) -> bool:
        now = clock.now()
        with self.database.write() as session:
            return BrowserSessions(session).claim(
                hashed(found.cookie),
                generation=found.generation,
                now=now,
                until=now + timedelta(seconds=CLAIM_SECONDS),
            )

    def _refreshed(self, found: Live) -> Live:
        key, generation = hashed(found.cookie), found.generation
        try:
            login = self.refresh(found.content.tokens.refresh)
        except LoginError:
            self.end(found.cookie)
            raise LoginLost() from None
        except BaseException:
            with self.database.write() as session:
                BrowserSessions(session).release(key, generation=generation)
            raise
        content = replace(found.content, tokens=tokens_of(login))
        with self.database.write() as session:
            sealed = self._sealed(found.cookie, content)
            if not BrowserSessions(session).renew(key, generation=generation, sealed=sealed):
                raise LoginLost()  # they logged out meanwhile
        return replace(found, content=content, generation=generation + 1)

    def _sealed(self, cookie: str, content: Content) -> str:
        return self.seal.seal(json.dumps(asdict(content)), by=cookie)


def delete_old(database: Database) -> None:
    """Delete sessions that ended, or were over, a while ago."""
    with database.write() as session:
        BrowserSessions(session).delete_old(before=clock.now() - KEPT)
