"""What each party said to one version of the terms, who said it, and when all three agree."""
