"""Who fits what? Owns an in-memory index of experts and needs, and the log of what was suggested and why.

Promises that identical input gives identical output, that each answer says how far the index has come, and that an
index that was never complete answers 503 and not an empty list. Asks nobody while answering: it follows the state
feeds of pool and needs.
"""
