"""Renders the verification pages."""

from fastapi import Response

from services.auth.devices.request import PAGE
from services.auth.devices.steps import AskCode, AskConfirmation, Decided, DeviceStep, GoOn
from services.auth.devices.verification import DeviceVerification
from services.auth.login.states import FORM_SECONDS
from services.auth.pages.frame import page, retry_after
from services.auth.texts import PAGES
from services.kit import context
from services.kit.pages.cookies import set_cookie
from services.kit.pages.html import redirect

DEVICE_COOKIE = "device"


def draw_device(step: DeviceStep, verification: DeviceVerification) -> Response:
    """The response for the next step, with the browser's cookie."""
    response = _render(step)
    secure = verification.settings.origin.startswith("https:")
    set_cookie(response, DEVICE_COOKIE, verification.cookie, secure=secure, path=PAGE, seconds=FORM_SECONDS)
    return response


def _render(step: DeviceStep) -> Response:
    if isinstance(step, GoOn):
        return redirect(step.location)
    if isinstance(step, Decided):
        return page("device_decided.html", confirmed=step.confirmed)
    return _code_page(step) if isinstance(step, AskCode) else _confirmation_page(step)


def _code_page(step: AskCode) -> Response:
    response = page(
        "device.html",
        status=step.status,
        action=PAGE,
        fault=step.fault,
        wait=step.wait,
        user_code=step.user_code,
        form_token=step.form_token,
    )
    return retry_after(response, step.wait)


def _confirmation_page(step: AskConfirmation) -> Response:
    language, name = context.current().language, f"client-{step.client_id}"
    return page(
        "device_confirmation.html",
        client=PAGES[name][language] if name in PAGES else step.client_name,
        user_code=step.user_code,
        scopes=step.scopes,
        body=getattr(step.body, f"name_{language}"),
        form_token=step.form_token,
    )
