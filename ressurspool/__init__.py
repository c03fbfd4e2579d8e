"""What people install: a typed client, a command line, and the operator's tool."""
