"""The stay: proposed by an accepted offer, agreed by three decisions, then begun and completed by the calendar."""
