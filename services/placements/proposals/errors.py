"""What can be wrong with a terms proposal.

ServiceError
└── TermsProposalOpen    409
"""

from services.kit.errors import ServiceError


class TermsProposalOpen(ServiceError):
    """An earlier proposal of the employee's is not answered yet. Facts: `proposal_id`."""

    status = 409
    code = "terms-proposal-open"
