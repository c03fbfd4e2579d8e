"""Mail domains of public bodies, and sign-ups of people with an address in one."""
