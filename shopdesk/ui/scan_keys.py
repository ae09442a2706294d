"""A scanner is a keyboard that types fast: its bursts become codes, whatever has the focus, with Enter or without."""

from dataclasses import dataclass, field
from itertools import pairwise

from shopdesk.ui.scan_pace import ScanPace

SHORTEST = 3  # what is shorter, without Enter, was typed by hand
LATE_ENTER_MS = 250  # the Enter of a slow scanner, after its code was taken already
TORN_MS = 200  # keys that follow a code so soon, without Enter between, belonged to it
ENDS = ("\r", "\n", "\t")


@dataclass(frozen=True, slots=True)
class Heard:
    """What the keys came to: a code that was scanned, or one key that a person pressed; "" where it is the other.

    `longest` is the longest pause between two keys of the code, `at` the time of its last key, in milliseconds.
    """

    code: str = ""
    key: str = ""
    longest: float = field(default=0.0, compare=False)
    at: float = field(default=0.0, compare=False)


@dataclass(slots=True)
class ScanKeys:
    """Collects keys with the time of each in milliseconds; `press` and `silence` tell what they came to.

    A key by itself acts only when no other follows in time, so that a burst can never press a button.
    """

    pace: ScanPace = field(default_factory=ScanPace)
    _keys: list[tuple[str, float]] = field(default_factory=list)
    _taken_at: float = -10_000.0
    _untaught: tuple[int, float] | None = None  # a code that silence ended: its Enter may still come

    @property
    def waiting(self) -> bool:
        """Whether keys were pressed that nothing was made of yet."""
        return bool(self._keys)

    @property
    def patience(self) -> float:
        """How many milliseconds another key is waited for."""
        return self.pace.patience(len(self._keys), SHORTEST)

    def press(self, text: str, at: float) -> list[Heard]:
        """Take the text of a key, a return for Enter; return what came to its end by it."""
        heard = self.silence(at)
        if text in ENDS:
            return [*heard, *self._end(text, at)]
        if text.isprintable() and text:
            if not self._keys and at - self._taken_at < TORN_MS:
                self.pace.forget()  # the code before was ended too soon
            self._keys.append((text, at))
        return heard

    def silence(self, at: float) -> list[Heard]:
        """Tell what the keys came to that no other key has followed in time."""
        if not self._keys or at - self._keys[-1][1] < self.patience:
            return []
        return self.rest()

    def rest(self) -> list[Heard]:
        """Tell what the keys came to, whatever the time: nothing more follows."""
        if len(self._keys) < SHORTEST:
            keys, self._keys = self._keys, []
            return [Heard(key=key) for key, _at in keys]
        self._taken_at = self._keys[-1][1]
        self._untaught = len(self._keys), _longest(self._keys)
        self.pace.learn(*self._untaught, entered=False)
        return self._codes()

    def _end(self, text: str, at: float) -> list[Heard]:
        if len(self._keys) > 1:
            self.pace.learn(len(self._keys), _longest(self._keys), entered=True)
            return self._codes()
        keys, self._keys = self._keys, []
        if keys:
            return [Heard(key=keys[0][0]), Heard(key=text)]
        if at - self._taken_at > LATE_ENTER_MS:
            return [Heard(key=text)]
        if self._untaught is not None:  # this scanner sends Enter after all
            self.pace.learn(*self._untaught, entered=True)
            self._untaught = None
        return []

    def _codes(self) -> list[Heard]:
        """Return the code that was typed, or two where a trigger that bounced sent one twice without Enter."""
        keys, self._keys = self._keys, []
        text, half = "".join(key for key, _at in keys), len(keys) // 2
        one, other = keys[:half], keys[half:]
        if len(keys) >= 2 * SHORTEST and text[:half] == text[half:]:
            between, within = other[0][1] - one[-1][1], max(_longest(one), _longest(other))
            if between > 2 * within:
                return [Heard(code=text[:half], longest=within, at=part[-1][1]) for part in (one, other)]
        return [Heard(code=text, longest=_longest(keys), at=keys[-1][1])]


def _longest(keys: list[tuple[str, float]]) -> float:
    return max((after[1] - before[1] for before, after in pairwise(keys)), default=0.0)
