"""Limits guessing, over all processes and restarts: each guess takes a place in the database before it is made.

Nobody is locked out. Where no place is free, one waits for the next, at most `LONGEST_WAIT`. A browser that logged in
to the account before has places of its own, which nobody else can take (decision 0024).
"""

from collections.abc import Sequence
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.limits.errors import TooManyAsked, TooManyGuesses
from services.auth.limits.repository import Gate, GuessGates, KnownBrowsers
from services.auth.people.repository import People
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from services.kit.ids import hashed

_BELOW_SITE = 128 - 48  # bits of an IPv6 address that one customer of a provider may choose
WITHIN = timedelta(minutes=15)
BROWSER_KNOWN = timedelta(days=180)

# At an account, in any 15 minutes: 4 + 2 guesses from anywhere and 3 + 1 from browsers it knows, 10 in all (I14).
PACE = timedelta(seconds=450)
LONGEST_WAIT = WITHIN  # at the gate of known browsers, whose pace is the slowest
Gates = Sequence[Gate]  # one guess takes a place at each of them


def account_gates(settings: AuthSettings, *, email: str, source: str) -> tuple[Gates, Gates]:
    """The gates of a guess at an account, and those of a known browser, for when the first are full.

    One network waits sooner than the account as a whole, so that its guessing leaves places for the owner elsewhere.
    """
    pair = f"{email} {network_of(source)}"
    for_anybody = (
        Gate(key=hashed(f"pair, soon {pair}"), burst=2, pace=timedelta(seconds=15)),
        Gate(key=hashed(f"pair {pair}"), burst=3, pace=PACE),
        *_shared(settings, "password", source=source),
        Gate(key=hashed(f"account {email}"), burst=4, pace=PACE),
    )
    return for_anybody, (Gate(key=hashed(f"known {email}"), burst=3, pace=WITHIN),)


def secret_gates(settings: AuthSettings, kind: str, *, source: str) -> Gates:
    """The gates of a guess at a secret that belongs to no account: an invitation's, a user code, a link's."""
    soon = Gate(key=hashed(f"{kind} {network_of(source)}"), burst=10, pace=timedelta(seconds=30))
    return (soon, *_shared(settings, kind, source=source))


def take_request_place(database: Database, kind: str, *, source: str, burst: int, within: timedelta) -> None:
    """Take a place at a network's gate for a request that is no guess; it is not given back. Raises TooManyAsked."""
    gate = Gate(key=hashed(f"{kind} {network_of(source)}"), burst=burst, pace=within / burst)
    try:
        take_places(database, (gate,))
    except TooManyGuesses as full:
        raise TooManyAsked(ms=full.seconds * 1000) from None


def _shared(settings: AuthSettings, kind: str, *, source: str) -> Gates:
    per_source, in_all = settings.guesses_per_source, settings.guesses_in_all
    return (
        Gate(key=hashed(f"source {network_of(source)}"), burst=per_source, pace=WITHIN / per_source),
        Gate(key=hashed(f"all {kind}"), burst=in_all, pace=WITHIN / in_all),
    )


def take_places(database: Database, *alternatives: Gates) -> Gates:
    """Take the places of one guess, at the first of the alternatives that has one free at each of its gates.

    In a transaction of its own: neither a refusal nor a race gives them back. Raises TooManyGuesses, with the shortest
    wait; then no place is taken.
    """
    waits = []
    for gates in alternatives:
        try:
            _refuse_full(database, gates)
            with database.write() as session:
                _pass(GuessGates(session), gates)
        except TooManyGuesses as full:
            waits.append(full)
        else:
            return gates
    raise min(waits, key=lambda full: full.seconds)


def _refuse_full(database: Database, gates: Gates) -> None:
    """Only saves work: most of a flood ends here, without a write that others would wait for."""
    with database.read() as session:
        longest = max(GuessGates(session).ms_until_free(gate, at=clock.now()) for gate in gates)
    if longest:
        raise TooManyGuesses(ms=longest)


def _pass(guesses: GuessGates, gates: Gates) -> None:
    """Take a place at each gate, always in the same order, so that two guesses never wait for each other."""
    for gate in gates:
        if not guesses.pass_through(gate, at=clock.now()):
            raise TooManyGuesses(ms=guesses.ms_until_free(gate, at=clock.now()))


def give_back(session: Session, gates: Gates) -> None:
    """Free the places of a right guess, so that logging in often slows nobody down."""
    for gate in gates:
        GuessGates(session).give_back(gate)


def _browser_key(browser: str, email: str) -> str:
    return hashed(f"browser {browser} {email}")


def remember_browser(session: Session, browser: str, person_id: UUID) -> None:
    email = People(session).get(person_id).email
    KnownBrowsers(session).keep(_browser_key(browser, email), person_id, at=clock.now())


def is_known_browser(session: Session, *, browser: str, email: str) -> bool:
    """True where the account was logged in to from this browser. Does the same work where there is no account."""
    return KnownBrowsers(session).knows(_browser_key(browser, email), after=clock.now() - BROWSER_KNOWN)


def network_of(address: str) -> str:
    """The network of an address: one site has up to a /48 of IPv6 (RFC 6177 §2), or one address of IPv4."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(IPv6Address(int(parsed) >> _BELOW_SITE << _BELOW_SITE))
    return address
