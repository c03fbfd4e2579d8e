"""Orders letters with a single-use link: what proves that an address is somebody's.

The link's token is made anew from the letter's id whenever it is needed, and its hash stands where it is used up. So
a letter sent twice holds the same link, and neither auth's nor notify's database holds one that works.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from services.auth.domain import Purpose, hashed, link_token
from services.auth.models import Letter
from services.auth.repository import Letters, Organisations
from services.auth.schemas import LetterRead
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.errors import NotFound
from services.kit.events.outbox import Event, record_event
from services.kit.ids import new_id
from services.kit.language import Language

PAGE = "/oauth/links"  # where a link leads, below the origin


def order_letter(
    session: Session,
    settings: AuthSettings,
    purpose: Purpose,
    *,
    email: str,
    language: str,
    expires_at: datetime,
    orgnr: str | None = None,
) -> str:
    """Have a link mailed to the address. Returns its token, of which only the hash is to be kept."""
    letter_id = new_id()
    token = link_token(settings.key_passphrase.get_secret_value(), letter_id)
    letter = Letter(
        id=letter_id,
        purpose=purpose,
        email=email,
        language=language,
        orgnr=orgnr,
        token_hash=hashed(token),
        expires_at=expires_at,
    )
    Letters(session).add(letter)
    record_event(session, Event(type="letter.ordered", subject=letter.id, codes={"purpose": str(purpose)}))
    return token


def may_mail(session: Session, settings: AuthSettings, email: str) -> bool:
    """Whether a stranger may have one more link mailed to this address, and anybody to any."""
    now, letters = clock.now(), Letters(session)
    to_address = letters.count_since(now - timedelta(days=1), email=email)
    return to_address < settings.letters_per_address and (
        letters.count_since(now - timedelta(hours=1)) < settings.letters_per_hour
    )


def show_letter(organisations: Organisations, letter: Letter, settings: AuthSettings) -> LetterRead:
    """What notify is to send now. Raises NotFound for a link from before the passphrase was changed: it is dead."""
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
        link=f"{settings.origin}{PAGE}?token={token}",
        expires_at=letter.expires_at,
    )
