"""The people of a measured day: several bodies, each with a coordinator, a requester and employees, all with tokens."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.house import MONTHS, PASSWORD, days_ahead
from ressurspool.client.cases import Terms
from ressurspool.client.needs import NewNeed
from ressurspool.client.pool import EndorsementDraft, SignUp
from ressurspool.client.words import FieldLevel, Period
from ressurspool.ops.stack import Stack
from services.auth.operator.imports import NewMember, import_members
from services.auth.operator.preparation import read_bodies
from services.auth.settings import AuthSettings
from services.scheme.roles import Role
from vocabulary import load

BODIES = 16  # so that nobody asks more often than several quick people


@dataclass(frozen=True, kw_only=True)
class Body:
    """A body's people, by their tokens. `employees` have no profile yet."""

    orgnr: str
    coordinator: str
    requester: str
    employees: list[str]


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Everybody, and the services' ports."""

    bodies: Sequence[Body]
    ports: Mapping[str, int]

    def newcomers(self) -> Iterator[tuple[Body, str, Body]]:
        """Home, an employee of it without a profile, and a host: each employee once. Ends where nobody is left."""
        turn = 0
        while any(body.employees for body in self.bodies):
            home, host = (self.bodies[(turn + step) % len(self.bodies)] for step in (0, 1))
            turn += 1
            if home.employees:
                yield home, home.employees.pop(), host


def cast_of(stack: Stack, *, employees: int) -> Cast:
    """Import everybody, so many employees in all. The tokens last for ten minutes."""
    settings = AuthSettings(database_url=stack.databases["auth"], origin=stack.origin)
    orgnrs = [body.orgnr for body in read_bodies()[:BODIES]]
    roles = [Role.COORDINATOR, Role.REQUESTER, *[Role.EMPLOYEE] * (employees // BODIES)]
    members = [
        NewMember(name=f"{role} {number}", email=f"{role}-{number}@{orgnr}.example", orgnr=orgnr, role=role)
        for orgnr in orgnrs
        for number, role in enumerate(roles)
    ]
    tokens = iter(import_members(settings, members, password=PASSWORD))
    bodies = [
        Body(
            orgnr=orgnr,
            coordinator=next(tokens),
            requester=next(tokens),
            employees=[next(tokens) for _ in range(len(roles) - 2)],
        )
        for orgnr in orgnrs
    ]
    return Cast(bodies=bodies, ports=stack.ports)


def profile(number: int) -> SignUp:
    """The sign-up of an employee; their fields differ."""
    return SignUp(
        name=f"Ansatt {number}",
        title="Rådgiver",
        fields=[FieldLevel(field=_field(number), level=1 + number % 3), FieldLevel(field=_field(number + 1), level=2)],
        windows=[Period(start=days_ahead(0), end=days_ahead(365))],
        percentage=100,
        remote=True,
        about="Har ledet tre tjenestereiser i helse og velferd.",
        submit=True,
    )


def need(number: int) -> NewNeed:
    """A published need of one of the fields."""
    return NewNeed(
        title=f"Behov {number}",
        description="Et halvt år inn i prosjektet trenger vi noen som har gjort det før.",
        fields=[FieldLevel(field=_field(number), level=1)],
        earliest_start=days_ahead(30),
        latest_start=days_ahead(120),
        months=MONTHS,
        percentage=100,
        remote=True,
        publish=True,
    )


def terms() -> Terms:
    """Terms that lie inside every need and profile above."""
    return Terms(
        start=days_ahead(60),
        end=days_ahead(60 + 28 * MONTHS),
        percentage=80,
        place="Fjernarbeid",
        tasks="Kartlegge brukerreisen med tre kommuner, og prøve ut en felles søknad.",
    )


def endorsement() -> EndorsementDraft:
    return EndorsementDraft(valid_until=days_ahead(400), max_months=MONTHS)


def _field(number: int) -> str:
    fields = sorted(load().concepts)
    return fields[number % 5 * 7 % len(fields)]
