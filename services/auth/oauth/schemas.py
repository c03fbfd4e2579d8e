"""The body of an error response (RFC 6749 §5.2)."""

from services.kit.schemas import ResponseModel


class RefusalRead(ResponseModel):
    """RFC 6749 §5.2."""

    error: str
    error_description: str
