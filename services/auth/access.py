"""Who may do what in auth: the one authority."""

from collections.abc import Set
from uuid import UUID

from services.kit.access.table import AccessTable, Caller, callers, fresh_roles, people, services
from services.kit.access.verbs import Verbs
from services.kit.errors import NotFound
from services.scheme.relations import Relation
from services.scheme.roles import Role

USER_SCOPES = (
    "organisation:read",
    "organisation:manage",
    "pool:join",
    "pool:read",
    "pool:endorse",
    "needs:read",
    "needs:post",
    "matching:read",
    "placements:read",
    "placements:apply",
    "placements:offer",
    "placements:decide",
    "notify:read",
    "events:read",
)

ACCOUNT_SCOPE = "account:manage"  # a person's account, at all their bodies: for our own clients only
OFFLINE_ACCESS = "offline_access"  # asks for a refresh token
OPENID = "openid"  # asks for an id_token

# OpenID Connect Core §5.4 and §11: granted where a client asks for them, never by default
IDENTITY_SCOPES = (OPENID, "profile", "email", OFFLINE_ACCESS)

SERVICE_SCOPES = ("feed:read", "standing:read")
CONTACT_SCOPE = "contact:read"  # personal data: only notify has a use for it
NAME_SCOPE = "name:read"  # of a person who is renamed: only the pool shows names of its own


# routes that need no token
PUBLIC = frozenset(
    {
        "show_login",
        "submit_login",
        "finish_federated_login",
        "create_token",
        "revoke_token",
        "introspect_token",
        "authorize_program",
        "show_device_code",
        "submit_device_code",
        "finish_device_login",
        "show_device_confirmation",
        "submit_device_confirmation",
        "show_jwks",
        "show_metadata",
        "show_openid_configuration",
        "show_resource_metadata",
        "show_logout",
        "submit_logout",
        "list_organisations",
        "list_organisation_names",
        "read_organisation",
        "propose_organisation",
        "ask_sign_up",
        "accept_invitation",
        "show_forgotten_password",
        "submit_forgotten_password",
        "show_link",
        "follow_link",
    }
)

_MANAGING = fresh_roles(people(Role.COORDINATOR, scope="organisation:manage"))
_HOME_MANAGING = fresh_roles(people(Role.COORDINATOR, relation=Relation.HOME, scope="organisation:manage"))
_ADMINISTERING = fresh_roles(people(Role.ADMIN, scope="organisation:manage"))
_AUDITING = people(Role.COORDINATOR, scope="organisation:manage") | people(Role.ADMIN, scope="organisation:manage")
_HOME_READING = callers(Role.COORDINATOR, relation=Relation.HOME, scope="organisation:read")
_OWN = people(Role.EMPLOYEE, scope=ACCOUNT_SCOPE)  # an account reaches into all its bodies: not for one body's app

ACCESS: AccessTable = {
    "list_members": _HOME_READING,
    "end_membership": _HOME_MANAGING,
    "update_membership": _HOME_MANAGING,
    "read_membership": _HOME_READING,
    "join_organisation": fresh_roles(_OWN),
    "leave_organisation": fresh_roles(_OWN),
    "read_departure": _HOME_READING,
    "add_mail_domain": _HOME_MANAGING,
    "list_mail_domains": _HOME_READING,
    "read_mail_domain": _HOME_READING,
    "remove_mail_domain": _HOME_MANAGING,
    "ask_departure": _HOME_MANAGING,
    "withdraw_departure": _HOME_MANAGING,
    "appoint_substitute": _HOME_MANAGING,
    "announce_absence": _MANAGING,
    "list_my_absences": people(Role.COORDINATOR, scope="organisation:read"),
    "withdraw_absence": _MANAGING,
    "read_policy": callers(Role.EMPLOYEE, relation=Relation.HOME, scope="organisation:read"),
    "update_policy": _HOME_MANAGING,
    "create_invitation": _MANAGING,
    "list_invitations": callers(Role.COORDINATOR, scope="organisation:read"),
    "read_invitation": _HOME_READING,
    "withdraw_invitation": _HOME_MANAGING,
    "create_delegation": _MANAGING,
    "list_delegations": callers(Role.COORDINATOR, scope="organisation:read"),
    "read_delegation": _HOME_READING,
    "withdraw_delegation": _HOME_MANAGING,
    "accept_delegation": fresh_roles(people(Role.EMPLOYEE, scope="placements:decide")),
    "create_client": _MANAGING,
    "remove_client": _HOME_MANAGING,
    "renew_client_secret": _HOME_MANAGING,
    "add_client_key": _HOME_MANAGING,
    "remove_client_key": _HOME_MANAGING,
    "list_client_keys": _HOME_READING,
    "list_clients": callers(Role.COORDINATOR, scope="organisation:read"),
    "read_client": _HOME_READING,
    "read_me": people(Role.EMPLOYEE, scope="organisation:read"),
    "update_me": _OWN,
    "change_my_password": fresh_roles(_OWN),
    "list_my_sessions": _OWN,
    "end_my_session": _OWN,
    "list_my_identities": _OWN,
    "remove_my_identity": fresh_roles(_OWN),
    "list_my_addresses": _OWN,
    "add_my_address": fresh_roles(_OWN),
    "remove_my_address": fresh_roles(_OWN),
    "begin_join": fresh_roles(_OWN),
    "accept_join": fresh_roles(_OWN),
    "list_my_consents": _OWN,
    "withdraw_my_consent": _OWN,
    "disable_person": _ADMINISTERING,
    "read_disablement": people(Role.ADMIN, scope="organisation:read"),
    "enable_person": _ADMINISTERING,
    "list_audit": _AUDITING,
    "list_my_logins": _OWN,
    "read_userinfo": people(Role.EMPLOYEE, scope="openid"),
    "request_userinfo": people(Role.EMPLOYEE, scope="openid"),
    "list_contacts": services(scope="contact:read"),
    "read_name": services(scope="name:read"),
    "read_letter": services(scope="contact:read"),
    "list_events": services(scope="feed:read") | callers(Role.COORDINATOR, scope="events:read"),
}


DELEGATION_VERBS = Verbs.of(ACCESS, {"accept": "accept_delegation", "withdraw": "withdraw_delegation"})


def relations(caller: Caller, orgnr: str | None) -> Set[Relation]:
    """How a caller stands to what belongs to a body: home to their own body's, nothing to another's."""
    return {Relation.HOME} if orgnr is not None and caller.org == orgnr else set()


def person_id_of(caller: Caller) -> UUID:
    """The caller as a person. Raises NotFound where `sub` is no id of a person, as for a machine."""
    try:
        return UUID(caller.sub)
    except ValueError:
        raise NotFound() from None
