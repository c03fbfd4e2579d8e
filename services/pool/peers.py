"""What the pool asks other services for."""

from uuid import UUID

from services.kit.calls.siblings import Siblings
from services.kit.errors import PeerUnavailable
from services.kit.schemas import ResponseModel
from services.pool.schemas.endorsements import OpenCases


class PersonName(ResponseModel):
    """A person's name, as auth knows it at this moment."""

    name: str


class Peers:
    """auth and placements, asked with the pool's own service token."""

    def __init__(self, siblings: Siblings) -> None:
        self._auth = siblings.peer("auth")
        self._placements = siblings.peer("placements")

    def find_name(self, person_id: str) -> PersonName | None:
        """None where auth does not know the person. Raises PeerUnavailable."""
        return self._auth.find(f"/v1/people/{person_id}/name", PersonName)

    def find_open_cases(self, expert_id: UUID) -> OpenCases | None:
        """What is not agreed yet of an expert's. None where placements does not answer now."""
        try:
            return self._placements.find(f"/v1/experts/{expert_id}/open-cases", OpenCases)
        except PeerUnavailable:
            return None
