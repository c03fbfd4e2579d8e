"""The authorization endpoint: logging in in a browser, by password or through an issuer, and logging out.

`machine.py` is the login as a table: begin there. `states.py` defines what a page's form carries, `steps.py` what may
be shown next; `pages.py` renders it.
"""
