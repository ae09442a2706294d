"""A day in which every service that writes has its turn; each part of it stands in a module of its own.

A verb finds what it is about in the shop itself, because ids are drawn anew each time; what people would do a second
time, not knowing whether it was done, is done with the same name, and changes nothing.
"""

from inspect import unwrap
from pathlib import Path

from shopdesk.services.shop import Shop
from tests.durability import day
from tests.durability.day import Verb
from tests.durability.whole_day import after_sales, goods, listings, orders, papers, stall
from tests.durability.whole_day.files import write_files

__all__ = ["make_shop", "place_of", "verbs"]


def make_shop(folder: Path) -> Shop:
    """Make the shop of the day, with its files to import beside it."""
    shop = day.make_shop(folder)
    write_files(folder)
    return shop


def verbs() -> list[Verb]:
    """Return the day, verb by verb."""
    parts = (goods, listings, orders, papers, stall, after_sales)
    return [*day.verbs(), *(verb for part in parts for verb in part.verbs())]


def place_of(verb: Verb) -> str:
    """Tell where a verb stands, for whoever must look for what went wrong."""
    code = unwrap(verb).__code__  # type: ignore[attr-defined]
    return f"{Path(code.co_filename).name}:{code.co_firstlineno}"
