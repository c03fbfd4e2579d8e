"""The demonstration's needs and experts: illustrations at real public bodies."""
