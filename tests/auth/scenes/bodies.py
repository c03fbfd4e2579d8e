"""Proposals that a public body joins."""

from tests.auth.scenes.register import STATE

PROPOSER = "hr@vegvesen.example"


def a_proposal(**changes: str) -> dict[str, str]:
    return {"orgnr": STATE, "name": "HR-leder i virksomheten", "email": PROPOSER, **changes}
