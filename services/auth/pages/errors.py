"""Errors that end a request for a page: an error page, or a redirect.

ServiceError
└── LoginImpossible      400
    └── UnreadableLogin  400
BrowserRedirect
"""

from services.kit.errors import ServiceError


class LoginImpossible(ServiceError):
    """The request cannot be trusted, so the browser must not be redirected to the address it names."""

    status = 400


class UnreadableLogin(LoginImpossible):
    """The parameters cannot be read, or one stands there twice."""

    code = "unreadable-login"


class BrowserRedirect(Exception):
    """Redirects the browser to `location`, mostly the client's address with an error.

    With an `app` of a body the person is asked first, on a page with a link: the operator does not know the app's
    address, and nobody has logged in yet (RFC 9700 §4.11.2).
    """

    def __init__(self, location: str, *, app: str | None = None) -> None:
        super().__init__()
        self.location = location
        self.app = app
