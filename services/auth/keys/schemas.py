"""The public keys on the wire (RFC 7517)."""

from services.kit.schemas import ResponseModel


class JwksRead(ResponseModel):
    """RFC 7517 §5: the public keys, without private parts."""

    keys: list[dict[str, str]]
