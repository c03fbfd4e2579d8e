"""`python -m ressurspool.ops`, which is how the services' own processes are started."""

from ressurspool.ops import app

app()
