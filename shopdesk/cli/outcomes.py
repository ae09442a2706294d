"""What became of each order in a request for many, told the same way by every verb."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.domain.errors import ShopError
from shopdesk.services.orders import Outcome
from shopdesk.words.errors import word_error
from shopdesk.words.states import word_state


def answer_outcomes(
    door: Door, outcomes: list[Outcome], refusal_of: Callable[[Outcome], ShopError | None] = attrgetter("error")
) -> int:
    """Tell what became of each order; exit 1 when one of them stayed behind, 3 when none was known."""
    errors = [(outcome, refusal_of(outcome)) for outcome in outcomes]
    shown: list[dict[str, Any]] = []
    for outcome, error in errors:
        shape: dict[str, Any] = shapes.order(outcome.order) if outcome.order else {"number": outcome.asked}
        if error:
            shape["error"] = {"code": error.code, "message": word_error(error), "params": error.params}
        shown.append(shape)
    door.answer(
        shown,
        lambda: [
            f"{outcome.order.number if outcome.order else outcome.asked}: "
            f"{word_error(error) if error else outcome.order and word_state(outcome.order.badge)}"
            for outcome, error in errors
        ],
    )
    refused = [error for _outcome, error in errors if error]
    if refused and len(refused) == len(errors) and all(error.code != "order-short" for error in refused):
        return 3
    return int(bool(refused))
