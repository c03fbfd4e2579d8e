"""A service's own database: sessions, the kit's tables, the outbox, idempotency keys, pages, migrations."""
