"""Logging in and out in a browser: what a client asks, who proves to be whom, for which body, and back with a code.

`machine.py` is the login as a table: begin there. `states.py` says what a page's form carries, `steps.py` what may be
shown next, `pages.py` shows it.
"""
