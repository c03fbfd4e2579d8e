"""What notify says to people, in bokmål, nynorsk and English: messages, letters with a link, and what tasks ask for."""
