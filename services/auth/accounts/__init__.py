"""People's accounts: how they are opened, changed, shut out and retired."""
