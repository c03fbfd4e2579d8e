"""What tests share: databases of both kinds, signed tokens, callers in roles, servers that misbehave."""
