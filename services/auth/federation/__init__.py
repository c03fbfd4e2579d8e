"""Login through issuers: Ansattporten, or a body's own OpenID Connect."""
