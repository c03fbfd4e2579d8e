"""Parses the query strings and forms that are sent to OAuth's endpoints and pages, strictly."""

from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from services.auth.oauth.errors import InvalidRequest
from services.kit.text import is_text
from services.kit.web.http_rules import is_head

FORM = "application/x-www-form-urlencoded"
MAX_PARAMETERS = 30


def parse_parameters(encoded: bytes) -> dict[str, str]:
    """The parameters by name. One without a value counts as left out (RFC 6749 §3.1); callers ignore unknown ones.

    Raises InvalidRequest for a repeated parameter (§3.1, §3.2), and for text that is not ASCII, or decodes to control
    characters, surrogates or unassigned code points.
    """
    try:
        pairs = parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMETERS
        )
    except ValueError:
        raise InvalidRequest() from None
    given = [(name, value) for name, value in pairs if value]
    if len({name for name, _ in given}) != len(given) or not all(is_text(value) for _, value in given):
        raise InvalidRequest()
    return dict(given)


async def acted_on_in_query(request: Request) -> dict[str, str]:
    """The parameters of a GET that has an effect. HEAD has none (RFC 9110 §9.2.1): it is as a GET without any."""
    return {} if is_head(request) else parse_parameters(request.scope["query_string"])


async def posted_parameters(request: Request) -> dict[str, str]:
    """The parameters of a posted form. Raises InvalidRequest for any other content."""
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != FORM:
        raise InvalidRequest()
    return parse_parameters(await request.body())


ActedOnInQuery = Annotated[dict[str, str], Depends(acted_on_in_query)]
PostedParameters = Annotated[dict[str, str], Depends(posted_parameters)]


def form_schema(required: list[str], *optional: str) -> dict[str, Any]:
    """The OpenAPI description of a form, which FastAPI cannot derive because we parse the form ourselves."""
    properties = {name: {"type": "string"} for name in [*required, *optional]}
    schema = {"type": "object", "required": required, "properties": properties}
    return {"requestBody": {"required": True, "content": {FORM: {"schema": schema}}}}
