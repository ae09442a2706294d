"""A variant's options in words."""

import re

_NAMED = re.compile(r"^[^\d:：]{1,16}[:：]\s*(?=\S)")


def options_text(options: dict[str, str]) -> str:
    """Return a variant's options as one line for slips and labels: "Colour: red; Size: M"."""
    return "; ".join(f"{name}: {value}" for name, value in options.items())


def values_of(text: str) -> str:
    """Return what was chosen without what it is called, as it is read at a glance: "Colour: Cream" is cream."""
    parts = (part.strip() for part in re.split(r"[;；]", text))
    return " ".join(_NAMED.sub("", part) for part in parts if part)
