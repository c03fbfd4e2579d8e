"""What the employee and the host write to each other about a candidacy: the table, and its bounds.

It is erased with the candidacy, or with the stay that came of it. `dialogues` has the use cases and the routes.
"""
