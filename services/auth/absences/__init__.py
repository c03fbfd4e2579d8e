"""Absences: days on which a coordinator is away, and whether somebody covers for them."""
