"""Draws the steps of confirming a program's code."""

from fastapi import Response

from services.auth.devices.desk import DeviceDesk
from services.auth.devices.request import PAGE
from services.auth.devices.steps import AskCode, AskConfirmation, Decided, DeviceStep, GoOn
from services.auth.login.states import FORM_SECONDS
from services.auth.pages.frame import page, redirect, retry_after
from services.auth.texts import PAGES
from services.kit import context

DEVICE_COOKIE = "device"


def draw_device(step: DeviceStep, desk: DeviceDesk) -> Response:
    """The answer that shows the next step."""
    answer = _drawn(step)
    answer.set_cookie(
        DEVICE_COOKIE,
        desk.cookie,
        max_age=FORM_SECONDS,
        path=PAGE,
        secure=desk.settings.origin.startswith("https:"),
        httponly=True,
        samesite="lax",
    )
    return answer


def _drawn(step: DeviceStep) -> Response:
    if isinstance(step, GoOn):
        return redirect(step.location)
    if isinstance(step, Decided):
        return page("device_decided.html", confirmed=step.confirmed)
    return _code_page(step) if isinstance(step, AskCode) else _confirmation_page(step)


def _code_page(step: AskCode) -> Response:
    answer = page(
        "device.html",
        status=step.status,
        action=PAGE,
        fault=step.fault,
        wait=step.wait,
        user_code=step.user_code,
        form_token=step.form_token,
    )
    return retry_after(answer, step.wait)


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
