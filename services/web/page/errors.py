"""What ends a request for a page.

ServiceError
├── ForgedForm    403
├── NoSuchPage    404
└── LoginFailed   400
LoginNeeded
"""

from services.kit.errors import ServiceError


class ForgedForm(ServiceError):
    """The form was not made for this browser, or was sent by another site's page."""

    status = 403
    code = "forged"


class NoSuchPage(ServiceError):
    """There is no such page, or it is not for this person to see."""

    status = 404
    code = "not-found"


class LoginFailed(ServiceError):
    """Somebody came back from auth without a login."""

    status = 400
    code = "login-failed"


class LoginNeeded(Exception):
    """The person has to log in, and comes back to `path` then. `kept` is the secret of what they had typed there."""

    def __init__(self, path: str, *, kept: str = "") -> None:
        super().__init__()
        self.path = path
        self.kept = kept
