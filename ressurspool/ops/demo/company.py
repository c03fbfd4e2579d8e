"""The people of the story, and the pool filled around them: endorsed experts, and needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ressurspool.client.api import Client
from ressurspool.client.pool import EndorsementDraft
from ressurspool.ops.demo.cast import CastExpert, CastNeed, experts, needs
from ressurspool.ops.demo.people import REQUESTER, Account, People
from ressurspool.ops.demo.reporter import Reporter
from ressurspool.ops.stack import Stack
from services.auth.operator.members import invite_first_coordinator
from services.auth.settings import AuthSettings
from services.kit.language import Language

ENDORSED_DAYS = 365


@dataclass(frozen=True, kw_only=True)
class Company:
    """The four people of the story, with the profile and the need it is about."""

    people: People
    expert: CastExpert
    need: CastNeed
    employee: Account
    home: Account
    requester: Account
    host: Account

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
    _fill_pool(people, others, reporter)
    _post_needs(people, other_needs, reporter)
    reporter.line(
        f"{people.enrolled} of them, the coordinators, log in with a password and a code of an authenticator."
    )
    return Company(
        people=people,
        expert=story,
        need=need,
        employee=people.member(story.title, story.orgnr),
        home=people.coordinator(story.orgnr),
        requester=_requester(people, need.orgnr),
        host=people.coordinator(need.orgnr),
    )


def people_of(stack: Stack, *, language: str) -> People:
    """The people of this stack. The operator's door into auth invites each body's first coordinator."""
    settings = AuthSettings(database_url=stack.databases["auth"], origin=stack.origin)
    with Client(stack.origin) as anybody:
        bodies = {body.orgnr: body.names["nb"] for body in anybody.auth.organisations()}

    def invite_first(orgnr: str, email: str) -> str | None:
        return invite_first_coordinator(settings, orgnr, email, language=Language(language))

    return People(stack.origin, bodies, invite_first=invite_first, language=language)


def _fill_pool(people: People, cast: Sequence[CastExpert], reporter: Reporter) -> None:
    for expert in reporter.each("experts signed up, and endorsed by their agencies", cast):
        account = people.member(expert.title, expert.orgnr)
        signed_up = people.client(account).pool.sign_up(expert.sign_up(account.name, today()))
        people.client(people.coordinator(expert.orgnr)).pool.endorse(signed_up.id, endorsement())


def _post_needs(people: People, cast: Sequence[CastNeed], reporter: Reporter) -> None:
    for need in reporter.each("needs published", cast):
        requester = _requester(people, need.orgnr)
        people.client(requester).needs.post(need.new_need(today()))


def _requester(people: People, orgnr: str) -> Account:
    return people.member(REQUESTER, orgnr, role="requester")


def endorsement() -> EndorsementDraft:
    return EndorsementDraft(valid_until=today() + timedelta(days=ENDORSED_DAYS), max_months=3, max_percentage=100)


def today() -> date:
    return datetime.now(UTC).date()
