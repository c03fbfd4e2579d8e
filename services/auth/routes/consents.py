"""What one let bodies' apps do, over HTTP."""

from fastapi import APIRouter

from services.auth.dependencies import ChangedConsents, ConsentGiver, MyConsent, MyConsentsPage, ReadConsents
from services.auth.schemas import ConsentRead
from services.auth.service import consents as service
from services.kit.answer import Answering
from services.kit.errors import InvalidCursor, NotFound, NotPermitted, PersonRequired
from services.kit.pagination import Listed
from services.kit.problems import problems

router = APIRouter(tags=["sessions"])


@router.get("/v1/me/consents", responses=problems(NotPermitted, PersonRequired, InvalidCursor))
def list_my_consents(
    caller: ConsentGiver, page: MyConsentsPage, consents: ReadConsents, answer: Answering
) -> Listed[ConsentRead]:
    """List the apps that you said yes to, and what each may do for you, the latest yes first."""
    return answer.page(page, ConsentRead, service.show_consents(consents.session, page))


@router.delete("/v1/me/consents/{consent_id}", responses=problems(NotPermitted, PersonRequired, NotFound))
def withdraw_my_consent(
    caller: ConsentGiver, consent: MyConsent, consents: ChangedConsents, answer: Answering
) -> ConsentRead:
    """Take back your yes to an app: your logins through it end, and the next one asks you anew.

    Tokens that the app has for you are refused everywhere within seconds.
    """
    return answer.versioned(service.withdraw_consent(consents, consent, by=caller))
