"""What somebody let an app do, on the wire."""

from datetime import datetime
from typing import Annotated, ClassVar, Self

from pydantic import Field

from services.auth.models import Consent
from services.kit.schemas import Resource


class ConsentRead(Resource):
    """Your yes to an app of a body: it is asked about again only where the app wants to do more."""

    place: ClassVar[str] = "/v1/me/consents/{id}"

    client_id: str
    client_name: str
    org: Annotated[str, Field(description="The body whose app it is, and that you act for with it")]
    scopes: list[str]
    given_at: Annotated[datetime, Field(description="When you last said yes")]

    @classmethod
    def of(cls, consent: Consent, *, client_name: str) -> Self:
        return cls(**consent.model_dump() | {"org": consent.orgnr, "client_name": client_name})
