"""What notify asks other services for."""

from datetime import datetime

from services.kit.calls.siblings import Siblings
from services.kit.language import Language
from services.kit.schemas import ResponseModel


class Contact(ResponseModel):
    """How to reach a person, as auth knows it at this moment; never stored here."""

    name: str
    email: str
    language: Language


class OrderedLetter(ResponseModel):
    """A letter with a single-use link, as auth orders it at this moment; never stored here."""

    purpose: str
    email: str
    language: Language
    body: str | None
    link: str
    expires_at: datetime


class Peers:
    """auth, asked with notify's own service token."""

    def __init__(self, siblings: Siblings) -> None:
        self._auth = siblings.peer("auth")

    def find_contact(self, person_id: str) -> Contact | None:
        """None where auth does not know the person. Raises PeerUnavailable."""
        return self._auth.find(f"/v1/people/{person_id}/contact", Contact)

    def find_letter(self, letter_id: str) -> OrderedLetter | None:
        """None where it is no longer to be sent. Raises PeerUnavailable."""
        return self._auth.find(f"/v1/letters/{letter_id}", OrderedLetter)
