"""Our side: the services as processes, with people who were invited and logged in as anybody is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from ressurspool.client.api import Client
from ressurspool.client.auth import Acceptance, InvitationDraft
from ressurspool.client.login import login_with_form
from ressurspool.client.needs import Need, NewNeed
from ressurspool.client.pool import EndorsementDraft, Expert, SignUp
from ressurspool.client.programs import MemberRole
from ressurspool.client.words import FieldLevel, Period
from ressurspool.ops.applications import application
from ressurspool.ops.stack import Databases, Stack
from services.auth.invitations.service import bootstrap_coordinator
from services.auth.settings import AuthSettings
from services.scheme.services import SERVICES

HOME = "935478715"  # Bærum kommune
HOST = "942114184"  # Husbanken
PASSWORD = "en lang setning for målingen"  # noqa: S105 -- of accounts that live for one run
MONTHS = 3


@dataclass(frozen=True, kw_only=True)
class Person:
    token: str
    client: Client


class House:
    """The running services, two bodies with a coordinator each, one employee."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack

    @cached_property
    def coordinator(self) -> Person:
        """The home agency's coordinator."""
        return self._first_coordinator(HOME)

    @cached_property
    def requester(self) -> Person:
        """The host agency's coordinator, who may post needs."""
        return self._first_coordinator(HOST)

    @cached_property
    def employee(self) -> Person:
        """An employee of the home agency."""
        email = "ansatt@baerum.example"
        invitation = self.coordinator.client.auth.invite(InvitationDraft(email=email, role="employee", hand_over=True))
        return self._joined(email, invitation.token or "", "employee")

    def profile(self) -> SignUp:
        return SignUp(
            name="Tjenestedesigner, Bærum kommune",
            title="Tjenestedesigner",
            fields=[FieldLevel(field="service-design", level=3), FieldLevel(field="user-research", level=2)],
            windows=[Period(start=days_ahead(0), end=days_ahead(365))],
            percentage=100,
            about="Har ledet tre tjenestereiser i helse og velferd.",
            submit=True,
        )

    def signed_up(self) -> Expert:
        return self.employee.client.pool.sign_up(self.profile())

    def posted(self) -> Need:
        draft = NewNeed(
            title="Tjenestedesign av startlån",
            description="Et halvt år inn i prosjektet trenger vi noen som har gjort det før.",
            fields=[FieldLevel(field="service-design", level=2)],
            earliest_start=days_ahead(30),
            latest_start=days_ahead(120),
            months=MONTHS,
            percentage=100,
            remote=True,
            publish=True,
        )
        return self.requester.client.needs.post(draft)

    def endorsement(self) -> EndorsementDraft:
        return EndorsementDraft(valid_until=days_ahead(400), max_months=MONTHS)

    def _first_coordinator(self, orgnr: str) -> Person:
        email = f"hr@{orgnr}.example"
        app = application("auth", AuthSettings(database_url=self.stack.databases["auth"], origin=self.stack.origin))
        with app.state.database.write() as session:
            invitation = bootstrap_coordinator(session, orgnr, email, settings=app.state.settings)
        app.state.database.close()
        return self._joined(email, invitation.token or "", "coordinator")

    def _joined(self, email: str, invitation: str, role: MemberRole) -> Person:
        with Client(self.stack.origin) as nobody:
            nobody.auth.accept_invitation(Acceptance(token=invitation, name=f"En {role}", password=PASSWORD))
        token = login_with_form(self.stack.origin, email, PASSWORD).access_token
        return Person(token=token, client=Client(self.stack.origin, token=token))


@contextmanager
def house(folder: Path, databases: Databases | None = None) -> Iterator[House]:
    """The services of a new stack: on SQLite, or on the databases given."""
    with Stack(folder, databases or "sqlite", services=SERVICES) as stack:
        yield House(stack)


@contextmanager
def empty_folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="ressurspool_bench_") as folder:
        yield Path(folder)


def days_ahead(days: int) -> date:
    return date.today() + timedelta(days=days)  # noqa: DTZ011 -- a day more or less is of no matter here
