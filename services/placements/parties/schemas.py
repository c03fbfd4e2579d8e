"""What a party sends with a no."""

from services.kit.schemas import RequestModel
from services.kit.text import Prose
from services.scheme.reasons import Reason


class Explained(RequestModel):
    reason: Reason
    note: Prose = ""
