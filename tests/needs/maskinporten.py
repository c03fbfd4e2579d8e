"""Who stands behind Maskinporten's tokens in these tests: a supplier, and the bodies that auth knows."""

from services.kit.errors import PeerUnavailable
from tests.support.callers import BAERUM, HUSBANKEN

SUPPLIER = "314758625"  # a valid number of no public body


class KnownBodies:
    """Bærum and Husbanken are of the scheme; while `failing`, auth cannot be asked."""

    def __init__(self, *, failing: bool = False) -> None:
        self._failing = failing

    def have(self, orgnr: str) -> bool:
        if self._failing:
            raise PeerUnavailable(peer="auth")
        return orgnr in {BAERUM, HUSBANKEN}
