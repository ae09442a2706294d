"""How the scanner of this PC types, learned from its last three codes: how fast, and whether Enter ends them."""

from collections import deque
from dataclasses import dataclass, field

KEY_MS = 80  # a key by itself is a person's only when no other follows within this time
ENTER_MS = 160  # so long the Enter of a scanner that always sends one is waited for
QUICKEST_MS, SLOWEST_MS = 40, 120  # between these lies the end of a code without Enter
TELLING = 6  # keys at least that a code must have to tell anything of a scanner
CODES = 3
_TIMES = 3.0  # a pause so many times as long as the longest of late ends a code


@dataclass(slots=True)
class ScanPace:
    """What three codes have told; until then, and when they contradict each other, KEY_MS is waited."""

    _pauses: deque[float] = field(default_factory=lambda: deque(maxlen=CODES))
    _entered: deque[bool] = field(default_factory=lambda: deque(maxlen=CODES))

    def learn(self, keys: int, longest: float, *, entered: bool) -> None:
        """Take a code into account: its keys, the longest pause between two of them, whether Enter ended it."""
        if keys >= TELLING:
            self._pauses.append(longest)
            self._entered.append(entered)

    def forget(self) -> None:
        """Begin to learn anew: a code was torn apart."""
        self._pauses.clear()
        self._entered.clear()

    @property
    def known(self) -> bool:
        """Whether three codes were heard."""
        return len(self._pauses) == CODES

    @property
    def sends_enter(self) -> bool:
        """Whether this scanner ends each code with Enter."""
        return self.known and all(self._entered)

    def patience(self, keys: int, shortest: int) -> float:
        """Return how many milliseconds another key is waited for after so many."""
        if keys < shortest or not self.known:
            return KEY_MS
        if all(self._entered):
            return ENTER_MS
        if any(self._entered):
            return KEY_MS
        return min(max(_TIMES * max(self._pauses), QUICKEST_MS), SLOWEST_MS)
