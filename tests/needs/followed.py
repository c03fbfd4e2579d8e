"""Lets needs handle events of placements, each in a transaction of its own, as its followers do."""

from typing import Any
from uuid import uuid4

from services.kit.data.database import Database
from services.needs.followers import FOLLOWERS
from tests.support.events import received


class Followed:
    """What has become of the candidacies for one need."""

    def __init__(self, database: Database, need_id: str) -> None:
        self._database = database
        self._need_id = need_id

    def handle(self, kind: str, subject: str, **codes: Any) -> None:
        event = received(kind, subject, need_id=self._need_id, **codes)
        for follower in FOLLOWERS:
            if follower.source == "placements" and follower.handles(kind):
                with self._database.write() as session:
                    follower.handle(session, [event])

    def candidacy(self, verb: str, candidacy: str | None = None) -> str:
        candidacy = candidacy or str(uuid4())
        self.handle(f"candidacy.{verb}", candidacy)
        return candidacy

    def placement(self, verb: str, placement: str, candidacy: str, **codes: Any) -> None:
        self.handle(f"placement.{verb}", placement, candidacy_id=candidacy, **codes)

    def agree(self) -> tuple[str, str]:
        """A placement that all three agree to, and its candidacy."""
        candidacy, placement = self.candidacy("applied"), str(uuid4())
        self.placement("agreed", placement, candidacy)
        return placement, candidacy
