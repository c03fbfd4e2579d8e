"""The people of the story, and the pool filled around them: endorsed experts, and needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ressurspool.client.api import Client
from ressurspool.client.pool import EndorsementDraft, Expert
from ressurspool.ops.demo.cast import CastExpert, CastNeed, experts, needs
from ressurspool.ops.demo.people import REQUESTER, Account, Member, People
from ressurspool.ops.demo.reporter import Reporter
from ressurspool.ops.stack import Stack
from services.auth.operator.imports import NewMember, import_members
from services.auth.operator.members import invite_first_coordinator
from services.auth.settings import AuthSettings
from services.kit.language import Language
from services.scheme.roles import Role

ENDORSED_DAYS = 365
APPLICANTS = 2  # who apply for the story's need, too

Filled = list[tuple[CastExpert, Account, Expert]]


@dataclass(frozen=True, kw_only=True)
class Company:
    """The four people of the story, with the profile and the need it is about, and who else applies for it."""

    people: People
    expert: CastExpert
    need: CastNeed
    employee: Account
    home: Account
    requester: Account
    host: Account
    applicants: Sequence[tuple[Account, Expert]]

    def roles(self) -> dict[str, Account]:
        """The four by the names that `ressurspool token --as` takes."""
        return {
            "employee": self.employee,
            "home-coordinator": self.home,
            "requester": self.requester,
            "host-coordinator": self.host,
        }


def assemble(stack: Stack, reporter: Reporter, *, language: str) -> Company:
    """Make everybody a member of their body, and fill the pool with all but the story's own expert and need."""
    people = people_of(stack, language=language)
    story, *others = experts()
    need, *other_needs = needs()
    reporter.title("Set-up: public bodies, their HR coordinators, employees and needs (illustrations at real bodies)")
    reporter.line(f"{len(people.bodies)} public bodies are loaded, each checked by its organisation number.")
    employee, home = people.member(story.title, story.orgnr), people.coordinator(story.orgnr)
    requester, host = people.member(REQUESTER, need.orgnr, role="requester"), people.coordinator(need.orgnr)
    reporter.line("The story's four people were invited. They log in with a password, coordinators with a code too.")
    filled = _fill(people, others, other_needs, reporter)
    applicants = [(account, expert) for cast, account, expert in filled if need.shares_a_field_with(cast)]
    return Company(
        people=people,
        expert=story,
        need=need,
        employee=employee,
        home=home,
        requester=requester,
        host=host,
        applicants=applicants[:APPLICANTS],
    )


def people_of(stack: Stack, *, language: str) -> People:
    """The people of this stack. The operator's door into auth invites each body's first coordinator, and imports."""
    settings = AuthSettings(database_url=stack.databases["auth"], origin=stack.origin)
    with Client(stack.origin) as anybody:
        bodies = {body.orgnr: body.names["nb"] for body in anybody.auth.organisations()}

    def invite_first(orgnr: str, email: str) -> str | None:
        return invite_first_coordinator(settings, orgnr, email, language=Language(language))

    def import_all(members: Sequence[Member], password: str) -> Sequence[str]:
        asked = [
            NewMember(name=account.name, email=account.email, orgnr=account.orgnr, role=Role(role))
            for account, role in members
        ]
        return import_members(settings, asked, password=password, language=Language(language))

    return People(stack.origin, bodies, invite_first=invite_first, import_all=import_all, language=language)


def _fill(people: People, cast: Sequence[CastExpert], needed: Sequence[CastNeed], reporter: Reporter) -> Filled:
    """Import the others, whose profiles are endorsed, and whose needs are published. Returns who has which profile."""
    filled: Filled = []
    employees = people.import_members([(one.title, one.orgnr, "employee") for one in cast])
    requesters = people.import_members([(REQUESTER, one.orgnr, "requester") for one in needed])
    reporter.line(f"{len(employees) + len(requesters)} others were imported, with coordinators of their bodies.")
    pairs = list(zip(cast, employees, strict=True))
    for expert, account in reporter.each("experts signed up, and endorsed by their agencies", pairs):
        signed_up = people.client(account).pool.sign_up(expert.sign_up(account.name, today()))
        people.client(people.coordinator(expert.orgnr)).pool.endorse(signed_up.id, endorsement())
        filled.append((expert, account, signed_up))
    for need, requester in reporter.each("needs published", list(zip(needed, requesters, strict=True))):
        people.client(requester).needs.post(need.new_need(today()))
    return filled


def endorsement() -> EndorsementDraft:
    return EndorsementDraft(valid_until=today() + timedelta(days=ENDORSED_DAYS), max_months=3, max_percentage=100)


def today() -> date:
    return datetime.now(UTC).date()
