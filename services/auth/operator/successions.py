"""Successions: lets one public body take another's place, or counts what would pass."""

from services.auth.audit.service import OPERATOR
from services.auth.operator.database import prepared
from services.auth.settings import AuthSettings
from services.auth.successions import service as successions
from services.auth.successions.holdings import Passed


def succeed(settings: AuthSettings, predecessor: str, successor: str) -> Passed:
    """Let `successor` take the place of `predecessor`; returns how many things of each kind passed in auth now.

    Raises NotFound, CannotSucceed. Repeated for the same two it passes what is left.
    """
    with prepared(settings) as database, database.write() as session:
        return successions.succeed(session, predecessor, successor, by=OPERATOR)


def count_what_passes(settings: AuthSettings, predecessor: str, successor: str) -> Passed:
    """How many things of each kind would pass in auth; nothing changes. Raises as `succeed`."""
    with prepared(settings) as database, database.read() as session:
        return successions.count_what_passes(session, predecessor, successor)
