"""What the returns bench says: of a scan, of the step that is next, of a refund's rule and what the stock becomes."""

from collections.abc import Mapping
from datetime import date

from shopdesk.domain.after_sales import SENDS_GOODS
from shopdesk.domain.refunds import Inspected
from shopdesk.domain.returns import Case, destination
from shopdesk.services.return_desk import Desk
from shopdesk.services.return_scans import Scanned
from shopdesk.ui.moments import stamp
from shopdesk.ui.returns.return_next import Next
from shopdesk.ui.returns.return_step_words import VERDICTS
from shopdesk.ui.stock_words import word_place
from shopdesk.words import _, begun, full_day, listed, ngettext
from shopdesk.words.returns import PAYERS, word_case_state, word_return_reason, word_rule

SCRAP = "scrap"
SHIPPED_YEAR = 2000


def word_scan(told: Scanned) -> str:
    """Return what a scan came to."""
    case = told.case
    if case is None:
        words = _("Nobody awaits {code}: no case, waybill or order is known by it.")
        return words.format(code=told.code) if told.order is None else _("{order} has no case yet.").format(
            order=told.order.number
        )  # fmt: skip
    words = {
        "received": _("{case} received. Count what came."),
        "again": _("{case} was received already, {moment}. Nothing was changed."),
        "settled": _("{case} is {state} already. Nothing was changed."),
        "shown": _("{case}: no parcel is awaited."),
    }.get(told.outcome, "")
    return words.format(case=case.number, moment=stamp(case.received_at), state=word_case_state(case.state))


def word_policy(begins: date) -> str:
    """Name a version of the policy by the day it begins on; the shipped one holds from long before any shop."""
    if begins.year <= SHIPPED_YEAR:
        return _("Policy as shipped")
    return _("Policy from {day}").format(day=full_day(begins))


def hint_of(case: Case, next_: Next) -> str:
    """Return what stands beside the steps."""
    if case.state == "exchanged":
        return _("The case closes as {order} leaves.").format(order=case.exchange)
    if not next_.primary and not next_.others:
        return _("Nothing left to do.")
    return _("Every step can be taken back.")


def refund_facts(desk: Desk, found: Mapping[str, Inspected], verdict: str) -> tuple[list[tuple[str, str]], str]:
    """Return the rule, who pays the way back and what the stock becomes; and what is to be known of an exchange."""
    case = desk.details.case
    decided = case.decision
    reason = word_return_reason(case.reason)
    rule = _("{reason}: {rule}").format(reason=reason, rule=word_rule(decided.rule, decided.params))
    if decided.policy:
        rule += "\n" + word_policy(decided.policy)
    told = [(_("Rule"), rule)]
    if case.comes_back and decided.freight != "none":
        told.append((_("Way back"), begun(_("paid by {who}").format(who=_(PAYERS[decided.freight])))))
    if stock := _stock(desk, found, verdict):
        told.append((_("Stock"), stock))
    if case.exchange:
        told.append((_("Exchange"), case.exchange))
    return told, _exchange_hint(desk)


def _stock(desk: Desk, found: Mapping[str, Inspected], verdict: str) -> str:
    case = desk.details.case
    if not case.comes_back or case.kind == "repair" or case.state in ("requested", "approved", "refused"):
        return ""
    going: dict[str, int] = {}
    for seen in found.values():
        for pieces, way in ((seen.good, verdict), (seen.damaged, destination(verdict, damaged=True))):
            going[way] = going.get(way, 0) + pieces
    names = {"resell": word_place(desk.place), "quarantine": word_place("quarantine"), "scrap": _(VERDICTS[SCRAP])}
    return listed(f"{names[way]} +{pieces}" if way != "scrap" else f"{names[way]} {pieces}"
                     for way, pieces in going.items() if pieces)  # fmt: skip


def _exchange_hint(desk: Desk) -> str:
    """Say whether an exchange could leave at once."""
    case = desk.details.case
    if not case.is_open or case.state == "exchanged" or case.kind in ("partial", "repair"):
        return ""
    short = []
    for line in case.lines:
        free = desk.lines[line.sku].available if line.sku in desk.lines else None
        if free is not None and free < line.quantity:
            short.append(line.sku)
    if short:
        return _("No replacement on the shelf for {sku}: an exchange would wait.").format(sku=listed(short))
    if case.kind in SENDS_GOODS:
        pieces = sum(line.quantity for line in case.lines)
        words = ngettext("{count} replacement is on the shelf.", "{count} replacements are on the shelf.", pieces)
        return words.format(count=pieces)
    return ""
