"""The addresses that a person is known by, the agencies' logins, and accounts that are joined into one."""
