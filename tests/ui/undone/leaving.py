"""Verbs of what leaves: parcels scanned at the door, handed over, taken back."""

from PySide6.QtWidgets import QListWidget

from shopdesk.services.handovers import waiting_parcels
from tests.ui.undone.hand import Hand, verb


def first_code(hand: Hand) -> str:
    courier = hand.page.standing.partition(":")[2]
    return next(p.orders[0] for p in waiting_parcels(hand.shop, courier) if not p.stop and not p.scanned)


@verb("handover", fields=("handoverSums",))
def scan_a_parcel_at_the_door(hand: Hand) -> None:
    hand.enter("handoverScan", first_code(hand))


@verb("handover")
def hand_over_all(hand: Hand) -> None:
    hand.press("handOverAll")


@verb("handover", lambda hand: hand.enter("handoverScan", first_code(hand)))
def hand_over_what_was_scanned(hand: Hand) -> None:
    hand.press("handOverScanned")


def handed_over(hand: Hand) -> None:
    hand.press("handOverAll")
    made = next(key for key in keys_of(hand) if key.startswith("made:"))
    hand.window.go("handover", handover=made.partition(":")[2])
    hand.settle()


def keys_of(hand: Hand) -> list[str]:
    shown = hand.see("handoverList", QListWidget)
    return [str(shown.item(at).data(256)) for at in range(shown.count())]


@verb("handover", handed_over, fields=("handoverTitle",))
def take_a_handover_back(hand: Hand) -> None:
    hand.press("undoHandover")
