"""Invites a public body's first coordinator, who then invites everybody else."""

from services.auth.models import Table
from services.auth.service import bootstrap_coordinator, prepare
from services.auth.settings import AuthSettings
from services.kit.database import Database
from services.kit.language import Language


def bootstrap(
    orgnr: str, email: str, *, hand_over: bool = True, language: str = "nb", settings: AuthSettings | None = None
) -> str | None:
    """The single-use token by which the invited person joins, None where a link is mailed.

    Raises ServiceError, as for a body that has a coordinator.
    """
    settings = settings or AuthSettings()
    database = Database(settings.database_url, Table.metadata, connections=2)
    try:
        prepare(database, settings)  # auth may not have been started yet
        with database.write() as session:
            return bootstrap_coordinator(
                session, orgnr, email, settings=settings, language=Language(language), hand_over=hand_over
            ).token
    finally:
        database.close()
