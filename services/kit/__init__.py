"""What every service stands on: sessions, feeds, tokens, problems, pages. Knows nothing of lending people."""
