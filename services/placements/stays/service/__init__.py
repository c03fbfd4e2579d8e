"""The use cases of stays, by what they are about: proposals, decisions, endings, views."""
