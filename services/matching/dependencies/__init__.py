"""What matching's routes are given."""

from services.matching.dependencies.coverage import Analyst, AskedHorizon, WantedForm
from services.matching.dependencies.index import CurrentSnapshot, Sibling
from services.matching.dependencies.plans import ChangedPlans, CurrentPlan, Planner, PlansToRead, ReadPlan
from services.matching.dependencies.scoring import Anybody, ChosenScoring
from services.matching.dependencies.suggestions import (
    ExpertMyself,
    Host,
    HostedNeed,
    Keeping,
    KeptSuggestions,
    KnownExpert,
    KnownNeed,
    Limit,
    OwnExpert,
    PlaceTold,
    ShownSuggestion,
    ShownTo,
    SuggestionLog,
    ToldCounties,
)

__all__ = [
    "Analyst",
    "Anybody",
    "AskedHorizon",
    "ChangedPlans",
    "ChosenScoring",
    "CurrentPlan",
    "CurrentSnapshot",
    "ExpertMyself",
    "Host",
    "HostedNeed",
    "Keeping",
    "KeptSuggestions",
    "KnownExpert",
    "KnownNeed",
    "Limit",
    "OwnExpert",
    "PlaceTold",
    "Planner",
    "PlansToRead",
    "ReadPlan",
    "ShownSuggestion",
    "ShownTo",
    "Sibling",
    "SuggestionLog",
    "ToldCounties",
    "WantedForm",
]
