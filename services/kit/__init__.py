"""What every service stands on: web, access, data, events and calls to others, each behind a wall of its own.

Knows nothing of lending people. Of the scheme's words (services/scheme) it uses those of access: roles, relations,
organisation numbers; and where the services are and which day it is in Norway.
"""
