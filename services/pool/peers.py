"""What the pool asks other services for."""

from services.kit.calls.siblings import Siblings
from services.kit.schemas import ResponseModel


class PersonName(ResponseModel):
    """A person's name, as auth knows it at this moment."""

    name: str


class Peers:
    """auth, asked with the pool's own service token."""

    def __init__(self, siblings: Siblings) -> None:
        self._auth = siblings.peer("auth")

    def find_name(self, person_id: str) -> PersonName | None:
        """None where auth does not know the person. Raises PeerUnavailable."""
        return self._auth.find(f"/v1/people/{person_id}/name", PersonName)
