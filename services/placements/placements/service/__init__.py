"""The use cases of placements: decisions, terms, endings, amendments, settlement, the calendar, views."""
