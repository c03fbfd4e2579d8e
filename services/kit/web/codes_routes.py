"""The words for a service's codes over HTTP, the same in every service."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from services.kit.language import Codes, Language, Texts, first_sentences
from services.kit.schemas import ResponseModel
from services.kit.web.entity_tags import Condition
from services.kit.web.responses import JSON

router = APIRouter(tags=["codes"])

_LASTS = "public, max-age=300"


class CodesRead(ResponseModel):
    """The words for codes. More may come: a code without a word here stands for itself."""

    groups: Annotated[
        dict[str, dict[str, dict[Language, str]]],
        Field(
            description="By group, such as `state`, `reason` or `problem`, then by code: the word in each language",
            examples=[{"state": {"draft": {"nb": "utkast", "nn": "utkast", "en": "draft"}}}],
        ),
    ]


def read_codes(codes: Codes, *, problems: Mapping[str, Texts], faults: Mapping[str, Texts]) -> CodesRead:
    """The service's own groups, and those of what can go wrong."""
    groups = {**codes, "problem": first_sentences(problems), "fault": faults}
    return CodesRead.model_validate({"groups": groups})


@router.get("/v1/codes", name="list_codes", response_model=CodesRead)
async def list_codes(request: Request) -> Response:
    """Read the words for every code of this service that people meet, in bokmål, nynorsk and English.

    Needs no login. The answer changes with a new version only: send its `ETag` in `If-None-Match`.
    """
    body: bytes = request.app.state.codes
    etag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": _LASTS}
    if _names(request.headers.get("If-None-Match", ""), etag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=JSON, headers=headers)


def _names(sent: str, etag: str) -> bool:
    """Whether the caller has this already. What is no list of tags is as if it were not sent."""
    try:
        return Condition.read(sent).names(etag)
    except ValueError:
        return False
