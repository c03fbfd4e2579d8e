"""What is asked to change about a stay that is agreed or under way: its kind, its own terms, who has said yes, its end.

Holds the table and the rules; `stays` has the use cases and the routes.
"""
