"""Delegations: a coordinator lets somebody else decide one placement, once, by a mailed link."""
