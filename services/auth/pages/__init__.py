"""The frame and the language of auth's HTML pages."""
