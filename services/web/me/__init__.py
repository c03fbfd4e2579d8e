"""Who a person is here, for which body, in which language, and where they are logged in."""
