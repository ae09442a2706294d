"""`returns`: after-sales from the request to the money or the exchange, every step taken back where it can be."""

from pathlib import Path

import click

from shopdesk.cli import shapes
from shopdesk.cli.door import Door
from shopdesk.cli.return_figures import figures_command, serial_command, warranty_command
from shopdesk.cli.return_papers import instructions_command
from shopdesk.cli.return_policy import policy_command
from shopdesk.cli.return_shapes import case_shape, clock_shape, proposal_shape, refund_shape, step_shape
from shopdesk.cli.stock_rooms import open_the_shop, read_goods
from shopdesk.domain.errors import ShopError
from shopdesk.domain.money import parse_amount
from shopdesk.domain.refunds import ROUTES, Inspected
from shopdesk.domain.return_policy import KINDS, REASONS
from shopdesk.domain.returns import VERDICTS, Case
from shopdesk.services import (
    after_sales,
    return_bench,
    return_exchanges,
    return_files,
    return_money,
    return_undo,
    returns,
)
from shopdesk.services.orders import show_order
from shopdesk.services.shop import Shop
from shopdesk.words import _
from shopdesk.words.returns import word_case_state, word_kind, word_rule

_UUID = _("The step's identity: the same one twice is taken once.")


@click.group("returns", help=_("Returns, exchanges and refunds."))
def returns_command() -> None:
    """Group the verbs of after-sales."""


for _command in (figures_command, warranty_command, serial_command, instructions_command, policy_command):
    returns_command.add_command(_command)


@returns_command.command("open", help=_("Open a case for an order; the policy decides at once."))
@click.argument("order", required=False, default="")
@click.option("--line", "lines", multiple=True, metavar="SKU=QTY", help=_("Goods; without any all that are left."))
@click.option("--reason", type=click.Choice(REASONS), help=_("The buyer's reason."))
@click.option("--kind", type=click.Choice(KINDS), help=_("What is asked for; usual for the reason where left out."))
@click.option("--note", default="", help=_("What the buyer says."))
@click.option("--courier", default="", help=_("The courier of the parcel that comes back."))
@click.option("--waybill", default="", help=_("The waybill of the parcel that comes back."))
@click.option("--pickup", is_flag=True, help=_("The courier fetches it from the buyer."))
@click.option("--wait", is_flag=True, help=_("Leave the answer to a person."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def open_command(
    door: Door, order: str, lines: tuple[str, ...], reason: str | None, kind: str | None, note: str, courier: str,
    waybill: str, pickup: bool, wait: bool, uuid: str,
) -> int:  # fmt: skip
    """Open a case."""
    shop = open_the_shop(door)
    if kind == "ownerless":
        return _tell(
            door, shop, returns.open_ownerless(shop, waybill=waybill, courier=courier, note=note, uuid=uuid)
        )  # fmt: skip
    if not order or reason is None:
        raise click.UsageError(_("Name the order and --reason."))
    case = returns.open_return(
        shop, order, list(read_goods(lines).items()), reason=reason, kind=kind or "", note=note, courier=courier,
        waybill=waybill, pickup=pickup, wait=wait, uuid=uuid,
    )  # fmt: skip
    _tell(door, shop, case)
    return 1 if case.state == "refused" else 0


@returns_command.command("list", help=_("List the cases, newest first."))
@click.option("--view", default="all", help=_("A view: all, requested, awaiting, received, exchanged, open or done."))
@click.option("--search", default="", help=_("A number, waybill, name or title."))
@click.option("--order", default="", help=_("Only the cases of this order."))
@click.option("--limit", type=click.IntRange(min=1), help=_("At most so many."))
@click.pass_obj
def list_command(door: Door, view: str, search: str, order: str, limit: int | None) -> int:
    """List cases."""
    told = returns.list_returns(open_the_shop(door), view=view, search=search, order=order, limit=limit)
    door.answer_table(
        [case_shape(case) for case in told],
        [_("Case"), _("Order"), _("Kind"), _("State")],
        lambda: [(c.number, c.order, word_kind(c.kind), word_case_state(c.state)) for c in told],
    )
    return 0


@returns_command.command("show", help=_("Show the case that a number, a waybill or a returns form means."))
@click.argument("code")
@click.pass_obj
def show_command(door: Door, code: str) -> int:
    """Show a case."""
    shop = open_the_shop(door)
    return _tell(door, shop, returns.case_of(shop, code))


@returns_command.command("approve", help=_("Grant a request."))
@click.argument("code")
@click.option("--anyway", is_flag=True, help=_("As goodwill, against the policy."))
@click.option("--note", default="", help=_("The reason."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def approve_command(door: Door, code: str, anyway: bool, note: str, uuid: str) -> int:
    """Grant a request."""
    shop = open_the_shop(door)
    return _tell(door, shop, returns.approve_return(shop, code, anyway=anyway, note=note, uuid=uuid))


@returns_command.command("refuse", help=_("Refuse a request and say why."))
@click.argument("code")
@click.option("--note", required=True, help=_("The reason."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def refuse_command(door: Door, code: str, note: str, uuid: str) -> int:
    """Refuse a request."""
    shop = open_the_shop(door)
    return _tell(door, shop, returns.refuse_return(shop, code, note=note, uuid=uuid))


@returns_command.command("receive", help=_("The parcel is here."))
@click.argument("code")
@click.option("--courier", default="", help=_("The courier of the parcel that comes back."))
@click.option("--waybill", default="", help=_("The waybill of the parcel that comes back."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def receive_command(door: Door, code: str, courier: str, waybill: str, uuid: str) -> int:
    """Receive a parcel."""
    shop = open_the_shop(door)
    return _tell(door, shop, return_bench.receive_return(shop, code, courier=courier, waybill=waybill, uuid=uuid))


@returns_command.command("inspect", help=_("Say how the goods were found; their pieces are booked."))
@click.argument("code")
@click.option("--verdict", type=click.Choice(VERDICTS), default="resell", help=_("Where good pieces go."))
@click.option("--good", multiple=True, metavar="SKU=QTY", help=_("Pieces that are good."))
@click.option("--damaged", multiple=True, metavar="SKU=QTY", help=_("Pieces that are damaged."))
@click.option("--missing", multiple=True, metavar="SKU=QTY", help=_("Pieces that did not come."))
@click.option("--wrong", multiple=True, metavar="SKU=QTY", help=_("Pieces that are something else."))
@click.option("--came", multiple=True, metavar="SKU=QTY", help=_("Other goods of the shop that lay in the parcel."))
@click.option("--note", default="", help=_("What was seen."))
@click.option("--photo", "photos", multiple=True, type=click.Path(path_type=Path), help=_("A photo to keep."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def inspect_command(
    door: Door, code: str, verdict: str, good: tuple[str, ...], damaged: tuple[str, ...], missing: tuple[str, ...],
    wrong: tuple[str, ...], came: tuple[str, ...], note: str, photos: tuple[Path, ...], uuid: str,
) -> int:  # fmt: skip
    """Inspect what came."""
    shop = open_the_shop(door)
    case = returns.case_of(shop, code)
    counts = [read_goods(told) for told in (good, damaged, missing, wrong)]
    named = {sku for told in counts for sku in told}
    found = {sku: Inspected(*(told.get(sku, 0) for told in counts)) for sku in named}
    notes = {line.sku: note for line in case.lines} if note else {}
    for photo in photos:  # first: what is no picture stops before anything is booked
        return_files.add_photo(shop, case.number, photo)
    return _tell(
        door, shop,
        return_bench.inspect_return(
            shop, case.number, verdict=verdict, found=found, notes=notes, came=read_goods(came), uuid=uuid
        ),
    )  # fmt: skip


@returns_command.command("refund", help=_("Note that money went back: what is proposed unless you name an amount."))
@click.argument("code")
@click.option("--amount", default=None, help=_("Another amount, such as 12.50."))
@click.option("--route", type=click.Choice(ROUTES), default="original", help=_("By which way."))
@click.option("--reference", default="", help=_("The number under which the payment service knows it."))
@click.option("--return-freight", default="0", metavar="AMOUNT", help=_("What the buyer laid out for the way back."))
@click.option("--deduct", default="0", metavar="AMOUNT", help=_("What is kept back."))
@click.option("--dry-run", is_flag=True, help=_("Only propose."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def refund_command(
    door: Door, code: str, amount: str | None, route: str, reference: str, return_freight: str, deduct: str,
    dry_run: bool, uuid: str,
) -> int:  # fmt: skip
    """Pay back."""
    shop = open_the_shop(door)
    case = returns.case_of(shop, code)
    if not case.order:
        raise ShopError("return-ownerless", number=case.number)
    currency = show_order(shop, case.order).currency
    freight, kept = parse_amount(return_freight, currency), parse_amount(deduct, currency)
    if dry_run:
        return _tell(door, shop, case, freight, kept)
    told = None if amount is None else parse_amount(amount, currency)
    case = return_money.refund_return(
        shop, case.number, amount=told, route=route, reference=reference, return_freight=freight, deduct=kept,
        uuid=uuid,
    )  # fmt: skip
    return _tell(door, shop, case)


@returns_command.command("exchange", help=_("Make the exchange order and reserve its pieces."))
@click.argument("code")
@click.option("--line", "lines", multiple=True, metavar="SKU=QTY", help=_("Other goods, another size say."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def exchange_command(door: Door, code: str, lines: tuple[str, ...], uuid: str) -> int:
    """Exchange."""
    shop = open_the_shop(door)
    case = return_exchanges.exchange_return(shop, code, list(read_goods(lines).items()), uuid=uuid)
    _tell(door, shop, case)
    return 1 if "short" in show_order(shop, case.exchange).flags else 0


@returns_command.command("photo", help=_("Keep photos with a case."))
@click.argument("code")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--sku", default="", help=_("Of which goods."))
@click.pass_obj
def photo_command(door: Door, code: str, files: tuple[Path, ...], sku: str) -> int:
    """Keep photos."""
    shop = open_the_shop(door)
    case = returns.case_of(shop, code)
    for file in files:
        case = return_files.add_photo(shop, case.number, file, sku=sku)
    return _tell(door, shop, case)


@returns_command.command("close", help=_("Close a case with what became of it."))
@click.argument("code")
@click.option("--note", required=True, help=_("What became of it."))
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def close_command(door: Door, code: str, note: str, uuid: str) -> int:
    """Close a case."""
    shop = open_the_shop(door)
    return _tell(door, shop, returns.close_return(shop, code, note=note, uuid=uuid))


@returns_command.command("undo", help=_("Take the newest step of a case back."))
@click.argument("code")
@click.option("--uuid", default="", help=_UUID)
@click.pass_obj
def undo_command(door: Door, code: str, uuid: str) -> int:
    """Take a step back."""
    shop = open_the_shop(door)
    return _tell(door, shop, return_undo.undo_return(shop, code, uuid=uuid))


@returns_command.command("due", help=_("List the promises that are running, what ends first in front."))
@click.pass_obj
def due_command(door: Door) -> int:
    """List running promises."""
    shop = open_the_shop(door)
    clocks = after_sales.due_clocks(shop)
    door.answer_table(
        [clock_shape(clock, clock.due < shop.now()) for clock in clocks],
        [_("Case"), _("Order"), _("Kind"), _("Due")],
        lambda: [(clock.number, clock.order, clock.kind, shapes.time(clock.due)) for clock in clocks],
    )
    return 0


def _tell(door: Door, shop: Shop, case: Case, return_freight: int = 0, deduct: int = 0) -> int:
    """Answer with a case and all that is kept of it; while it is open with what would go back."""
    details = returns.show_return(shop, case.number)
    told = case_shape(case) | {
        "refunds": [refund_shape(refund) for refund in details.refunds],
        "photos": [{"file": place, "name": name, "sku": sku or None} for _uuid, place, name, sku in details.files],
        "steps": [step_shape(step) for step in details.steps],
    }
    if case.order and case.is_open:
        proposal = return_money.propose_return(shop, case, return_freight=return_freight, deduct=deduct)
        told["proposal"] = proposal_shape(proposal, show_order(shop, case.order).currency)
    decided = case.decision
    door.answer(
        told,
        lambda: [
            f"{case.number}  {case.order}  {word_kind(case.kind)}  {word_case_state(case.state)}",
            word_rule(decided.rule, decided.params),
            *(f"  {line.sku or line.title} ×{line.quantity}" for line in case.lines),
        ],
    )
    return 0
