"""The first orders of a long answer, found without finding all: a screenful is painted while the rest is read.

Indexes that run along the order's row give them newest first: the search index, the lines of each title, the rows.
"""

import json
import re
from array import array
from datetime import datetime
from heapq import merge
from itertools import groupby, islice
from typing import NamedTuple

from shopdesk.db.connection import Connection
from shopdesk.db.order_rows import OPEN_VIEWS
from shopdesk.db.order_views import LIVE, OPEN, VIEWS
from shopdesk.db.orders import holds
from shopdesk.db.row_ids import fetch_ids
from shopdesk.db.search import match_expression, matching_titles
from shopdesk.db.search_index import INDEXED_UP_TO
from shopdesk.db.times import write_time

LARGE = 20_000  # fewer orders than these are found all at once within a frame
MANY_TITLES = 64
OWN_DIGITS, OWN_LONGEST = 6, 9  # SD-000001 has six digits, later ones have more
_OWN = re.compile(r"SD-?(\d{1,9})", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"[\w-]{6,}", re.ASCII)
NEWEST = 2_000
DENSE, WALKED = 20_000, 20_000  # hits from which the newest rows are walked, and how far
ENOUGH = 4  # times the rows wanted: so many hits hold them though some belong to another view
_DENSE = ("all", "shipped")  # views that most orders of a large shop belong to: walking the rows finds them soon
_OF_WAYBILL = (
    f"SELECT o.id FROM orders o WHERE o.waybill = ? AND o.waybill <> '' AND {LIVE} AND {{view}} ORDER BY o.id DESC"
)


def is_large(connection: Connection, view: str) -> bool:
    """Tell whether a view's orders are too many to be found all at once."""
    condition = f"o.{OPEN}" if view in OPEN_VIEWS else "1"
    (count,) = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM orders o WHERE {condition} LIMIT {LARGE + 1})"
    ).fetchone()
    return bool(count > LARGE)


class First(NamedTuple):
    """The first rows of an answer: None while there is nothing to show yet; `whole` when there are no others."""

    ids: "array[int] | None"
    whole: bool


def first_ids(
    connection: Connection, *, view: str, now: datetime, search: str, sort: str, descending: bool, most: int
) -> First:
    """Return the first rows of a large view in a sort's order, at most so many; none when no index gives them soon."""
    text = search.strip()
    if not text:
        found = _first_of_view(connection, view, now, sort, descending, most)
        return First(found, found is not None and len(found) < most)
    if view not in _DENSE or sort != "number" or not descending:
        return First(None, False)
    if begun := _that_begin_so(connection, view, text, most):
        return First(begun, False)
    found = _newest_hits(connection, view, text, most)
    return First(found, len(found) < most) if match_expression(text) else First(found or None, False)


def _first_of_view(
    connection: Connection, view: str, now: datetime, sort: str, descending: bool, most: int
) -> "array[int] | None":
    along = {"number": "o.id", "placed": "o.placed_at"} if view in _DENSE else {}
    if view in OPEN_VIEWS:
        along = {"slack": "o.leave_by {d}, o.ship_by"}
    if sort not in along:
        return None
    direction = "DESC" if descending else "ASC"
    order = f"{along[sort].format(d=direction)} {direction}" + ("" if sort == "number" else f", o.id {direction}")
    condition = f"o.{OPEN} AND {VIEWS[view]}" if view in OPEN_VIEWS else VIEWS[view]
    moments = [write_time(now)] * VIEWS[view].count("?")
    live = LIVE if sort == "number" else "o.removed_at IS NULL"
    query = f"SELECT o.id FROM orders o WHERE {live} AND {condition} ORDER BY {order} LIMIT ?"
    return fetch_ids(connection, query, (*moments, most))


def _newest_hits(connection: Connection, view: str, text: str, most: int) -> "array[int]":
    """Return the newest orders that hold a text: those of each index, merged."""
    expression = match_expression(text)
    titles = list(matching_titles(connection, text))
    if not expression:
        return _among_newest(connection, view, text, titles, most)
    streams = [
        _from_index(connection, view, text, expression, most),
        _from_tail(connection, view, text, most),
        fetch_ids(connection, _OF_WAYBILL.format(view=VIEWS[view]), (text,)),
        *_from_titles(connection, view, titles, most),
    ]
    newest = (row for row, _same in groupby(merge(*streams, reverse=True)))
    return array("q", islice(newest, most))


def _from_index(connection: Connection, view: str, text: str, expression: str, most: int) -> "array[int]":
    query = (
        f"SELECT o.id FROM order_index i CROSS JOIN orders o ON o.id = i.rowid WHERE order_index MATCH ? AND {LIVE}"
        f" AND {VIEWS[view]} AND {holds('o', text)} ORDER BY i.rowid DESC LIMIT ?"
    )
    return fetch_ids(connection, query, (expression, text.lower(), most))


def _from_tail(connection: Connection, view: str, text: str, most: int) -> "array[int]":
    query = (
        f"SELECT o.id FROM orders o WHERE o.id > {INDEXED_UP_TO} AND {LIVE} AND {VIEWS[view]}"
        f" AND {holds('o', text)} ORDER BY o.id DESC LIMIT ?"
    )
    return fetch_ids(connection, query, (text.lower(), most))


def _from_titles(connection: Connection, view: str, titles: list[int], most: int) -> "list[array[int]]":
    if len(titles) > MANY_TITLES:  # so many titles are in so many orders that walking the rows finds them soon
        query = (
            f"SELECT o.id FROM orders o WHERE {LIVE} AND {VIEWS[view]} AND EXISTS (SELECT 1 FROM order_lines l"
            " WHERE l.order_id = o.id AND l.title_id IN (SELECT value FROM json_each(?)) AND l.removed_at IS NULL)"
            " ORDER BY o.id DESC LIMIT ?"
        )
        return [fetch_ids(connection, query, (json.dumps(titles), most))]
    query = (
        f"SELECT DISTINCT o.id FROM order_lines l CROSS JOIN orders o ON o.id = l.order_id WHERE l.title_id = ?"
        f" AND l.removed_at IS NULL AND {LIVE} AND {VIEWS[view]} ORDER BY l.order_id DESC LIMIT ?"
    )
    return [fetch_ids(connection, query, (title, most)) for title in titles]


def _among_newest(connection: Connection, view: str, text: str, titles: list[int], most: int) -> "array[int]":
    """Look a text of one letter up in the newest orders alone; no index knows single letters."""
    query = (
        f"SELECT o.id FROM (SELECT * FROM orders ORDER BY id DESC LIMIT {NEWEST}) o WHERE {LIVE} AND {VIEWS[view]}"
        f" AND ({holds('o', text)} OR EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id"
        " AND l.title_id IN (SELECT value FROM json_each(?)) AND l.removed_at IS NULL)) ORDER BY o.id DESC LIMIT ?"
    )
    return fetch_ids(connection, query, (text.lower(), json.dumps(titles), most))


def _that_begin_so(connection: Connection, view: str, text: str, most: int) -> "array[int]":
    """Return orders of which a number begins with the text: what is typed from the left is found while it is typed."""
    live = f"{LIVE} AND {VIEWS[view]} ORDER BY o.id DESC LIMIT ?"
    streams = [
        fetch_ids(connection, f"SELECT o.id FROM orders o WHERE o.id >= ? AND o.id < ? AND {live}", (*span, most))
        for span in _own_numbers(text)
    ]
    if _NUMBER.fullmatch(text):
        streams += [_of_column(connection, view, column, text, most) for column in ("waybill", "channel_order_no")]
    return array("q", islice((row for row, _same in groupby(merge(*streams, reverse=True))), most))


def _of_column(connection: Connection, view: str, column: str, text: str, most: int) -> "array[int]":
    """Return the newest orders of which a column begins with a text.

    Where many do, the newest rows are walked, for hits may lie dense there; else all hits are sorted.
    """
    end = text[:-1] + chr(ord(text[-1]) + 1)
    begins = f"{{o}}.{column} >= ? AND {{o}}.{column} < ? AND {{o}}.{column} <> ''"
    if column == "channel_order_no":  # to the letter as in its index; parts of a split order share the number
        begins += " AND {o}.split_from IS NULL AND {o}.removed_at IS NULL"
    hits = f"SELECT h.id FROM orders h WHERE {begins.format(o='h')}"
    many = f"SELECT count(*) FROM ({hits} LIMIT {DENSE})"
    if connection.execute(many, (text, end)).fetchone() == (DENSE,):
        walked = (
            f"SELECT o.id FROM (SELECT * FROM orders ORDER BY id DESC LIMIT {WALKED}) o"
            f" WHERE {begins.format(o='o')} AND {LIVE} AND {VIEWS[view]} ORDER BY o.id DESC LIMIT ?"
        )
        found = fetch_ids(connection, walked, (text, end, most))
        if len(found) == most:
            return found
    newest = (
        f"SELECT o.id FROM ({hits} ORDER BY +h.id DESC LIMIT ?) n CROSS JOIN orders o ON o.id = n.id"
        f" WHERE {LIVE} AND {VIEWS[view]} LIMIT ?"
    )
    found = fetch_ids(connection, newest, (text, end, ENOUGH * most, most))
    return found if len(found) == most else fetch_ids(connection, newest, (text, end, -1, most))


def _own_numbers(text: str) -> list[tuple[int, int]]:
    """Return the spans of rows whose own number (SD-004512) begins with a text."""
    if not (told := _OWN.fullmatch(text)):
        return []
    digits, spans = told[1], []
    for length in range(max(len(digits), OWN_DIGITS), OWN_LONGEST + 1):
        if length > OWN_DIGITS and digits.startswith("0"):
            break
        unit = 10 ** (length - len(digits))
        spans.append((int(digits) * unit, (int(digits) + 1) * unit))
    return spans
