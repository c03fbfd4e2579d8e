"""The steps of a login: what the client asks, who proves to be whom, for which body, and back with a code."""
