"""The stay while it lives: amendments that the three agree on, and what one party may do by itself.

An early return and a recall end the stay with notice, a no-show at once. The table of amendments and its rules are in
`amendments`, below placements, which show the one that waits.
"""
