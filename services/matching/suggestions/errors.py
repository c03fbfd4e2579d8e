"""What can go wrong with suggestions.

ServiceError
└── TooManyRequests          429  (kit)
    └── TooManySuggestions   429
"""

from services.kit.errors import TooManyRequests


class TooManySuggestions(TooManyRequests):
    """This reader was shown a thousand different suggestions in a day, and each is kept. Facts: `seconds` to wait."""

    code = "too-many-suggestions"
