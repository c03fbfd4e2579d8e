"""The steps that the verification pages may show next."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.auth.bodies.models import Organisation


@dataclass(frozen=True, kw_only=True)
class AskCode:
    """Show the page that asks for the user code. `fault` says why it is shown again."""

    form_token: str
    user_code: str = ""
    fault: str | None = None
    status: int = 200
    wait: int | None = None


@dataclass(frozen=True, kw_only=True)
class AskConfirmation:
    """Show which program asks for what, on behalf of which body; the person says yes or no."""

    form_token: str
    user_code: str
    client_id: str
    client_name: str
    scopes: Sequence[str]
    body: Organisation


@dataclass(frozen=True, kw_only=True)
class Decided:
    """Say that it is done: the program goes on, or stops."""

    confirmed: bool


@dataclass(frozen=True, kw_only=True)
class GoOn:
    """Send the browser on: to the login, or from it to the confirmation."""

    location: str


DeviceStep = AskCode | AskConfirmation | Decided | GoOn
