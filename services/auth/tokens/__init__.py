"""OAuth's token, revocation, introspection and userinfo endpoints, and the metadata: a module per grant or RFC."""
