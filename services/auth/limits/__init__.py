"""Rate limits: on guesses at secrets, and on requests for letters and logins at issuers."""
