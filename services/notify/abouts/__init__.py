"""What tasks and messages are about, in words and days, as the owners of these say when somebody asks for it."""
