"""Why it is in doubt whether a stay that was agreed goes on (docs/glossary.md)."""

from enum import StrEnum


class Doubt(StrEnum):
    """What changed after three people's yes. A service that meets another ground adds it here."""

    HOME_LEFT = "home_left"  # the employee belongs to the home agency no more
    HOST_JOINED = "host_joined"  # the employee belongs to the host now
    BOOKED_TWICE = "booked_twice"  # two accounts were one person's, who has another stay on some of these days
