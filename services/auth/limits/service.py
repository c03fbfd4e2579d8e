"""Bounds guessing, over all processes and restarts: each guess takes a place in the database before it is made.

Nobody is locked out. Where the places of a moment are taken, one waits for the next, at most `LONGEST_WAIT`; and a
browser that logged in to the account before has places of its own, which nobody else can take (decision 0024).
"""

from collections.abc import Sequence
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from uuid import UUID

from sqlalchemy.orm import Session

from services.auth.limits.errors import TooManyAsked, TooManyGuesses
from services.auth.limits.repository import Gate, Guesses, KnownBrowsers
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


Way = Sequence[Gate]  # the gates that one guess passes


def ways_to_account(settings: AuthSettings, *, email: str, source: str) -> tuple[Way, Way]:
    """How a guess may come to an account, and how one from a known browser may where the first is full.

    One network waits sooner than the account as a whole, so that its guessing leaves places for the owner elsewhere.
    """
    pair = f"{email} {network_of(source)}"
    open_way = (
        Gate(key=hashed(f"pair, soon {pair}"), burst=2, pace=timedelta(seconds=15)),
        Gate(key=hashed(f"pair {pair}"), burst=3, pace=PACE),
        *_shared(settings, "password", source=source),
        Gate(key=hashed(f"account {email}"), burst=4, pace=PACE),
    )
    return open_way, (Gate(key=hashed(f"known {email}"), burst=3, pace=WITHIN),)


def way_to_secret(settings: AuthSettings, what: str, *, source: str) -> Way:
    """How a guess at a secret of no account may come: an invitation's, a device's user code, a link's."""
    soon = Gate(key=hashed(f"{what} {network_of(source)}"), burst=10, pace=timedelta(seconds=30))
    return (soon, *_shared(settings, what, source=source))


def take_turn(database: Database, what: str, *, source: str, burst: int, within: timedelta) -> None:
    """Take a place at a network's gate for what is no guess, and is not given back. Raises TooManyAsked."""
    gate = Gate(key=hashed(f"{what} {network_of(source)}"), burst=burst, pace=within / burst)
    try:
        take_places(database, (gate,))
    except TooManyGuesses as full:
        raise TooManyAsked(ms=full.seconds * 1000) from None


def _shared(settings: AuthSettings, what: str, *, source: str) -> Way:
    per_source, in_all = settings.guesses_per_source, settings.guesses_in_all
    return (
        Gate(key=hashed(f"source {network_of(source)}"), burst=per_source, pace=WITHIN / per_source),
        Gate(key=hashed(f"all {what}"), burst=in_all, pace=WITHIN / in_all),
    )


def take_places(database: Database, *ways: Way) -> Way:
    """Take the places of one guess, on the first of the ways that is free, and stay with them whatever comes.

    In a transaction of its own: neither a refusal nor a race gives them back. Raises TooManyGuesses, with the shortest
    wait; then nothing is taken.
    """
    waits = []
    for way in ways:
        try:
            _refuse_full(database, way)
            with database.write() as session:
                _pass(Guesses(session), way)
        except TooManyGuesses as full:
            waits.append(full)
        else:
            return way
    raise min(waits, key=lambda full: full.seconds)


def _refuse_full(database: Database, way: Way) -> None:
    """Guards nothing; but most of a flood ends here, without a write that others would wait for."""
    with database.read() as session:
        longest = max(Guesses(session).ms_until_free(gate, at=clock.now()) for gate in way)
    if longest:
        raise TooManyGuesses(ms=longest)


def _pass(guesses: Guesses, way: Way) -> None:
    """Always in the same order, so that two guesses never wait for each other."""
    for gate in way:
        if not guesses.pass_through(gate, at=clock.now()):
            raise TooManyGuesses(ms=guesses.ms_until_free(gate, at=clock.now()))


def give_back(session: Session, way: Way) -> None:
    """The guess was right: whoever logs in often is not slowed down by it."""
    for gate in way:
        Guesses(session).give_back(gate)


def _browser_key(browser: str, email: str) -> str:
    return hashed(f"browser {browser} {email}")


def remember_browser(session: Session, browser: str, person_id: UUID) -> None:
    email = People(session).get(person_id).email
    KnownBrowsers(session).keep(_browser_key(browser, email), person_id, at=clock.now())


def is_known(session: Session, *, browser: str, email: str) -> bool:
    """Whether the account was logged in to from this browser; asked in the same way where there is no account."""
    return KnownBrowsers(session).knows(_browser_key(browser, email), after=clock.now() - BROWSER_KNOWN)


def network_of(address: str) -> str:
    """Whose address it is: one site has up to a /48 of IPv6 (RFC 6177 §2), as it has one address of IPv4."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(IPv6Address(int(parsed) >> _BELOW_SITE << _BELOW_SITE))
    return address
