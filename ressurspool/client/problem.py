"""A refusal of the API (RFC 9457 problem) as an exception."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

TYPE = "/problems/"


@dataclass(frozen=True)
class Fault:
    """One fault in the request: where it is (RFC 6901), its code, and a text."""

    pointer: str
    code: str
    detail: str


class OriginUnreachable(Exception):
    """No answer came from the origin before the client's patience ended."""


class ProblemError(Exception):
    """A refusal. `facts` are the problem's further members, such as `legal`: the verbs that are legal now."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(body.get("type", "")).removeprefix(TYPE) or f"http-{status}"
        self.title = str(body.get("title") or f"HTTP {status}")
        self.detail = str(body.get("detail") or "")
        self.request_id: str | None = body.get("request_id")
        self.errors = [_fault(fault) for fault in body.get("errors") or []]
        known = {"type", "status", "title", "detail", "request_id", "errors"}
        self.facts = {name: value for name, value in body.items() if name not in known}
        super().__init__(f"{self.status} {self.code}: {self.title}. {self.detail}")

    @classmethod
    def of(cls, answer: httpx.Response) -> "ProblemError":
        try:
            body = answer.json()
        except ValueError:
            body = {}
        return cls(answer.status_code, body if isinstance(body, dict) else {})

    @property
    def legal(self) -> list[str]:
        """The verbs that are legal now, where the refused one was not."""
        return list(self.facts.get("legal") or [])


def _fault(fault: Mapping[str, Any]) -> Fault:
    return Fault(pointer=fault.get("pointer", ""), code=fault.get("code", ""), detail=fault.get("detail", ""))
