"""Who has which role in a public body, and who is away: copied from auth's events, to find an audience's people."""
