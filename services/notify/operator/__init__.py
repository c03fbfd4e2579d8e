"""What whoever runs the scheme does in notify, without a request: `ressurspool-ops` calls it."""
