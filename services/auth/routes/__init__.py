"""auth over HTTP."""

from services.auth.routes import (
    audit,
    clients,
    devices,
    discovery,
    federation,
    letters,
    links,
    login,
    members,
    oauth,
    organisations,
    people,
    policies,
    sessions,
)

routers = [
    audit.router,
    oauth.router,
    discovery.router,
    login.router,
    federation.router,
    devices.programs,
    devices.people,
    organisations.router,
    members.router,
    sessions.router,
    people.router,
    clients.router,
    letters.router,
    links.router,
    policies.router,
]
