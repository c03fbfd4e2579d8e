"""Who calls and what they may do: tokens and their keys, revocations, the table of permissions and its guard."""
