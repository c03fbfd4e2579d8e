"""What every page is made with: who looks at it, the API in their name, its form, and its HTML."""
