"""The command line of whoever runs the scheme: a module per group of commands, put together in `app`.

Each command loads what it needs when it runs: six services start through here, and start fast.
"""
