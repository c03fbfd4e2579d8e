"""What tests share: databases of both kinds, tokens of our own making, callers in roles."""
