"""The smallest group that is shown apart (docs/glossary.md, decision record 0036)."""

# Fewer experts who share field and county, or fewer bodies that share level and sector, could be recognised.
SMALLEST_GROUP = 5
