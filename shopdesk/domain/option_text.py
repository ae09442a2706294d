"""A variant's options in words."""


def options_text(options: dict[str, str]) -> str:
    """Return a variant's options as one line for slips and labels: "Colour: red; Size: M"."""
    return "; ".join(f"{name}: {value}" for name, value in options.items())
