"""Every query about what was suggested."""

from services.kit.repository import Repository
from services.matching.models import Suggestion


class Suggestions(Repository[Suggestion]):
    """The log of lists that were shown: added to, never changed."""
