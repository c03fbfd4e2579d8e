"""The words for the API's codes, asked once an hour for all pages of the process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from ressurspool.client import OriginUnreachable, ProblemError
from ressurspool.client.codes import Service
from services.kit import clock, context
from services.web.peers import Api

FRESH_SECONDS = 3600
AGAIN_SECONDS = 10  # after a service gave no answer

Groups = Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(kw_only=True)
class Words:
    """The words of each service's codes. A code without a word stands for itself."""

    api: Api
    _known: dict[str, tuple[float, Groups]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def word(self, service: Service, group: str, code: str) -> str:
        """The word for a code in the reader's language."""
        words = self.groups(service).get(group, {}).get(code, {})
        return words.get(context.current().language, words.get("nb", code))

    def choices(self, service: Service, group: str) -> list[tuple[str, str]]:
        """Every code of a group with its word: what a select offers."""
        return [(code, self.word(service, group, code)) for code in self.groups(service).get(group, {})]

    def groups(self, service: Service) -> Groups:
        with self._lock:
            until, groups = self._known.get(service, (0.0, {}))
            if clock.monotonic() >= until:
                groups, lasts = self._asked(service, groups)
                self._known[service] = clock.monotonic() + lasts, groups
            return groups

    def _asked(self, service: Service, otherwise: Groups) -> tuple[Groups, float]:
        try:
            with self.api.client() as client:
                return client.codes.all_of(service).groups, FRESH_SECONDS
        except (ProblemError, OriginUnreachable):
            return otherwise, AGAIN_SECONDS
