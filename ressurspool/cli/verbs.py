"""The command for each verb that `legal` of the API can name."""

from collections.abc import Mapping

EXPERT: Mapping[str, str] = {
    **{verb: f"expert {verb}" for verb in ("submit", "endorse", "return", "pause", "resume", "prolong", "revoke")},
    **{verb: f"expert {verb}" for verb in ("renew", "withdraw", "edit")},
}
NEED: Mapping[str, str] = {verb: f"need {verb}" for verb in ("publish", "hold", "resume", "close", "edit")}
CANDIDACY: Mapping[str, str] = {
    **{verb: f"offer {verb}" for verb in ("interest", "accept", "decline", "withdraw")},
    "offer": "offer make",
    "propose_terms": "offer propose",
}
PLACEMENT: Mapping[str, str] = {
    **{verb: f"placement {verb}" for verb in ("approve", "reject", "edit", "cancel", "settle", "recall")},
    "propose_terms": "placement propose",
    "extension": "placement extend",
    "dates": "placement change",
    "content": "placement change",
    "early_return": "placement end",
    "no_show": "placement no-show",
}
AMENDMENT: Mapping[str, str] = {
    "approve": "placement approve",
    "reject": "placement reject",
    "withdraw": "placement retract",
}
PROPOSAL: Mapping[str, str] = {"adopt": "adopt", "decline": "turn-down", "withdraw": "take-back"}  # of either noun
PLAN: Mapping[str, str] = {"cancel": "plan cancel"}
