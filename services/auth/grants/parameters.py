"""Reads the parameters of OAuth requests, strictly."""

import unicodedata
from urllib.parse import parse_qsl

from services.auth.errors import InvalidRequest

MAX_PARAMETERS = 30


def read_parameters(encoded: bytes) -> dict[str, str]:
    """Parameters by name. One without a value counts as left out, an unknown one is ignored by whoever reads them.

    Raises InvalidRequest for a repeated one (RFC 6749 §3.1, §3.2), and for text that is none.
    """
    try:
        pairs = parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMETERS
        )
    except ValueError:
        raise InvalidRequest() from None
    given = [(name, value) for name, value in pairs if value]
    if len({name for name, _ in given}) != len(given) or not all(_is_text(value) for _, value in given):
        raise InvalidRequest()
    return dict(given)


def _is_text(value: str) -> bool:
    return all(unicodedata.category(sign) not in {"Cc", "Cs", "Cn"} for sign in value)
