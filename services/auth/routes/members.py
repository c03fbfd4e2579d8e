"""People and their place in public bodies, over HTTP."""

from fastapi import APIRouter

from services.auth.dependencies import (
    ChangedPeople,
    Coordinator,
    CurrentInvitation,
    CurrentMembership,
    HomeCoordinator,
    HomeReader,
    InvitationsPage,
    KnownPerson,
    Me,
    Myself,
    NewInvitations,
    OwnDepartments,
    OwnMembership,
    OwnOrgnr,
    ProvenAcceptance,
    ReadPeople,
    Settings,
    ShownMembership,
    Sibling,
    UnchangedMe,
    UnchangedMembership,
    WithdrawnInvitation,
)
from services.auth.errors import (
    InvitationNotOpen,
    LastCoordinator,
    OperatorsRole,
    TooManyGuesses,
    TooManyLetters,
    WrongPassword,
)
from services.auth.schemas import (
    AcceptanceRead,
    ContactRead,
    InvitationCreate,
    InvitationCreated,
    InvitationRead,
    MemberRead,
    MembershipCreate,
    MembershipUpdate,
    MeRead,
    MeUpdate,
)
from services.auth.service import absences, members, roles
from services.auth.service import invitations as inviting
from services.kit.answer import Answering, AskedPage
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired, PreconditionRequired, Stale
from services.kit.pagination import Listed
from services.kit.problems import problems
from services.kit.session import WriteSession

router = APIRouter(tags=["members"])


@router.get("/v1/organisations/{orgnr}/members", responses=problems(NotPermitted, NotFound, InvalidCursor))
def list_members(
    caller: HomeReader, orgnr: OwnOrgnr, people: ReadPeople, page: AskedPage, answer: Answering
) -> Listed[MemberRead]:
    """List the members of your own body and their roles. Another body's members are 404."""
    found = people.list_members(orgnr, paging=page)
    return answer.page(found, MemberRead, members.show_members(people, found))


@router.get("/v1/memberships/{membership_id}", responses=problems(NotPermitted, NotFound))
def read_membership(
    caller: HomeReader, membership: ShownMembership, people: ReadPeople, answer: Answering
) -> MemberRead:
    """Read one member of your own body."""
    return answer.versioned(MemberRead.of(membership, people.get(membership.person_id)))


@router.put(
    "/v1/memberships/{membership_id}",
    responses=problems(
        NotPermitted, PersonRequired, NotFound, LastCoordinator, OperatorsRole, Stale, PreconditionRequired
    ),
)
def update_membership(
    *,
    caller: HomeCoordinator,
    membership: UnchangedMembership,
    people: ChangedPeople,
    departments: OwnDepartments,
    asked: MembershipUpdate,
    answer: Answering,
) -> MemberRead:
    """Change a member's role or department. Needs the ETag you read in `If-Match`.

    A lost role stops working at once. The body's last coordinator keeps the role until another one has it.
    """
    return answer.versioned(roles.change_membership(people, membership, asked, by=caller, departments=departments))


@router.delete("/v1/me/membership", responses=problems(PersonRequired, NotFound, LastCoordinator))
def leave_organisation(
    caller: Myself, membership: OwnMembership, people: ChangedPeople, answer: Answering
) -> MemberRead:
    """Leave the body you act for with this token. Its last coordinator hands the role over first."""
    return answer.versioned(roles.end_member(people, membership, by=caller))


@router.delete("/v1/memberships/{membership_id}", responses=problems(PersonRequired, NotFound, LastCoordinator))
def end_membership(
    caller: HomeCoordinator, membership: CurrentMembership, people: ChangedPeople, answer: Answering
) -> MemberRead:
    """End a membership of your own body: the person can no longer act for it. Its last coordinator stays.

    Tokens already issued are refused everywhere within seconds.
    """
    return answer.versioned(roles.end_member(people, membership, by=caller))


@router.post("/v1/invitations", status_code=201, responses=problems(NotPermitted, PersonRequired, TooManyLetters))
def create_invitation(
    caller: Coordinator, invitations: NewInvitations, settings: Settings, asked: InvitationCreate, answer: Answering
) -> InvitationCreated:
    """Invite somebody into your own body, in a role. A single-use link is mailed to the address.

    With `hand_over` nothing is mailed, and `token` is shown this once: hand it to the person by a way that reaches
    only them, since whoever has it can accept. It proves no address: one who later proves by mail that the address is
    theirs can set aside the account made with it.
    """
    orgnr = caller.org or ""
    return answer.created(inviting.invite(invitations, asked, orgnr=orgnr, by=caller, settings=settings))


@router.get("/v1/invitations", responses=problems(NotPermitted, InvalidCursor))
def list_invitations(caller: HomeReader, page: InvitationsPage, answer: Answering) -> Listed[InvitationRead]:
    """List the invitations of your own body, the oldest first; with `open=true` those that can still be accepted."""
    return answer.page(page, InvitationRead, [InvitationRead.of(invitation) for invitation in page.items])


@router.get("/v1/invitations/{invitation_id}", responses=problems(NotPermitted, NotFound))
def read_invitation(caller: HomeReader, invitation: CurrentInvitation, answer: Answering) -> InvitationRead:
    """See whether an invitation of your own body was accepted."""
    return answer.versioned(InvitationRead.of(invitation))


@router.delete("/v1/invitations/{invitation_id}", responses=problems(PersonRequired, NotFound))
def withdraw_invitation(
    caller: HomeCoordinator, invitation: WithdrawnInvitation, session: WriteSession, answer: Answering
) -> InvitationRead:
    """Take an invitation of your own body back: it can no longer be accepted, and a link under way is not sent."""
    return answer.versioned(inviting.withdraw_invitation(session, invitation, by=caller))


@router.post(
    "/v1/invitations/acceptance",
    status_code=201,
    responses=problems(InvitationNotOpen, WrongPassword, TooManyGuesses),
)
def accept_invitation(proof: ProvenAcceptance, session: WriteSession, answer: Answering) -> AcceptanceRead:
    """Become a member, by the token you were mailed or given. Needs no login.

    Without an account you get one, with the password you choose (at least 15 signs). With an account, give its
    password; your name and language stay as they are. An invitation works once. Where somebody else has made an
    account for your address and never proved it, `new_account` with a mailed token sets theirs aside.
    """
    return answer.created(inviting.accept_invitation(session, proof))


@router.post("/v1/me/memberships", status_code=201, responses=problems(PersonRequired, NotFound, InvitationNotOpen))
def join_organisation(
    caller: Myself, session: WriteSession, asked: MembershipCreate, answer: Answering
) -> AcceptanceRead:
    """Accept an invitation to another body, or to another role, as who you are logged in as; also without a password.

    It has to be for your own address, which you have proved by a mailed link, this one or an earlier; others' are 404.
    The token at hand goes on acting for the body it is for: log in again to act for the new one.
    """
    return answer.created(inviting.join_organisation(session, asked.token, by=caller))


@router.get("/v1/me", responses=problems(PersonRequired, NotFound))
def read_me(caller: Myself, person: Me, people: ReadPeople, answer: Answering) -> MeRead:
    """Read who you are, and for which body and in which roles you act with this token.

    A body's only coordinator is warned, in `warnings`, where no substitute could act in their place.
    """
    warnings = absences.warnings_for(people, caller)
    return answer.versioned(MeRead.of(person, org=caller.org, roles=caller.roles, warnings=warnings))


@router.patch("/v1/me", responses=problems(PersonRequired, NotFound, Stale, PreconditionRequired))
def update_me(caller: Myself, person: UnchangedMe, people: ChangedPeople, asked: MeUpdate, answer: Answering) -> MeRead:
    """Choose the language you are written to in. Needs the ETag you read in `If-Match`."""
    changed = members.update_me(people, person, asked, by=caller)
    return answer.versioned(MeRead.of(changed, org=caller.org, roles=caller.roles))


@router.get("/v1/people/{person_id}/contact", responses=problems(NotPermitted, NotFound))
def read_contact(caller: Sibling, person: KnownPerson) -> ContactRead:
    """Tell a sibling service how to reach a person, at the moment of sending; it is not to be kept."""
    return ContactRead.of(person)
