"""Orders letters with a single-use link, which notify mails.

The link's token is computed from the letter's id whenever it is needed; only its hash is stored. So a letter sent
twice holds the same link, and neither auth's nor notify's database holds one that works.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services.auth.bodies.repository import Organisations
from services.auth.letters.domain import Purpose, link_token
from services.auth.letters.errors import TooManyLetters
from services.auth.letters.models import Letter
from services.auth.letters.repository import Letters
from services.auth.letters.schemas import LetterRead
from services.auth.limits.repository import Gate, GuessGates
from services.auth.limits.service import network_of, take_request_place
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.data.database import Database
from services.kit.data.outbox import Event, emit_event
from services.kit.errors import NotFound
from services.kit.ids import hashed, new_id
from services.kit.language import Language

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
LINK_PATH = "/oauth/links"  # where a link leads, below the origin


def order_letter(
    session: Session,
    settings: AuthSettings,
    purpose: Purpose,
    *,
    email: str,
    language: str,
    expires_at: datetime,
    orgnr: str | None = None,
    asked_by: str | None = None,
) -> str:
    """Have a link mailed to the address. Returns its token, of which only the hash may be stored."""
    letter_id = new_id()
    token = link_token(settings.key_passphrase.get_secret_value(), letter_id)
    letter = Letter(
        id=letter_id,
        purpose=purpose,
        email=email,
        language=language,
        orgnr=orgnr,
        asked_by=asked_by,
        token_hash=hashed(token),
        expires_at=expires_at,
    )
    Letters(session).add(letter)
    emit_event(session, Event(type="letter.ordered", subject=letter.id, codes={"purpose": str(purpose)}))
    return token


def order_letter_for_body(
    session: Session,
    settings: AuthSettings,
    purpose: Purpose,
    *,
    email: str,
    language: str,
    orgnr: str,
    expires_at: datetime,
) -> str:
    """Have a link mailed in a body's name, as for an invitation. Returns its token.

    Raises TooManyLetters where the body has had many mailed, or many to this address.
    """
    gates = (
        _gate(f"letters of {orgnr} to {email}", settings.letters_per_address, within=_DAY),
        _gate(f"letters of {orgnr}", settings.letters_per_body, within=_DAY),
    )
    guesses, now = GuessGates(session), clock.now()
    for gate in gates:
        if not guesses.pass_through(gate, at=now):
            raise TooManyLetters(ms=guesses.ms_until_free(gate, at=now))
    to = {"email": email, "language": language}
    return order_letter(session, settings, purpose, **to, orgnr=orgnr, expires_at=expires_at)


def take_letter_place(database: Database, settings: AuthSettings, *, source: str) -> None:
    """Take a place for a stranger's request: one network asks for so many letters. Raises TooManyAsked."""
    take_request_place(database, "letters", source=source, burst=settings.letters_per_source, within=_HOUR)


def may_mail(
    session: Session, settings: AuthSettings, purpose: Purpose, *, email: str, source: str, known: bool = True
) -> bool:
    """Take a stranger's place for one more link of this kind to this address. False where none is free.

    One network gets half of an address's places, so that it leaves some for the address's owner elsewhere. Each kind
    of link has its own, so that proposals keep nobody from a new password. Addresses that are not `known` share a gate
    of their own: a request for one costs the same, and keeps nobody who is known from a letter.
    """
    here = -(-settings.letters_per_address // 2)
    whose = "" if known else " to nobody"
    return all(
        GuessGates(session).pass_through(gate, at=clock.now())
        for gate in (
            _gate(f"letter {purpose} {email} {network_of(source)}", here, within=_DAY),
            _gate(f"letter {purpose} {email}", settings.letters_per_address, within=_DAY),
            _gate(f"letters {purpose}{whose}", settings.letters_per_hour, within=_HOUR),
        )
    )


def _gate(key: str, burst: int, *, within: timedelta) -> Gate:
    return Gate(key=hashed(key), burst=burst, pace=within / burst)


def show_letter(organisations: Organisations, letter: Letter, settings: AuthSettings) -> LetterRead:
    """The letter for notify to send now. Raises NotFound where the passphrase changed since: the link is dead."""
    body = organisations.find(letter.orgnr) if letter.orgnr else None
    token = link_token(settings.key_passphrase.get_secret_value(), letter.id)
    if hashed(token) != letter.token_hash:
        raise NotFound()
    name = getattr(body, f"name_{letter.language}") if body else letter.orgnr
    return LetterRead(
        purpose=Purpose(letter.purpose),
        email=letter.email,
        language=Language(letter.language),
        body=name,
        link=f"{settings.origin}{LINK_PATH}?token={token}",
        expires_at=letter.expires_at,
    )
