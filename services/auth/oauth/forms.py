"""Parameters and forms that are sent to OAuth's endpoints and pages, read strictly."""

import unicodedata
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from services.auth.oauth.errors import InvalidRequest
from services.kit.web.http_rules import is_head

FORM = "application/x-www-form-urlencoded"


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


def acted_on_in_query(request: Request) -> dict[str, str]:
    """The parameters of a GET that has an effect. HEAD has none (RFC 9110 §9.2.1): it is as a GET without any."""
    return {} if is_head(request) else read_parameters(request.scope["query_string"])


async def posted_parameters(request: Request) -> dict[str, str]:
    """The parameters of a posted form. Raises InvalidRequest for any other content."""
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != FORM:
        raise InvalidRequest()
    return read_parameters(await request.body())


ActedOnInQuery = Annotated[dict[str, str], Depends(acted_on_in_query)]


Posted = Annotated[dict[str, str], Depends(posted_parameters)]


def form_schema(required: list[str], *optional: str) -> dict[str, Any]:
    """How OpenAPI is told of a form that is read strictly by ourselves."""
    properties = {name: {"type": "string"} for name in [*required, *optional]}
    schema = {"type": "object", "required": required, "properties": properties}
    return {"requestBody": {"required": True, "content": {FORM: {"schema": schema}}}}
