"""The device grant: login for programs without a browser (RFC 8628)."""
