"""Looks up in auth's own database which public bodies are of the scheme."""

from services.auth.bodies.repository import Organisations
from services.kit.data.database import Database


class OwnBodies:
    """Answers whether a body is of the scheme, where a token of Maskinporten is used at auth itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def have(self, orgnr: str) -> bool:
        with self._database.read() as session:
            return Organisations(session).is_joined(orgnr)
