"""The words of the packing bench's command barcodes: what each does, short and in a sentence."""

from shopdesk.words import N_

COMMANDS = {
    "ok": (N_("Go on"), N_("Yes to what the station asks")),
    "undo": (N_("Take out again"), N_("The piece that was scanned last is not in the parcel")),
    "short": (N_("Pieces are missing"), N_("Close the parcel without them, with a reason")),
    "pause": (N_("Lay aside"), N_("Any station may go on with this parcel")),
    "parcel": (N_("Another parcel"), N_("What is left goes in a parcel of its own")),
    "print": (N_("Print the label again"), N_("The reason is asked for and kept")),
    "skip": (N_("Skip"), N_("Leave out the step that the station waits for")),
}
