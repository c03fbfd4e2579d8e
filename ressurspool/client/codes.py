"""The words for the API's codes, in the client's language. Each service is asked once."""

from typing import Literal

from ressurspool.client.problem import OriginUnreachable, ProblemError
from ressurspool.client.transport import Read, Transport

Service = Literal["auth", "pool", "needs", "matching", "placements", "notify"]


class Codes(Read):
    """A service's words: by group, such as `placement_state`, then by code, then by language."""

    groups: dict[str, dict[str, dict[str, str]]]


class CodesClient:
    """The words for codes. A code without a word, as of a newer server, stands for itself."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._known: dict[Service, Codes] = {}

    def all_of(self, service: Service) -> Codes:
        """Every word of a service. Needs no login."""
        if service not in self._known:
            self._known[service] = self._transport.get(f"/{service}/v1/codes", Codes)
        return self._known[service]

    def word(self, service: Service, group: str, code: str) -> str:
        """The word for a code; the code itself where there is none, or where the service does not answer."""
        try:
            words = self.all_of(service).groups.get(group, {}).get(code, {})
        except (ProblemError, OriginUnreachable):
            self._known[service] = Codes(groups={})
            return code
        return words.get(self._transport.language, words.get("nb", code))
