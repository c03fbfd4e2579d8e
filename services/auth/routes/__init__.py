"""auth over HTTP."""

from services.auth.routes import clients, federation, letters, links, login, members, oauth, organisations

routers = [
    oauth.router,
    login.router,
    federation.router,
    organisations.router,
    members.router,
    clients.router,
    letters.router,
    links.router,
]
