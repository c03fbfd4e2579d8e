"""Other dates or another percentage with which the employee answers an offer, or the terms of a placement.

Holds the table and the rules; `negotiations` has the use cases and the routes.
"""
