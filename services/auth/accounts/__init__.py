"""People's accounts: how they are opened, changed, disabled and retired."""
