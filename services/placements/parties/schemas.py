"""What a party sends with a no."""

from services.kit.schemas import Asked
from services.kit.text import Prose
from services.placements.parties.domain import Reason


class Explained(Asked):
    reason: Reason
    note: Prose = ""
