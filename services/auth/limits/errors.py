"""Errors for whoever has to wait.

ServiceError
└── TooMany             429
    ├── TooManyGuesses  429
    └── TooManyAsked    429
"""

from services.kit.errors import ServiceError


class TooMany(ServiceError):
    """One has to wait: too many came before. Facts: `seconds` until the next may come."""

    status = 429

    def __init__(self, *, ms: int) -> None:
        self.seconds = self.retry_after = -(-ms // 1000)
        super().__init__(seconds=self.seconds)


class TooManyGuesses(TooMany):
    """Too many guesses at this account, from this network or in all."""

    code = "too-many-guesses"


class TooManyAsked(TooMany):
    """Too many letters or logins at issuers were asked for from this network."""

    code = "too-many-asked"
