"""What may come next where a person confirms a program's code."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.auth.bodies.models import Organisation


@dataclass(frozen=True, kw_only=True)
class AskCode:
    """Show the page that asks for the code the program shows; `fault` says why again."""

    form_token: str
    user_code: str = ""
    fault: str | None = None
    status: int = 200
    wait: int | None = None


@dataclass(frozen=True, kw_only=True)
class AskConfirmation:
    """Show who asks for what, on behalf of which body; the person says yes or no."""

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
