"""The token endpoint: a file per grant, named as its RFC names it."""
