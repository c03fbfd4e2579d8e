"""When a person is mailed: for each kind of mail, and at which hours."""
