"""An employee's own profile: what it says, where it stands, and who sees what of it."""
