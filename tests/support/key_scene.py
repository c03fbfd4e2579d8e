"""Several processes of auth and several verifiers on one clock: who signs, who accepts, who was refused."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random
from types import ModuleType

import httpx

from services.auth.keys.own_keys import OwnKeys
from services.auth.settings import AuthSettings
from services.auth.tokens.domain import TokenContent
from services.auth.tokens.issue import issue
from services.kit import clock
from services.kit.access import jwks
from services.kit.access.jwks import REFRESH_SECONDS
from services.kit.access.tokens import API_AUDIENCE, OWN_FORMAT, Envelope, Verifier
from services.kit.access.verified_tokens import VerifiedTokens
from services.kit.data.database import Database
from services.kit.errors import ServiceError
from tests.support.callers import ISSUER

PROCESSES, VERIFIERS = 3, 4
TOKEN_SECONDS = 600
KEPT_MINUTES = 55  # how long auth may be out of a verifier's reach here; an hour is what is promised

Move = Callable[[timedelta], None]


@dataclass(frozen=True)
class Issued:
    token: str
    kid: str
    at: float


class Site:
    """One service's verifier. It fetches auth's keys every 30 s, while auth can be reached."""

    def __init__(self, processes: Sequence[OwnKeys], module: ModuleType) -> None:
        self._processes = list(processes)
        self._asked = float("-inf")
        self.unreachable_until = float("-inf")
        client = httpx.Client(transport=httpx.MockTransport(self._answer))
        self._keys = module.RemoteKeys("http://auth/oauth/jwks", client=client)
        verifier = Verifier(keys=self._keys, issuer=ISSUER, audiences=frozenset({API_AUDIENCE}))
        self._tokens = VerifiedTokens(verifier)

    @property
    def reachable(self) -> bool:
        return clock.monotonic() >= self.unreachable_until

    def _answer(self, _request: httpx.Request) -> httpx.Response:
        if not self.reachable:
            raise httpx.ConnectError("out of reach")
        self._processes.append(self._processes.pop(0))  # replicas take turns
        try:
            return httpx.Response(200, json={"keys": self._processes[0].jwks()})
        except ServiceError as error:
            return httpx.Response(error.status)

    def refresh(self) -> None:
        if clock.monotonic() - self._asked >= REFRESH_SECONDS:
            self._asked = clock.monotonic()
            self._keys.refresh()

    def believes(self, token: str) -> bool:
        """Whether a request with the token is let in, as the guard decides it."""
        envelope = Envelope.of(token, OWN_FORMAT)
        if not self._keys.knows(envelope.kid):
            self._keys.refresh_for(envelope.kid)
        try:
            return (self._tokens.find(token) or self._tokens.verify(envelope)).claims.iss == ISSUER
        except ServiceError:
            return False


@dataclass
class Scene:
    """A day in the life of the keys. `tick` moves the clock and lets all act at the same moment."""

    database: Database
    move: Move
    random: Random
    verifying: ModuleType = jwks
    settings: AuthSettings = field(default_factory=AuthSettings)
    alive: list[Issued] = field(default_factory=list)
    issued: int = 0
    checked: int = 0
    refused: list[str] = field(default_factory=list)
    signed_by: set[str] = field(default_factory=set)
    revoked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.processes = [OwnKeys(self.database, self.settings) for _ in range(PROCESSES)]
        self.sites = [Site(self.processes, self.verifying) for _ in range(VERIFIERS)]

    def tick(self, seconds: float, *also: Callable[[], object]) -> None:
        """At the same moment processes sign, verifiers refresh and check, and `also` runs."""
        self.move(timedelta(seconds=seconds))
        self.alive = [one for one in self.alive if clock.monotonic() - one.at < TOKEN_SECONDS]
        acts: list[Callable[[], object]] = [*also, *(site.refresh for site in self.sites)]
        acts += [partial(self._sign, keys) for keys in self.processes]
        acts += [partial(self._check, site, self.alive) for site in self.sites]
        self.random.shuffle(acts)
        with ThreadPoolExecutor(max_workers=len(acts)) as threads:
            for done in [threads.submit(act) for act in acts]:
                done.result()

    def run(self, until: float, *also: Callable[[], object]) -> None:
        """Tick until so many seconds have passed. Now and then a verifier cannot reach auth for most of an hour."""
        ends = clock.monotonic() + until
        while clock.monotonic() < ends:
            site = self.random.choice(self.sites)
            if site is not self.sites[0] and site.reachable and self.random.random() < 0.02:
                site.unreachable_until = clock.monotonic() + 60 * self.random.randint(1, KEPT_MINUTES)
            self.tick(self.random.choice((1, 5, 60, 120, 120)), *also)

    def recover(self) -> None:
        """Let every verifier reach auth again, and fetch the keys."""
        for site in self.sites:
            site.unreachable_until = float("-inf")
        self.tick(REFRESH_SECONDS)

    def believers(self, tokens: Iterable[Issued]) -> int:
        """How many verifiers accept some of these tokens."""
        found = list(tokens)
        return sum(any(site.believes(one.token) for one in found) for site in self.sites)

    def _sign(self, keys: OwnKeys) -> None:
        content = TokenContent(sub="x", client_id="cli", audience=API_AUDIENCE, scope="pool:read", at=clock.now())
        token = issue(keys, self.settings, content).access_token
        one = Issued(token, Envelope.of(token, OWN_FORMAT).kid, clock.monotonic())
        self.alive.append(one)
        self.signed_by.add(one.kid)
        self.issued += 1

    def _check(self, site: Site, alive: Sequence[Issued]) -> None:
        """Check the newest tokens, the eldest and some between; none of a key that was revoked."""
        good = [one for one in list(alive) if one.kid not in self.revoked]
        for one in [*good[-3:], *good[:2], *self.random.sample(good, min(len(good), 2))]:
            self.checked += 1
            if not site.believes(one.token):
                self.refused.append(one.kid)
