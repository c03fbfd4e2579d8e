"""Letters with a single-use link, over HTTP: for the sibling that sends them."""

from fastapi import APIRouter

from services.auth.bodies.dependencies import ReadOrganisations
from services.auth.letters.dependencies import LetterToSend, Sibling
from services.auth.letters.schemas import LetterRead
from services.auth.letters.service import show_letter
from services.auth.settings import Settings
from services.kit.errors import NotFound, NotPermitted
from services.kit.web.problems import problems

router = APIRouter(tags=["letters"])


@router.get("/v1/letters/{letter_id}", responses=problems(NotPermitted, NotFound))
def read_letter(caller: Sibling, letter: LetterToSend, known: ReadOrganisations, settings: Settings) -> LetterRead:
    """Tell a sibling service what to send and where, at the moment of sending; it is not to be kept.

    A letter whose link was used or has run out is 404.
    """
    return show_letter(known, letter, settings)
