"""What the operator may do in auth, directly on its database: all that `ressurspool-ops` imports from auth.

A module per noun. Its functions take auth's settings and plain values, open the database themselves, and return plain
values; the command line only prints. The audit records everything done here as the operator's.
"""
