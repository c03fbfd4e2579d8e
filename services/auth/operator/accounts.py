"""Accounts: disables, enables and renames people, and replaces a lost password or authenticator.

A person is named by their id, or by the address of their account.
"""

from datetime import datetime

from pydantic import ValidationError

from services.auth.accounts import disablement
from services.auth.accounts.schemas import MeUpdate
from services.auth.accounts.service import rename_person
from services.auth.audit.service import OPERATOR
from services.auth.credentials.new_passwords import mail_password_link
from services.auth.credentials.second_factor import reset_second_factor
from services.auth.operator.database import opened, prepared
from services.auth.operator.people import find_person
from services.auth.people.repository import People
from services.auth.settings import AuthSettings
from services.kit.errors import Invalid


def disable(settings: AuthSettings, named: str) -> datetime:
    """Disable a person; returns since when they are disabled. Raises NotFound."""
    with opened(settings) as database, database.write() as session:
        people = People(session)
        since = disablement.disable_person(people, find_person(people, named), by=OPERATOR).disabled_at
    assert since is not None
    return since


def enable(settings: AuthSettings, named: str) -> None:
    """Let a disabled person log in again. Raises NotFound."""
    with opened(settings) as database, database.write() as session:
        people = People(session)
        disablement.enable_person(people, find_person(people, named), by=OPERATOR)


def rename(settings: AuthSettings, named: str, name: str) -> None:
    """Give a person another name. Raises NotFound; Invalid for what is no name."""
    with prepared(settings) as database, database.write() as session:
        people = People(session)
        rename_person(people, find_person(people, named), _line(name), by=OPERATOR)


def mail_new_password(settings: AuthSettings, named: str) -> None:
    """Mail a person a link for a new password. Raises ServiceError."""
    with prepared(settings) as database, database.write() as session:
        mail_password_link(session, settings, find_person(People(session), named), by=OPERATOR)


def forget_second_factor(settings: AuthSettings, named: str) -> bool:
    """Forget a lost authenticator, so that the person can enrol another. False where there was none.

    Raises NotFound.
    """
    with prepared(settings) as database, database.write() as session:
        return reset_second_factor(session, find_person(People(session), named).id, by=OPERATOR)


def _line(name: str) -> str:
    """The name as a request would have it. Raises Invalid."""
    try:
        return MeUpdate(name=name).name or ""
    except ValidationError:
        raise Invalid(("/name", "wrong_form")) from None
