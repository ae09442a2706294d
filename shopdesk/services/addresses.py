"""Addresses taken apart: one pasted line, or a file of them."""

from collections.abc import Iterator
from pathlib import Path

from shopdesk.domain.address_parsing import ParsedAddress, parse_address
from shopdesk.domain.addresses import Receiver
from shopdesk.domain.errors import ShopError
from shopdesk.exchange.address_cells import split_address
from shopdesk.exchange.divisions import load_divisions
from shopdesk.exchange.encodings import find_encoding


def parse_line(line: str) -> ParsedAddress:
    """Return the parts of one pasted address; it may run over several lines of a chat."""
    return parse_address(line, load_divisions())


def receiver_by_hand(name: str, phone: str, address: str) -> Receiver:
    """Return a receiver as a person tells it: the address in its parts where they are certain, else whole as street."""
    return Receiver(name.strip(), phone.strip(), "CN", *split_address(address.strip()))


def parse_file(path: Path) -> Iterator[ParsedAddress]:
    """Give the parts of every line of a text file, in order, an empty line as an empty one; no shop is needed.

    Raises ShopError with file-missing, file-is-folder, file-locked, file-empty, file-not-text and the like.
    """
    try:
        text = path.read_text(find_encoding(path))
    except FileNotFoundError:
        raise ShopError("file-missing", file=path.name) from None
    except PermissionError:
        raise ShopError("file-is-folder" if path.is_dir() else "file-locked", file=path.name) from None
    except IsADirectoryError:
        raise ShopError("file-is-folder", file=path.name) from None
    divisions = load_divisions()
    lines = text.removeprefix("\ufeff").removesuffix("\n").split("\n")
    return (parse_address(line.removesuffix("\r"), divisions) for line in lines)
