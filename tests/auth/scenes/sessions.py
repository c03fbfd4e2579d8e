"""Sessions that a completed login leaves."""

from services.auth.sessions.models import LoginSession
from services.kit.data.database import Database


def the_session(database: Database) -> LoginSession:
    with database.read() as session:
        return session.query(LoginSession).one()
