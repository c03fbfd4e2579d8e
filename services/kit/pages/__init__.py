"""Pages for people: one layout, one style and one choice of language for all services that have any."""
