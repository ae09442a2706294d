"""The columns of the orders' table: what each shows of a row."""

from collections.abc import Callable
from datetime import datetime

from shopdesk.domain.addresses import mask_name
from shopdesk.domain.money import format_amount
from shopdesk.domain.option_text import values_of
from shopdesk.services.order_table import OrderRow, clock
from shopdesk.services.today import urgency
from shopdesk.ui.cell_edits import edit_order_note
from shopdesk.ui.moments import heard_slack, slack, stamp, used_share
from shopdesk.ui.orders.order_words import FLAG_MEANS
from shopdesk.ui.status import FLAG, ORDER
from shopdesk.ui.tables.table_model import Cell, Column
from shopdesk.words import _
from shopdesk.words.currencies import money, sign_of
from shopdesk.words.states import word_channel, word_state

Names = Callable[[str], str]


def columns(now: Callable[[], datetime], currency: str, courier_name: Names) -> list[Column]:
    """Return the columns; the clocks ask for the time whenever they are painted."""
    sign = sign_of(currency)
    return [
        Column("slack", _("Left"), lambda row: clock_cell(row, now()), width=80, right=True),
        Column("state", _("State"), lambda row: Cell(word_state(row.badge), status=ORDER[row.badge]), width=84),
        Column("number", _("Order"), lambda row: Cell(row.number), width=92),
        Column("channel", _("Channel"), lambda row: Cell(word_channel(row.channel), "text-2"), width=72),
        Column("", _("Goods"), goods_cell, width=180, stretch=True),
        Column("quantity", _("Pieces"), lambda row: Cell(f"{row.pieces:,}"), width=48, right=True),
        Column("total", _("Amount {sign}").format(sign=sign), lambda row: total_cell(row, currency), 76, right=True),
        Column("receiver", _("Receiver"), receiver_cell, width=88),
        Column("", _("Flags"), flags_cell, width=96),
        Column("", _("Platform no."), lambda row: Cell(row.channel_order_no, "text-2"), 168, hidden=True),
        Column("placed", _("Placed"), lambda row: Cell(stamp(row.placed_at), "text-2"), 104, hidden=True),
        Column("paid", _("Paid"), lambda row: Cell(stamp(row.paid_at), "text-2"), 104, hidden=True),
        Column("courier", _("Courier"), lambda row: Cell(courier_name(row.courier), "text-2"), 104, hidden=True),
        Column("", _("Waybill"), lambda row: Cell(row.waybill, "text-2"), 136, hidden=True),
        Column("", _("Note"), lambda row: Cell(row.note, "text-2"), 160, hidden=True),
        Column("", _("Own note"), lambda row: Cell(row.own_note), 160, hidden=True, edit=edit_order_note()),
    ]


def clock_cell(row: OrderRow, now: datetime) -> Cell:
    """Show how long until the parcel must have left, as a clock; nothing where no clock runs."""
    due = clock(row, now)
    if due is None:
        return Cell("")
    tip = _("Must leave by {moment}").format(moment=stamp(due))
    heard, share = heard_slack(due, now), used_share(row.paid_at, due, now)
    return Cell(slack(due, now), urgency(due, now), share=share, tip=tip, heard=heard)


def goods_cell(row: OrderRow) -> Cell:
    """Show the first line with its picture, below it which of its kind, and how many lines more there are."""
    more = _("+{count} more").format(count=row.lines - 1) if row.lines > 1 else ""
    return Cell(row.title, picture=row.picture, second=" · ".join(filter(None, (values_of(row.options), more))))


def total_cell(row: OrderRow, currency: str) -> Cell:
    """Show the total; the sign stands in the header unless the order has another currency."""
    if row.currency == currency:
        return Cell(format_amount(row.total, currency, grouped=True))
    return Cell(money(row.total, row.currency))


def receiver_cell(row: OrderRow) -> Cell:
    """Show who gets it as others may see it: 王** 杭州."""
    city = row.city.removesuffix("市")
    return Cell(f"{mask_name(row.name)} {city}".strip(), "text-2")


def flags_cell(row: OrderRow) -> Cell:
    """Show the gravest flag and how many more there are; the tip names each and what to do."""
    flags = [flag for flag in FLAG if flag in row.flags]
    if not flags:
        return Cell("")
    text = word_state(flags[0]) + (f" +{len(flags) - 1}" if len(flags) > 1 else "")
    tip = "\n".join(f"{word_state(flag)} \N{EN DASH} {_(FLAG_MEANS[flag])}" for flag in flags)
    return Cell(text, status=FLAG[flags[0]], tip=tip)
