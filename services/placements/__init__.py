"""Do all three agree? Owns candidacies, the bookings of people and seats, placements and the three decisions.

Promises that a placement is agreed only where the home agency, the host and the employee have each said yes to the
same version of its terms, as three different people; that nobody is bound twice on the same day; and that no need
lends out more places than it has. Asks pool and needs how expert and need stand before each step that binds.
"""
