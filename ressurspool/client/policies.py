"""Calls on a body's policy: how long its people go, how many at once, with which notice, and who pays."""

from typing import Literal

from ressurspool.client.transport import Read, Sent, Transport


class Department(Sent):
    code: str
    name: str


class PolicyDraft(Sent):
    """A whole policy: it replaces the one there is. What is None is the scheme's."""

    min_months: int
    max_months: int
    lending_cap: int | None = None
    payer: Literal["home", "host"] = "home"
    notice_weeks: int | None = None
    max_total_months: int | None = None
    departments: list[Department] = []


class Policy(Read):
    """What a body has decided; version 0 is the scheme's own, before it has."""

    version: int
    orgnr: str
    min_months: int
    max_months: int
    lending_cap: int | None = None
    payer: Literal["home", "host"]
    notice_weeks: int | None = None
    max_total_months: int | None = None
    departments: list[Department] = []

    def draft(self) -> PolicyDraft:
        """The policy as it is, to be changed and sent."""
        return PolicyDraft(**self.model_dump(exclude={"version", "orgnr"}))


class PoliciesClient:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(self, orgnr: str) -> Policy:
        """One's own body's."""
        return self._transport.get(f"/auth/v1/organisations/{orgnr}/policy", Policy)

    def decide(self, orgnr: str, policy: PolicyDraft, *, version: int) -> Policy:
        """Replace the policy that was read in that version, for a coordinator of the body."""
        path = f"/auth/v1/organisations/{orgnr}/policy"
        return self._transport.change("PUT", path, Policy, policy, version=version)
