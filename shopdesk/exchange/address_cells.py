"""An address that arrives in one cell: its parts by the table of divisions, nothing guessed."""

from shopdesk.domain.address_parsing import parse_address
from shopdesk.domain.addresses import Receiver, split_spaced_address
from shopdesk.exchange.divisions import load_divisions


def split_address(text: str) -> tuple[str, str, str, str, str]:
    """Return province, city, district, street, postcode of a cell; what is unsure stays whole in street.

    "省 市 区 街道(邮编)" is taken as the platform wrote it; anything else is read by the table of divisions.
    """
    parts = split_spaced_address(text)
    if not text or (parts[0] and load_divisions().is_province(parts[0])):
        return parts
    parsed = parse_address(text, load_divisions(), address_only=True)
    if parsed.guesses:
        return ("", "", "", *_whole(text, parts))
    return parsed.province, parsed.city, parsed.district, parsed.street, parsed.postcode or parts[4]


def receiver_of_cell(name: str, phone: str, text: str) -> Receiver:
    """Return the receiver; a cell that holds name and telephone too fills what the other two cells leave empty."""
    if name or phone or not text:
        return Receiver(name, phone, "CN", *split_address(text))
    parsed = parse_address(text, load_divisions())
    if parsed.guesses or not parsed.phone:
        return Receiver(name, phone, "CN", *split_address(text))
    return Receiver(
        parsed.name, parsed.phone, "CN", parsed.province, parsed.city, parsed.district, parsed.street, parsed.postcode
    )


def _whole(text: str, parts: tuple[str, str, str, str, str]) -> tuple[str, str]:
    return (text.strip(), "") if parts[0] else parts[3:]
