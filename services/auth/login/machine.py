"""The login as one state machine: what is proven so far, what is posted, and what follows.

A page's form carries a sealed state (states.py). INPUTS says what each posted field does in each state: it leads to
another state, or to a step that is shown (steps.py). ARRIVALS says where a state leads by itself, until a step is
reached.

    Started ──email, password──▶ Proven ──▶ second factor? body? consent? ──▶ back to the client, with a code
       └──issuer──▶ at the issuer ──▶ Returned ──has an account──▶ Proven
                        │                └──has none──▶ IdentityKnown ──an invitation's token──▶ Returned
                        │                                    └──email, password──▶ LinkingProven
                        └──refused──▶ NotReturned ──▶ the login page      second factor? ──▶ Returned

Every refusal shows the page again with the fault. The next post checks what may have changed while a page waited: its
time, the issuer, the password. They are checked once more, with the person locked, where an account is linked or a
code is made.
"""

from collections.abc import Callable, Mapping
from typing import Any

from services.auth.login.completion import complete
from services.auth.login.context import Form, LoginContext
from services.auth.login.credentials import take_code, take_password
from services.auth.login.federation import (
    go_on_from_issuer,
    go_to_issuer,
    link_account,
    take_invitation,
    take_linking_password,
)
from services.auth.login.states import (
    IdentityKnown,
    LinkingProven,
    NotReturned,
    Proven,
    ProvenAccount,
    Returned,
    Started,
    State,
    opened,
)
from services.auth.login.steps import EXPIRED, AskAccount, AskLogin, Step
from services.auth.people.repository import People

FIELDS = ("email", "password", "org", "answer", "language", "issuer", "code", "token", "name")  # of all pages together
ANYTHING = "anything else, or nothing"

Act = Callable[[LoginContext, Any, Form], State | Step]  # Any: the state that the row names


def _stay(_login: LoginContext, state: State, _form: Form) -> State:
    return state


def _ask_login(_login: LoginContext, _state: Started, _choice: Form) -> AskLogin:
    return AskLogin()


def _ask_login_again(_login: LoginContext, state: NotReturned, _choice: Form) -> AskLogin:
    return AskLogin(fault=state.fault, status=400)


def _ask_account(_login: LoginContext, state: IdentityKnown, _choice: Form) -> AskAccount:
    return AskAccount(state=state)


# The first row whose state is the form's and whose field was posted decides.
INPUTS: tuple[tuple[type[State], str, Act], ...] = (
    (Started, "issuer", go_to_issuer),
    (Started, "language", _stay),
    (Started, ANYTHING, take_password),  # email and password; without them, what is missing is refused alike
    (IdentityKnown, "language", _stay),
    (IdentityKnown, "token", take_invitation),
    (IdentityKnown, ANYTHING, take_linking_password),
    (LinkingProven, "code", take_code),
    (LinkingProven, ANYTHING, _stay),
    (Proven, "code", take_code),
    (Proven, ANYTHING, _stay),
)

# `choice` is the posted form of somebody who was proven when it was shown; a yes on an earlier page does not count.
ARRIVALS: Mapping[type[State], Act] = {
    Started: _ask_login,
    NotReturned: _ask_login_again,
    Returned: go_on_from_issuer,
    IdentityKnown: _ask_account,
    LinkingProven: link_account,
    Proven: complete,
}


def take(login: LoginContext, form: Form) -> Step:
    """The step that follows a posted form."""
    state = opened(login.browser.seal, form.get("form_token", ""))
    act = act_on(state, form)
    if state is None or act is None or _is_off(login, state) or _is_overtaken(login, state):
        return EXPIRED
    return _arrive(login, act(login, state, form), form if isinstance(state, Proven) else {})


def resume(login: LoginContext) -> Step:
    """The step that follows when the browser opens the login page: to begin, or back from an issuer."""
    carried = opened(login.browser.seal, login.browser.returned)
    if not isinstance(carried, Returned | NotReturned) or _is_off(login, carried):
        carried = Started()
    return _arrive(login, carried, {})


def act_on(state: State | None, form: Form) -> Act | None:
    """The action for a posted form; None for a state that no form carries."""
    rows = (act for known, field, act in INPUTS if isinstance(state, known) and (field in form or field == ANYTHING))
    return next(rows, None)


def _arrive(login: LoginContext, reached: State | Step, choice: Form) -> Step:
    while isinstance(reached, State):
        reached = ARRIVALS[type(reached)](login, reached, choice)
    return reached


def _is_off(login: LoginContext, state: State) -> bool:
    """Whether the person's issuer was switched off while the pages waited."""
    return state.issuer is not None and not login.issuers.have(state.issuer)


def _is_overtaken(login: LoginContext, state: State) -> bool:
    """Whether the account's password was changed while the pages waited."""
    if not isinstance(state, ProvenAccount):
        return False
    with login.database.read() as session:
        return state.is_overtaken(People(session).get(state.person_id))
