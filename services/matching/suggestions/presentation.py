"""The responses to suggestions that were logged."""

from typing import Any

from fastapi import Response
from pydantic import BaseModel

from services.matching.suggestions.suggestion_log import Logged


def logged_response(logged: Logged[Any]) -> Response:
    """The answer, made once into the bytes that are sent. A cache must not repeat it: each showing is logged.

    A header names the line of the log, by which the same answer can be read again.
    """
    answer: BaseModel = logged.answer
    headers = {"Suggestion-Id": str(logged.id), "Cache-Control": "no-store"}
    return Response(answer.model_dump_json(), headers=headers, media_type="application/json")
