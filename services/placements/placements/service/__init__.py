"""The use cases of placements, by what they are about: decisions, terms, endings, the calendar, views."""
