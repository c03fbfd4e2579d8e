"""The response to a device authorization request (RFC 8628 §3.2)."""

from typing import Annotated

from pydantic import Field

from services.kit.schemas import ResponseModel


class DeviceAuthorizationRead(ResponseModel):
    """RFC 8628 §3.2."""

    device_code: Annotated[str, Field(description="The program polls the token endpoint with it")]
    user_code: Annotated[str, Field(description="The person types it at verification_uri")]
    verification_uri: str
    verification_uri_complete: str
    expires_in: Annotated[int, Field(description="Seconds")]
    interval: Annotated[int, Field(description="Seconds between polls, at least")]
