"""Accounts over HTTP: one's own, how to reach people, and disabling them."""

from fastapi import APIRouter

from services.auth.absences.service import standing_warnings
from services.auth.accounts import acceptance, disablement, service
from services.auth.accounts.dependencies import (
    Administrator,
    ChangedPerson,
    KnownPerson,
    Me,
    Myself,
    NameReader,
    PasswordChanger,
    ProvenAcceptance,
    ProvenChange,
    ReachedPeople,
    ReachedPerson,
    Sibling,
    UnchangedMe,
)
from services.auth.accounts.schemas import (
    AcceptanceRead,
    ContactsRead,
    DisablementRead,
    MembershipCreate,
    MeRead,
    MeUpdate,
    NameRead,
)
from services.auth.addresses.errors import AddressInUse, TooManyAddresses
from services.auth.credentials.errors import GuessablePassword, WrongPassword
from services.auth.credentials.new_passwords import change_password
from services.auth.invitations.errors import InvitationNotOpen
from services.auth.limits.errors import TooManyGuesses
from services.auth.people.dependencies import ChangedPeople, ReadPeople
from services.auth.settings import Settings
from services.kit.errors import NotFound, NotPermitted, PersonRequired, PreconditionRequired, Stale
from services.kit.web.problems import problems
from services.kit.web.responses import CurrentResponse
from services.kit.web.session import WriteSession

router = APIRouter(tags=["members"])


@router.post(
    "/v1/invitations/acceptance",
    status_code=201,
    responses=problems(InvitationNotOpen, WrongPassword, TooManyGuesses),
)
def accept_invitation(proof: ProvenAcceptance, session: WriteSession, response: CurrentResponse) -> AcceptanceRead:
    """Become a member, by the token you were mailed or given. Needs no login.

    Without an account you get one, with the password you choose (at least 15 signs). With an account, give its
    password; your name and language stay as they are. An invitation works once. Where somebody else has made an
    account for your address and never proved it, `new_account` with a mailed token sets theirs aside.
    """
    return response.created(acceptance.accept_invitation(session, proof))


@router.post(
    "/v1/me/memberships",
    status_code=201,
    responses=problems(PersonRequired, NotFound, InvitationNotOpen, AddressInUse, TooManyAddresses),
)
def join_organisation(
    caller: Myself, session: WriteSession, asked: MembershipCreate, response: CurrentResponse
) -> AcceptanceRead:
    """Accept an invitation to another body, or to another role, as who you are logged in as; also without a password.

    It has to be for your own address, which you have proved by a mailed link, this one or an earlier; others' are 404.
    The token at hand goes on acting for the body it is for: log in again to act for the new one.
    """
    return response.created(acceptance.join_organisation(session, asked.token, by=caller))


@router.get("/v1/me", responses=problems(PersonRequired, NotFound))
def read_me(caller: Myself, person: Me, people: ReadPeople, response: CurrentResponse) -> MeRead:
    """Read who you are, and for which body and in which roles you act with this token.

    A body's only coordinator is warned, in `warnings`, where no substitute could act in their place.
    """
    warnings = standing_warnings(people, caller)
    return response.versioned(MeRead.of(person, org=caller.org, roles=caller.roles, warnings=warnings))


@router.patch("/v1/me", responses=problems(PersonRequired, NotFound, Stale, PreconditionRequired))
def update_me(
    caller: Myself, person: UnchangedMe, people: ChangedPeople, asked: MeUpdate, response: CurrentResponse
) -> MeRead:
    """Mend your name, choose the language you are written to in, or which of your addresses mail goes to.

    Everybody who sees you by name sees the new one. Needs the ETag you read in `If-Match`.
    """
    changed = service.update_me(people, person, asked, by=caller)
    return response.versioned(MeRead.of(changed, org=caller.org, roles=caller.roles))


@router.get("/v1/contacts", responses=problems(NotPermitted))
def list_contacts(caller: Sibling, reached: ReachedPeople) -> ContactsRead:
    """Tell a sibling service how to reach people, at the moment of sending; it is not to be kept.

    Unknown and disabled ones are left out. Where an account was joined into another, it is the one that stays.
    """
    return ContactsRead.of(reached)


@router.get("/v1/people/{person_id}/name", responses=problems(NotPermitted, NotFound))
def read_name(caller: NameReader, person: ReachedPerson) -> NameRead:
    """Read a person's name, as the pool does after `person.renamed`."""
    return NameRead(name=person.name)


password_router = APIRouter(tags=["me"])


@password_router.put(
    "/v1/me/password",
    responses=problems(PersonRequired, NotFound, WrongPassword, TooManyGuesses, GuessablePassword),
)
def change_my_password(
    caller: PasswordChanger, change: ProvenChange, session: WriteSession, settings: Settings, response: CurrentResponse
) -> MeRead:
    """Change your password, giving the one you have. All your logins end, also this one, and you are told by mail."""
    changed = change_password(session, settings, change.person_id, change.password_hash, by=caller)
    return response.versioned(MeRead.of(changed, org=caller.org, roles=caller.roles))


disablement_router = APIRouter(tags=["people"], responses=problems(PersonRequired, NotFound))


@disablement_router.post("/v1/people/{person_id}/disablement", status_code=201)
def disable_person(
    caller: Administrator, person: ChangedPerson, people: ChangedPeople, response: CurrentResponse
) -> DisablementRead:
    """Disable a person: no login, no refresh, no act for any body. For administrators.

    Sessions end at once, and tokens already issued are refused everywhere within seconds.
    """
    return response.created(disablement.disable_person(people, person, by=caller))


@disablement_router.get("/v1/people/{person_id}/disablement")
def read_disablement(caller: Administrator, person: KnownPerson, response: CurrentResponse) -> DisablementRead:
    """Read whether a person is disabled, and since when. For administrators."""
    return response.versioned(DisablementRead.of(person))


@disablement_router.delete("/v1/people/{person_id}/disablement")
def enable_person(
    caller: Administrator, person: ChangedPerson, people: ChangedPeople, response: CurrentResponse
) -> DisablementRead:
    """Let a disabled person in again, with the memberships they had. For administrators.

    They log in anew: what they held before stays void.
    """
    return response.versioned(disablement.enable_person(people, person, by=caller))
