"""Why a page cannot be shown, or the browser is sent back.

ServiceError
└── LoginImpossible      400
    └── UnreadableLogin  400
SentBack
"""

from services.kit.errors import ServiceError


class LoginImpossible(ServiceError):
    """The client's request is such that the browser must not be sent back to where it says."""

    status = 400


class UnreadableLogin(LoginImpossible):
    """The parameters cannot be read, or one stands there twice."""

    code = "unreadable-login"


class SentBack(Exception):
    """The browser goes back to the client, at `location`, with what was wrong.

    To an `app` of a body's it goes where the person says so: whoever runs the scheme does not know its address, and
    nobody has logged in yet (RFC 9700 §4.11.2).
    """

    def __init__(self, location: str, *, app: str | None = None) -> None:
        super().__init__()
        self.location = location
        self.app = app
