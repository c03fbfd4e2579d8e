"""What can go wrong on the login pages.

LoginImpossible    400  of pages
├── UnknownClient  400
└── WrongRedirect  400
"""

from services.auth.pages.errors import LoginImpossible


class UnknownClient(LoginImpossible):
    """No such client, or not one that people log in with."""

    code = "unknown-client"


class WrongRedirect(LoginImpossible):
    """The redirect address is not one the client registered."""

    code = "wrong-redirect"
