"""The address of a coordinator's absences."""

from fastapi import APIRouter, Response

from ressurspool.client.words import Period
from services.web.absences.schemas import AbsenceForm
from services.web.absences.texts import WORDS
from services.web.forms.domain import Form
from services.web.forms.fields import FormModel
from services.web.page.dependencies import LoggedIn, Posted
from services.web.page.page import Page

router = APIRouter(include_in_schema=False)
HERE = "/web/me/absences"
MOST = 50


@router.get(HERE)
def show_absences(page: LoggedIn) -> Response:
    """When I am away."""
    return _show(page)


@router.post(HERE)
def announce_absence(page: Posted) -> Response:
    """Say when I am away. What there is to see to before is shown once."""

    def act(asked: AbsenceForm) -> str:
        announced = page.api.auth.account.announce_absence(Period(start=asked.start, end=asked.end))
        page.show_once(HERE, "\n".join(one.text for one in announced.warnings))
        return f"{HERE}?said=announced"

    return page.submit(AbsenceForm, act, lambda form: _show(page, form))


@router.post("/web/me/absences/{absence_id}/withdrawal")
def withdraw_absence(page: Posted, absence_id: str) -> Response:
    def act(_asked: FormModel) -> str:
        page.api.auth.account.withdraw_absence(absence_id)
        return f"{HERE}?said=absence_withdrawn"

    return page.submit(FormModel, act, lambda form: _show(page, form))


def _show(page: Page, form: Form | None = None) -> Response:
    absences = page.api.auth.account.absences().page(limit=MOST).items
    warnings = (page.shown_once(HERE) or "").splitlines()
    shown = form or page.form()
    return page.render("absences/absences.html", WORDS, absences=absences, warnings=warnings, form=shown)
