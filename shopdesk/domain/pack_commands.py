"""Command barcodes of the packing bench: what a hand that holds the scanner can ask for without a keyboard."""

COMMANDS = {
    "SD-CMD-OK": "ok",
    "SD-CMD-UNDO": "undo",
    "SD-CMD-SHORT": "short",
    "SD-CMD-PAUSE": "pause",
    "SD-CMD-PARCEL": "parcel",
    "SD-CMD-PRINT": "print",
    "SD-CMD-SKIP": "skip",
}


def command_of(code: str) -> str:
    """Return the command that a scanned code asks for, "" for goods and waybills."""
    return COMMANDS.get(code.strip().upper(), "")
