"""A person's single keys at the bench: K short, Z aside, P next box, H by hand, L label, S skip, Q how many."""

from shopdesk.domain.pack_desk import MOST_PIECES, Desk
from shopdesk.words import _

_KEYS = {"k": "short", "z": "pause", "p": "parcel", "h": "hand", "l": "print", "s": "skip"}
_LONGEST = 6


class PackingKeys:
    """Collects digits for a weight, or after Q for how many pieces the next scan counts."""

    def __init__(self) -> None:
        self.typed = ""
        self._many = False

    def press(self, key: str, desk: Desk) -> tuple[str, str] | None:
        """Take a key; return what it asks for: a deed and its text, or "choose" and a place counted from 0."""
        key = key.lower()
        if desk.phase in ("short", "reprint"):
            return ("choose", str(int(key) - 1)) if key in "1234" else None
        if desk.phase == "weigh" and (key.isdecimal() or key in ".,"):
            self.typed = (self.typed + key)[:_LONGEST]
            return None
        if desk.phase == "weigh" and key in ("\r", "\n") and self.typed:
            typed = self.typed
            self.clear()
            return ("weight", typed)
        if self._many and key.isdecimal():
            self.typed = (self.typed + key)[: len(str(MOST_PIECES))]
            return None
        if key == "q" and desk.phase == "open":
            self._many, self.typed = True, ""
            return None
        return (_KEYS[key], "") if key in _KEYS else None

    def take_pieces(self) -> int:
        """Return how many pieces the next scan counts for, and begin anew."""
        pieces = int(self.typed) if self._many and self.typed else 1
        self.clear()
        return max(pieces, 1)

    def back(self) -> None:
        """Take the last digit back."""
        self.typed = self.typed[:-1]

    def clear(self) -> bool:
        """Forget what was typed; False where there was nothing."""
        held = self._many or bool(self.typed)
        self.typed, self._many = "", False
        return held

    def words(self) -> str:
        """Return what is typed, for the scan box."""
        return _("{n} pieces, scan now").format(n=self.typed or "…") if self._many else ""
