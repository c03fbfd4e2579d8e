"""Who may act for a body: its members and their roles, those invited, and substitutes."""
