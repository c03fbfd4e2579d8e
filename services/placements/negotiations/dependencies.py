"""Who calls the routes of terms proposals."""

from typing import Annotated

from fastapi import Depends

from services.kit.access.guard import caller_for
from services.kit.access.table import Caller

OfferAnswerer = Annotated[Caller, Depends(caller_for("propose_offer_terms", "withdraw_offer_terms"))]
OfferEditor = Annotated[Caller, Depends(caller_for("adopt_offer_terms", "decline_offer_terms"))]
TermsAnswerer = Annotated[Caller, Depends(caller_for("propose_placement_terms", "withdraw_placement_terms"))]
TermsEditor = Annotated[Caller, Depends(caller_for("adopt_placement_terms", "decline_placement_terms"))]
