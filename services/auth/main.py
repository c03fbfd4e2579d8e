"""Puts auth together."""

from dataclasses import replace
from functools import partial

from fastapi import FastAPI

from services.auth import texts
from services.auth.access import ACCESS, PUBLIC
from services.auth.federation import Issuers
from services.auth.grants import LOGIN_GRANTS
from services.auth.grants.device import token as device_token
from services.auth.jobs import JOBS, checking_proposals, ending_unvouched, forgetting_audit, key_keeping
from services.auth.models import Table
from services.auth.peers import Register
from services.auth.routes import routers
from services.auth.service.bodies import OwnBodies
from services.auth.service.preparing import prepare
from services.auth.service.signing import OwnKeys
from services.auth.settings import AuthSettings
from services.kit.database import Database
from services.kit.standing import OwnFeed
from services.kit.web import Given, Service, build


def create_app(settings: AuthSettings | None = None, *, given: Given | None = None) -> FastAPI:
    settings, given = settings or AuthSettings(), given or Given()
    database = given.database or Database(
        settings.database_url, Table.metadata, connections=settings.database_connections
    )
    keys = OwnKeys(database, settings, prepare=partial(prepare, database, settings))
    issuers = Issuers(settings)  # a wrong file of issuers stops us here
    service = Service(
        name="auth",
        title="Ressurspool: auth",
        description="Who is this, and for which public body do they act: logins, memberships and API clients.",
        settings=settings,
        metadata=Table.metadata,
        routers=routers,
        access=ACCESS,
        public=PUBLIC,
        texts=texts.PROBLEMS,
        faults=texts.FAULTS,
        jobs=[
            *JOBS,
            forgetting_audit(days=settings.audit_days),
            checking_proposals(Register(url=settings.register_url, seconds=settings.register_seconds)),
            ending_unvouched(issuers),
            key_keeping(settings),
        ],
        checks={"signing": lambda: keys.present},
    )
    standing = given.standing_on(OwnFeed(database))
    bodies = given.bodies or OwnBodies(database)
    own = replace(given, database=database, keys=given.keys or keys, standing=standing, bodies=bodies)
    app = build(service, own)
    app.state.own_keys = keys
    app.state.issuers = issuers
    app.state.login_grants = {**LOGIN_GRANTS, device_token.GRANT_TYPE: device_token.poll}
    return app
