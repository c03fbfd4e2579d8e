"""Successions: a public body takes another's place, after a merger or with a new number."""
