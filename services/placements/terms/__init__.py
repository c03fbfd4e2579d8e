"""What is agreed on: days, percentage, place and tasks, their hash, and the endorsement they have to lie inside."""
