"""Addresses as envelopes carry them: Chinese from large to small, all others from the street to the country."""

import csv
from functools import cache

from shopdesk.domain.addresses import Receiver
from shopdesk.resources import resources


@cache
def _countries() -> dict[str, dict[str, str]]:
    """Read the names of countries by ISO code (Unicode CLDR)."""
    with (resources() / "tables" / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def country_name(code: str, language: str) -> str:
    """Return a country in English, as sorting offices abroad read it; a Chinese document has both names."""
    row = _countries().get(code.upper())
    if row is None:
        return code
    return f"{row['zh_CN']} {row['en'].upper()}" if language == "zh_CN" else row["en"].upper()


def address_lines(place: Receiver, language: str) -> list[str]:
    """Return the address below the name, in the order of its country; empty parts leave no trace."""
    if place.in_chinese_order:
        whole = place.region + place.street
        return [part for part in (f"{whole} {place.postcode}".strip(),) if part]
    town = ", ".join(part for part in (place.district, place.city) if part)
    region = " ".join(part for part in (place.province, place.postcode) if part)
    place_line = ", ".join(part for part in (town, region) if part)
    return [line for line in (place.street, place_line, country_name(place.country, language)) if line]


def person(place: Receiver) -> str:
    """Return name and telephone on one line."""
    return "  ".join(part for part in (place.name.strip(), place.phone.strip()) if part)
