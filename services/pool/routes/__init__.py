"""The pool over HTTP: profiles, and endorsements of them."""
