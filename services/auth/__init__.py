"""Who is this, and for which public body do they act? Owns bodies, people, memberships, API clients and signing keys.

Promises that a token says only what was proven at login: the person, the one public body acted for, and the roles
held there at that moment. Passwords, secrets, invitations and codes are stored as hashes only.
Calls no other service.
"""
