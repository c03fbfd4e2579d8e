"""Whether a need takes anybody, as its feed said last: a row that applicants and the feed lock in turn."""
