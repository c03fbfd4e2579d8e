"""The address of a person's notifications."""

from fastapi import APIRouter, Response

from services.kit.language import Language
from services.kit.pages.language import NAMES
from services.web.forms.domain import Form
from services.web.notifications.schemas import NotificationsForm
from services.web.notifications.texts import WORDS
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)


@router.get("/web/me/notifications")
def show_notifications(page: LoggedIn) -> Response:
    """When I am mailed."""
    return _show(page)


@router.post("/web/me/notifications")
def change_notifications(page: Posted) -> Response:
    def act(asked: NotificationsForm) -> str:
        page.api.notify.change_preferences(asked.change(), version=asked.version)
        return "/web/me/notifications?said=saved"

    return page.submit(NotificationsForm, act, lambda form: _show(page, form))


def _show(page: Page, form: Form | None = None) -> Response:
    chosen = page.api.notify.preferences()
    values = chosen.model_dump(include={"email", "mail_from", "mail_until", "language", "version"})
    paces = dict(page.choices("notify", "email"))
    # the API's own texts are in the reader's language
    labels = {f"field_kinds_{one.kind}": dict.fromkeys(Language, one.text) for one in chosen.kinds}
    return page.render(
        "notifications/notifications.html",
        {**WORDS, **labels},
        chosen=chosen,
        offered={one.kind: [(pace, paces.get(pace, pace)) for pace in one.choices] for one in chosen.kinds},
        languages_offered=list(NAMES.items()),
        form=form or page.form(**values, **{f"kinds/{one.kind}": one.email for one in chosen.kinds}),
    )
