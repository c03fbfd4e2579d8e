"""What can go wrong on the login pages."""

from services.kit.errors import ServiceError


class LoginImpossible(ServiceError):
    """The client's request is such that the browser must not be sent back to where it says."""

    status = 400


class UnknownClient(LoginImpossible):
    """No such client, or not one that people log in with."""

    code = "unknown-client"


class WrongRedirect(LoginImpossible):
    """The redirect address is not one the client registered."""

    code = "wrong-redirect"


class UnreadableLogin(LoginImpossible):
    """The parameters cannot be read, or one stands there twice."""

    code = "unreadable-login"


class SentBack(Exception):
    """The browser goes back to the client, at `location`, with what was wrong."""

    def __init__(self, location: str) -> None:
        super().__init__()
        self.location = location
