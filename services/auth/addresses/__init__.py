"""A person's mail addresses: by each that is proven they log in and are invited; mail goes to the primary one."""
