"""Customers: made from the orders, written about by people, joined and taken apart, blocked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shopdesk.db import customer_links as links
from shopdesk.db import customers as rows
from shopdesk.db import orders as order_db
from shopdesk.domain.card_numbers import mask_cards
from shopdesk.domain.customers import (
    LEVELS,
    LONGEST_NOTE,
    Buyer,
    Customer,
    buyer_key,
    clean_tags,
    phone_key,
    shown_name,
)
from shopdesk.domain.errors import ShopError
from shopdesk.domain.jobs import Job, SilentJob
from shopdesk.domain.orders import Order
from shopdesk.services.identity import new_id, new_ids
from shopdesk.services.orders import note_event, order_row
from shopdesk.services.shop import Shop

AT_ONCE = 2_000  # a fifth of a second: whoever waits to write or to read is not held up longer
ORDERS_SHOWN = 200
SAME_SHOWN = 5
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class CustomerDetails:
    """A customer whole: the newest orders, by what it is known, who was joined to it, who may be the same person."""

    customer: Customer
    orders: tuple[Order, ...]
    keys: tuple[str, ...]
    joined: tuple[Customer, ...]
    perhaps_same: tuple[Customer, ...]


def is_behind(shop: Shop) -> bool:
    """Tell whether orders wait for their customers."""
    return links.waiting(shop.connection) > 0


def catch_up(shop: Shop, job: Job | None = None) -> None:
    """Give every order its customer and every customer its sums, some thousands in each transaction."""
    job = job or SilentJob()
    total = links.waiting(shop.connection)
    done = 0
    while links.waiting(shop.connection):
        job.step(min(done, total), total)
        with shop.writing():
            done += _take_next(shop)
    job.step(total, total)


def keep_up(shop: Shop, _job: Job | None = None) -> None:
    """Bring the next orders to their customers, no more than a moment's work: the rest is found in quiet moments."""
    done = 0
    while done < AT_ONCE and is_behind(shop):
        with shop.writing():
            done += _take_next(shop)


def _take_next(shop: Shop) -> int:
    buyers = links.next_buyers(shop.connection, AT_ONCE)
    return _link(shop, buyers) if buyers else links.sum_stale(shop.connection, AT_ONCE)


def _link(shop: Shop, buyers: Sequence[tuple[int, Buyer]]) -> int:
    """Find whose these orders are: the same buyer on a channel, else the same telephone, else somebody new."""
    keyed = [(order, told, [key for key in (buyer_key(told), phone_key(told.phone)) if key]) for order, told in buyers]
    known = links.known_keys(shop.connection, {key for _order, _told, keys in keyed for key in keys})
    first = following = links.next_customer(shop.connection)
    new: list[tuple[str, str, list[str]]] = []
    found: list[tuple[int, int]] = []
    learnt: list[tuple[str, int]] = []
    for order, told, keys in keyed:
        if not keys:
            continue
        customer = next((known[key] for key in keys if key in known), 0)
        if not customer:
            customer, following = following, following + 1
            new.append((shown_name(told), told.phone if keys[-1].startswith("tel:") else "", []))
        for key in keys:
            if key not in known:
                known[key] = customer
                learnt.append((key, customer))
                if customer >= first:
                    new[customer - first][2].append(key.partition(":")[2])
        found.append((order, customer))
    made = [
        (first + at, uuid, name, phone, "\n".join((phone, *words)))
        for at, (uuid, (name, phone, words)) in enumerate(zip(new_ids(len(new)), new, strict=True))
    ]
    links.add_customers(shop.connection, made, shop.now())
    links.add_keys(shop.connection, learnt, indexed_from=first)
    links.link_orders(shop.connection, found)
    return len(buyers)


def list_customers(shop: Shop, *, view: str = "all", search: str = "", limit: int | None = None) -> list[Customer]:
    """Return the customers of a view that hold a text in name, telephone, buyer or initials, the latest first."""
    keep_up(shop)
    ids = rows.customer_ids(shop.connection, view=view, search=search)
    return rows.load_customers(shop.connection, ids if limit is None else ids[:limit])


def customer_row(shop: Shop, text: str) -> int:
    """Return a customer's row by its number. Raises ShopError("customer-unknown")."""
    digits = text.strip().upper().removeprefix("CU-")
    found = rows.find_row(shop.connection, int(digits)) if digits.isascii() and digits.isdecimal() else None
    if found is None:
        raise ShopError("customer-unknown", value=text)
    return found


def read_customer(shop: Shop, row: int) -> Customer:
    """Return a customer by its row."""
    return rows.load_customers(shop.connection, [row])[0]


def show_customer(shop: Shop, row: int) -> CustomerDetails:
    """Return everything of a customer."""
    connection = shop.connection
    return CustomerDetails(
        read_customer(shop, row),
        tuple(order_db.load_orders(connection, rows.orders_of(connection, row, ORDERS_SHOWN))),
        tuple(rows.keys_of(connection, row)),
        tuple(rows.load_customers(connection, rows.joined_to(connection, row))),
        tuple(rows.load_customers(connection, rows.perhaps_same(connection, row, SAME_SHOWN))),
    )


def customer_of_order(shop: Shop, order: int) -> int | None:
    """Return whose an order is, None where nobody can tell."""
    catch_up(shop)
    return rows.customer_of_order(shop.connection, order)


def write_customer(
    shop: Shop, row: int, *, note: str | None = None, tags: Sequence[str] | None = None, level: str | None = None,
    name: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Write about a customer and return what stood there before, for `restore_customer`.

    Raises ShopError with "note-too-long" or "level-unknown".
    """
    changes: dict[str, Any] = {}
    if note is not None:
        if len(note) > LONGEST_NOTE:
            raise ShopError("note-too-long", limit=LONGEST_NOTE)
        changes["note"] = mask_cards(note.strip())
    if tags is not None:
        changes["tags"] = json.dumps(clean_tags(list(tags)), ensure_ascii=False)
    if level is not None:
        if level not in LEVELS:
            raise ShopError("level-unknown", value=level)
        changes["level"] = level
    if name is not None and name.strip():
        changes["name"] = name.strip()[:LONGEST_REASON]
    with shop.writing():
        before = rows.kept_of(shop.connection, row)
        rows.keep(shop.connection, row, changes)
        links.index_again(shop.connection, [row])
    return before


def restore_customer(shop: Shop, row: int, before: dict[str, Any]) -> None:
    """Give a customer back what was written before."""
    with shop.writing():
        rows.keep(shop.connection, row, before)
        links.index_again(shop.connection, [row])


def block_customer(shop: Shop, row: int, reason: str) -> int:
    """Block a customer: open orders and all that come are marked as suspicious; return how many open ones were.

    Raises ShopError("reason-missing"). Nothing is held back by it.
    """
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if not reason:
        raise ShopError("reason-missing")
    with shop.writing():
        catch_up(shop)
        rows.set_blocked(shop.connection, row, reason)
        return _flag(shop, links.flag_orders(shop.connection, customer=row))


def unblock_customer(shop: Shop, row: int) -> None:
    """Block a customer no longer; the marks that the block had set go too."""
    with shop.writing():
        rows.set_blocked(shop.connection, row, "")
        links.unflag_orders(shop.connection, row)


def mark_blocked(shop: Shop, batch: int | None = None) -> None:
    """Mark the open orders of blocked customers, those that an import has touched or all of them."""
    if links.any_blocked(shop.connection):
        catch_up(shop)
        _flag(shop, links.flag_orders(shop.connection, batch=batch))


def _flag(shop: Shop, found: Sequence[tuple[int, str]]) -> int:
    for order, reason in found:
        note_event(shop, order, "suspicious", {"reason": reason})
    return len(found)


def join_customers(shop: Shop, into: int, others: Sequence[int]) -> None:
    """Say that these are one person: orders, telephones and buyers of the others go to the first.

    Raises ShopError("customer-itself").
    """
    if into in others:
        raise ShopError("customer-itself", value=read_customer(shop, into).number)
    with shop.writing():
        catch_up(shop)
        for other in others:
            rows.join(shop.connection, into, other, shop.now())
        links.make_stale(shop.connection, [into, *others])
        links.index_again(shop.connection, [into])
        catch_up(shop)


def joined_rows(shop: Shop, row: int) -> list[int]:
    """Return the customers that were joined to this one."""
    return rows.joined_to(shop.connection, row)


def take_apart(shop: Shop, others: Sequence[int]) -> None:
    """Say that customers who were joined to another are persons of their own again."""
    with shop.writing():
        for other in others:
            into = rows.joined_into(shop.connection, other)
            rows.take_apart(shop.connection, other)
            links.make_stale(shop.connection, [other, *([into] if into else [])])
            links.index_again(shop.connection, [other, *([into] if into else [])])
        catch_up(shop)


def split_orders(shop: Shop, row: int, numbers: Sequence[str]) -> int:
    """Give these orders of a customer to a new one, made by hand, and return its row.

    Raises ShopError with "order-unknown" or "order-of-another".
    """
    with shop.writing():
        catch_up(shop)
        orders = [order_row(shop, number) for number in numbers]
        for order, number in zip(orders, numbers, strict=True):
            if rows.customer_of_order(shop.connection, order) != row:
                raise ShopError("order-of-another", order=number, customer=read_customer(shop, row).number)
        told = order_db.load_order(shop.connection, orders[0]).receiver
        new = links.next_customer(shop.connection)
        links.add_customers(shop.connection, [(new, new_id(), told.name, told.phone, told.phone)], shop.now())
        rows.move_orders(shop.connection, orders, new)
        links.make_stale(shop.connection, [row, new])
        links.index_again(shop.connection, [new])
        catch_up(shop)
    return new
