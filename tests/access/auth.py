"""Who may do what in auth."""

from datetime import timedelta

from services.auth.audit.models import Action
from services.auth.audit.service import Actor, record_audit
from services.auth.bodies.repository import Organisations
from services.auth.main import create_app
from services.auth.operator.preparation import load_bodies, read_bodies
from services.auth.tables import Table
from services.kit import clock
from tests.access.auth_papers import papers_of, people_of
from tests.access.callers import ABSENT_BODY, HOME, an_id
from tests.access.expectation import row
from tests.access.scene import Scene, Things, made
from tests.support.api import Api
from tests.support.callers import person, signing_key

READING, MANAGING, ACCOUNT = "organisation:read", "organisation:manage", "account:manage"
HOME_HR, READER = "home coordinator", "home coordinator/machine"
STRANGER, STRANGER_READER = "nobody coordinator", "nobody coordinator/machine"
COLLEAGUES = "nobody employee/machine"
INVITATION = {"email": "ny@kommune.example", "role": "employee", "hand_over": True}
DELEGATION = {"placement_id": an_id(60), "email": "leder@kommune.example"}
CLIENT = {"name": "HR-system", "role": "employee", "scopes": ["pool:read"]}
KEY = {name: value for name, value in signing_key().as_dict(private=False).items() if name in {"kty", "kid", "n", "e"}}

DOMAINS = "/v1/organisations/{body}/mail-domains"
PASSWORDS = {"old_password": "ikke det riktige", "password": "et helt annet og langt passord"}
AWAY = {"start": str(clock.today()), "end": str(clock.today() + timedelta(days=14))}
FIRST, STALE = {"If-Match": '"1"'}, {"If-Match": '"9"'}

ROWS = [
    *(
        row(f"list_members: GET /v1/organisations/{{body}}/members{query}", READING, READER, STRANGER_READER)
        for query in ("", "?limit=1", "?cursor={members_cursor}")
    ),
    row("read_policy: GET /v1/organisations/{body}/policy", READING, "home employee/machine", COLLEAGUES),
    *(
        row(
            "update_policy: PUT /v1/organisations/{body}/policy",
            MANAGING,
            HOME_HR,
            STRANGER,
            answers=status,
            body={"min_months": 2, "max_months": 3},
            headers=etag,
        )
        for etag, status in (({"If-Match": '"0"'}, 200), (STALE, 412))
    ),
    row("end_membership: DELETE /v1/memberships/{membership}", MANAGING, HOME_HR, STRANGER),
    row("read_membership: GET /v1/memberships/{membership}", READING, READER, STRANGER_READER),
    *(
        row(
            "update_membership: PUT /v1/memberships/{membership}",
            MANAGING,
            HOME_HR,
            STRANGER,
            answers=status,
            body={"role": "requester"},
            headers=etag,
        )
        for etag, status in ((FIRST, 200), (STALE, 412))
    ),
    row("join_organisation: POST /v1/me/memberships", ACCOUNT, "any employee", answers=409, body={"token": "x" * 43}),
    row("leave_organisation: DELETE /v1/me/membership", ACCOUNT, "any employee", answers=(200, 404)),
    row("read_departure: GET /v1/organisations/{body}/departure", READING, READER, STRANGER_READER),
    row("ask_departure: POST /v1/organisations/{body}/departure", MANAGING, HOME_HR, STRANGER),
    row("withdraw_departure: DELETE /v1/organisations/{body}/departure", MANAGING, HOME_HR, STRANGER),
    row(
        "appoint_substitute: POST /v1/organisations/{body}/substitutes",
        MANAGING,
        HOME_HR,
        STRANGER,
        answers=201,
        body={"email": "vikar@kommune.example", "until": str(clock.today() + timedelta(days=30))},
    ),
    row("add_mail_domain: POST " + DOMAINS, MANAGING, HOME_HR, STRANGER, answers=201, body={"domain": "ny.example"}),
    *(row(f"list_mail_domains: GET {DOMAINS}{page}", READING, READER, STRANGER_READER) for page in ("", "?limit=1")),
    row("read_mail_domain: GET /v1/mail-domains/{domain}", READING, READER, STRANGER_READER),
    row("remove_mail_domain: DELETE /v1/mail-domains/{domain}", MANAGING, HOME_HR, STRANGER, answers=204),
    row("withdraw_invitation: DELETE /v1/invitations/{invitation}", MANAGING, HOME_HR, STRANGER),
    row("create_invitation: POST /v1/invitations", MANAGING, "any coordinator", answers=201, body=INVITATION),
    *(
        row(f"list_invitations: GET /v1/invitations{query}", READING, "any coordinator/machine")
        for query in ("", "?limit=1&open=true", "?cursor={invitations_cursor}")
    ),
    row("read_invitation: GET /v1/invitations/{invitation}", READING, READER, STRANGER_READER),
    row(
        "read_invitation: GET /v1/invitations/{invitation}",
        READING,
        READER,
        STRANGER_READER,
        headers={"If-None-Match": "{invitation_etag}"},
        answers=(200, 304),
    ),
    row("create_delegation: POST /v1/delegations", MANAGING, "any coordinator", answers=201, body=DELEGATION),
    *(
        row(f"list_delegations: GET /v1/delegations{query}", READING, "any coordinator/machine")
        for query in ("", "?limit=1&state=open", "?cursor={delegations_cursor}")
    ),
    row("read_delegation: GET /v1/delegations/{delegation}", READING, READER, STRANGER_READER),
    row("withdraw_delegation: DELETE /v1/delegations/{delegation}", MANAGING, HOME_HR, STRANGER),
    row(
        "accept_delegation: POST /v1/delegations/acceptance",
        "placements:decide",
        "any employee",
        answers=404,
        body={"token": "x" * 43},
    ),
    row("create_client: POST /v1/clients", MANAGING, "any coordinator", answers=201, body=CLIENT),
    *(
        row(f"list_clients: GET /v1/clients{query}", READING, "any coordinator/machine")
        for query in ("", "?limit=1", "?cursor={clients_cursor}")
    ),
    row("read_client: GET /v1/clients/{client}", READING, READER, STRANGER_READER),
    row("remove_client: DELETE /v1/clients/{client}", MANAGING, HOME_HR, STRANGER),
    row("renew_client_secret: POST /v1/clients/{client}/secret", MANAGING, HOME_HR, STRANGER, answers=201, body={}),
    row("list_client_keys: GET /v1/clients/{client}/keys", READING, READER, STRANGER_READER),
    row("add_client_key: POST /v1/clients/{client}/keys", MANAGING, HOME_HR, STRANGER, answers=(201, 409), body=KEY),
    row("remove_client_key: DELETE /v1/clients/{client}/keys/a-key", MANAGING, HOME_HR, STRANGER, answers=(200, 404)),
    row("read_me: GET /v1/me", READING, "any employee", answers=(200, 404)),
    *(
        row("update_me: PATCH /v1/me", ACCOUNT, "any employee", answers=status, body={"language": "nn"}, headers=etag)
        for etag, status in ((FIRST, (200, 404)), (STALE, (412, 404)))
    ),
    # not theirs (403), nobody's account here (404), or guessed too often (429)
    row("change_my_password: PUT /v1/me/password", ACCOUNT, "any employee", answers=(403, 404, 429), body=PASSWORDS),
    *(row(f"list_my_sessions: GET /v1/me/sessions{query}", ACCOUNT, "any employee") for query in ("", "?limit=1")),
    row("end_my_session: DELETE /v1/me/sessions/{session}", ACCOUNT, "self employee", "nobody employee"),
    *(row(f"list_my_identities: GET /v1/me/identities{page}", ACCOUNT, "any employee") for page in ("", "?limit=1")),
    row(
        "remove_my_identity: DELETE /v1/me/identities/{identity}",
        ACCOUNT,
        "self employee",
        "nobody employee",
        answers=204,
    ),
    *(
        row(f"list_my_addresses: GET /v1/me/addresses{page}", ACCOUNT, "any employee", answers=(200, 404))
        for page in ("", "?limit=1")
    ),
    row(
        "add_my_address: POST /v1/me/addresses",
        ACCOUNT,
        "any employee",
        answers=(202, 404, 429),
        body={"email": "ny@kommune.example"},
    ),
    row(
        "remove_my_address: DELETE /v1/me/addresses/{address}", ACCOUNT, "self employee", "nobody employee", answers=204
    ),
    row("begin_join: POST /v1/me/joins", ACCOUNT, "any employee", answers=(200, 404)),
    row("accept_join: POST /v1/me/joins/acceptance", ACCOUNT, "any employee", answers=409, body={"code": "x" * 43}),
    *(row(f"list_my_consents: GET /v1/me/consents{query}", ACCOUNT, "any employee") for query in ("", "?limit=1")),
    row("withdraw_my_consent: DELETE /v1/me/consents/{consent}", ACCOUNT, "self employee", "nobody employee"),
    row("announce_absence: POST /v1/me/absences", MANAGING, "any coordinator", answers=(201, 404, 422), body=AWAY),
    *(row(f"list_my_absences: GET /v1/me/absences{query}", READING, "any coordinator") for query in ("", "?limit=1")),
    row("withdraw_absence: DELETE /v1/me/absences/{absence}", MANAGING, "self coordinator", "nobody coordinator"),
    *(row(f"list_audit: GET /v1/audit{page}", MANAGING, "any coordinator", "any admin") for page in ("", "?limit=1")),
    row("list_my_logins: GET /v1/me/logins", ACCOUNT, "any employee"),
    row("read_userinfo: GET /oauth/userinfo", "openid", "any employee", answers=(200, 404)),
    row("request_userinfo: POST /oauth/userinfo", "openid", "any employee", answers=(200, 404)),
    row("disable_person: POST /v1/people/{person}/disablement", MANAGING, "any admin", answers=201),
    row("read_disablement: GET /v1/people/{person}/disablement", READING, "any admin"),
    row("enable_person: DELETE /v1/people/{person}/disablement", MANAGING, "any admin"),
    row("read_contact: GET /v1/people/{person}/contact", "contact:read", "service"),
    row("read_name: GET /v1/people/{person}/name", "name:read", "service"),
    row("read_letter: GET /v1/letters/{letter}", "contact:read", "service", answers=(200, 404)),
    row("list_events: GET /v1/events", "feed:read", "service", "any coordinator/machine@events:read"),
]


def furnish(api: Api) -> Things:
    """The person and a colleague at home; an invitation, two systems and a login of theirs."""
    with api.app.state.database.write() as session:
        load_bodies(Organisations(session), read_bodies())
        ids = people_of(session) | papers_of(session)
        by = Actor(sub=an_id(43), client_id="cli", org=HOME)
        record_audit(session, Action.CLIENT_CREATED, by, about=("client", "kanarirevisjon"))
    hr = person("coordinator", HOME)
    ids |= {
        "body": HOME,
        "members_cursor": made(api.get(f"/v1/organisations/{HOME}/members?limit=1", hr))["next"],
        "clients_cursor": made(api.get("/v1/clients?limit=1", hr))["next"],
        "delegations_cursor": made(api.get("/v1/delegations?limit=1", hr))["next"],
        "invitations_cursor": made(api.get("/v1/invitations?limit=1", hr))["next"],
        "invitation_etag": api.get(f"/v1/invitations/{ids['invitation']}", hr).headers["ETag"],
    }
    secrets = {
        "kanari@kommune.example": ("self", "home coordinator", "service"),
        "kanarinavn": ("self", "home coordinator", "service"),
        "invitert@kommune.example": ("home coordinator", "service"),
        "kanaridomene": ("home coordinator",),
        "kanarisystem": ("home coordinator",),
        "kanariapp": ("self", "home coordinator"),
        "kanariklient": ("home coordinator", "service"),
        "kanarirevisjon": ("home coordinator", "any admin"),
        ids["session"]: ("self",),
        ids["consent"]: ("self",),
        ids["absence"]: ("self",),
        "kanariutsteder": ("self",),
        "kanariadresse": ("self",),
        ids["invitation"]: ("home coordinator",),
    }
    return Things(ids=ids, secrets=secrets, absent={"body": ABSENT_BODY})


SCENE = Scene(
    service="auth",
    create_app=create_app,
    metadata=Table.metadata,
    rows=ROWS,
    public=frozenset(
        {
            "create_token",
            "revoke_token",
            "introspect_token",
            "show_jwks",
            "show_metadata",
            "show_openid_configuration",
            "show_resource_metadata",
            "show_logout",
            "ask_sign_up",
            "show_forgotten_password",
            "submit_forgotten_password",
            "submit_logout",
            "show_login",
            "submit_login",
            "finish_federated_login",
            "show_link",
            "follow_link",
            "list_organisations",
            "list_organisation_names",
            "read_organisation",
            "propose_organisation",
            "accept_invitation",
            "authorize_program",
            "finish_device_login",
            "show_device_code",
            "submit_device_code",
            "show_device_confirmation",
            "submit_device_confirmation",
        }
    ),
    known={},
    furnish=furnish,
)
