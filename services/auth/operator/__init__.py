"""What whoever runs the scheme may do in auth, straight on its database: the only door for `ressurspool-ops`.

A module per noun. Its functions take auth's settings and plain values, open the database by themselves, and return
plain values; the command line only prints. Everything done here stands in the audit as the operator's.
"""
