"""The employee and the host write to each other while a candidacy is open: a few messages, which the home agency does
not read. The table and its bounds are in `messages`, below candidacies and placements, whose ends erase it.
"""
