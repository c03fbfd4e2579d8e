"""What OAuth's endpoints and pages have in common: forms, PKCE, error responses."""
