"""Puts auth together."""

from dataclasses import replace
from functools import partial

from fastapi import FastAPI

from services.auth.absences import routes as absences
from services.auth.access import ACCESS, DELEGATION_VERBS, PUBLIC
from services.auth.accounts import routes as accounts
from services.auth.addresses import routes as addresses
from services.auth.audit import routes as audit
from services.auth.bodies import routes as bodies
from services.auth.bodies.service import OwnBodies
from services.auth.clients import routes as clients
from services.auth.credentials import routes as credentials
from services.auth.decision_tokens import routes as decision_tokens
from services.auth.delegations import routes as delegations
from services.auth.departures import routes as departures
from services.auth.devices import routes as devices
from services.auth.devices.token import GRANT_TYPE as DEVICE_GRANT
from services.auth.devices.token import poll as poll_device
from services.auth.federation.issuers import Issuers
from services.auth.identities import routes as identities
from services.auth.invitations import routes as invitations
from services.auth.jobs import JOBS, check_proposals_job, end_unvouched_job, forget_audit_job, keep_keys_job
from services.auth.joins import routes as joins
from services.auth.keys.own_keys import OwnKeys
from services.auth.letters import routes as letters
from services.auth.links import routes as links
from services.auth.login import routes as login
from services.auth.members import routes as members
from services.auth.operator.preparation import prepare
from services.auth.policies import routes as policies
from services.auth.proposals import routes as proposals
from services.auth.proposals.register import Register
from services.auth.roles import routes as roles
from services.auth.sessions import routes as sessions
from services.auth.settings import AuthSettings
from services.auth.sign_ups import routes as sign_ups
from services.auth.substitutes import routes as substitutes
from services.auth.tables import Table
from services.auth.texts import PROBLEMS
from services.auth.texts.codes import CODES
from services.auth.texts.faults import FAULTS
from services.auth.tokens import routes as tokens
from services.auth.tokens.service import LOGIN_GRANTS
from services.kit.access.revocations import OwnFeed
from services.kit.data.database import Database
from services.kit.pages.styles import add_styles
from services.kit.web.application import Overrides, Service, build

ROUTERS = [  # in the order of the paths in openapi/auth.yaml
    audit.router,
    tokens.router,
    tokens.discovery_router,
    login.router,
    tokens.userinfo_router,
    login.callback_router,
    devices.program_router,
    devices.page_router,
    bodies.router,
    proposals.router,
    credentials.pages,
    accounts.password_router,
    members.router,
    roles.router,
    invitations.router,
    accounts.router,
    sessions.router,
    identities.router,
    accounts.disablement_router,
    clients.router,
    clients.consents_router,
    letters.router,
    links.router,
    policies.router,
    departures.router,
    substitutes.router,
    delegations.router,
    decision_tokens.router,
    absences.router,
    sign_ups.router,
    addresses.router,
    joins.router,
]


def create_app(settings: AuthSettings | None = None, *, overrides: Overrides | None = None) -> FastAPI:
    settings, overrides = settings or AuthSettings(), overrides or Overrides()
    database = overrides.database or Database(
        settings.database_url, Table.metadata, connections=settings.database_connections
    )
    keys = OwnKeys(database, settings, prepare=partial(prepare, database, settings))
    issuers = Issuers(settings)  # raises where the file of issuers is wrong: auth does not start with it
    service = Service(
        name="auth",
        title="Ressurspool: auth",
        description="Who is this, and for which public body do they act: logins, memberships and API clients.",
        settings=settings,
        metadata=Table.metadata,
        routers=ROUTERS,
        access=ACCESS,
        verbs=[DELEGATION_VERBS],
        public=PUBLIC,
        texts=PROBLEMS,
        faults=FAULTS,
        codes=CODES,
        jobs=[
            *JOBS,
            forget_audit_job(days=settings.audit_days),
            check_proposals_job(Register(url=settings.register_url, seconds=settings.register_seconds)),
            end_unvouched_job(issuers),
            keep_keys_job(settings),
        ],
        checks={"signing": lambda: keys.present},
    )
    revocations = overrides.revocations_from(OwnFeed(database))
    bodies = overrides.bodies or OwnBodies(database)
    own = replace(overrides, database=database, keys=overrides.keys or keys, revocations=revocations, bodies=bodies)
    app = build(service, own)
    add_styles(app)
    app.state.own_keys = keys
    app.state.issuers = issuers
    app.state.login_grants = {**LOGIN_GRANTS, DEVICE_GRANT: poll_device}
    return app
