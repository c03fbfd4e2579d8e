"""The use cases of candidacies, by what they are about: openings, offers, endings, views."""
