"""Answers which public bodies are of the scheme, to auth itself."""

from services.auth.bodies.repository import Organisations
from services.kit.data.database import Database


class OwnBodies:
    """The bodies in the database, for tokens of Maskinporten that are used at auth."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def have(self, orgnr: str) -> bool:
        with self._database.read() as session:
            return Organisations(session).is_joined(orgnr)
