"""The request and response for a proposal."""

from datetime import datetime

from services.kit.addresses import Email
from services.kit.language import Language
from services.kit.schemas import RequestModel, ResponseModel
from services.kit.text import Line, Orgnr


class ProposalCreate(RequestModel):
    """Who proposes that their body join; `email` is their address at work, which a mailed link proves."""

    orgnr: Orgnr
    name: Line
    email: Email
    language: Language = Language.NB


class ProposalAsked(ResponseModel):
    """A link is on its way; nobody is shown the proposal before it was followed."""

    orgnr: str
    expires_at: datetime
