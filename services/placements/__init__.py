"""Do all three agree? Owns candidacies, the bookings of people and seats, placements and the three decisions.

Promises that a placement is agreed only where the home agency, the host and the employee have each said yes to the
same version of its terms, as three different people; that nobody is bound twice on the same day; and that no need
lends out more places than it has. Asks pool and needs how expert and need stand before each step that binds.

Each noun has a folder that looks like a small service. `negotiations` (the employee answers with other terms),
`dialogues` (employee and host write to each other), `candidacies` (an expert and a need find each other) and `stays` (a
stay is amended, or ends early) stand on `placements` (the stay and its three decisions), and these on `amendments`
(what is asked to change about a stay), `proposals` (the other terms that are proposed), `messages` (what the two
wrote), `bookings` (who is bound on which days, which seat is taken), `decisions` (who said what for which party),
`memberships` (who belongs to which body), `policies` (what a body decided about stays), `vacancies` (whether a need
takes anybody), `terms`, `standings` (what pool and needs say of an expert and a need), `deviations` (where terms differ
from that), `references` (what people call a case), `names` (what siblings call those in it) and `parties` (who speaks
for whom). On top stay `main`, `access` (who may do what), `peers` (what auth, pool and needs are asked), `followers`
and `jobs` (what happens without a request), `models` (the registry of all tables), `texts` and `settings`.
"""
