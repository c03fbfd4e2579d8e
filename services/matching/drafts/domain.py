"""The conditions that are told of a draft."""

from services.matching.fit.conditions import Condition

# about the draft itself, or about people who are not counted
UNTOLD = frozenset({Condition.NEED_OPEN, Condition.OWN_EMPLOYEE})
TOLD = tuple(condition for condition in Condition if condition not in UNTOLD)
