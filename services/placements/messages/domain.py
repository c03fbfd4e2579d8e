"""How much is written about a candidacy, and by whom."""

from services.scheme.parties import Party

MOST = 20  # messages of both sides together
SIDES = (Party.EMPLOYEE, Party.HOST)
