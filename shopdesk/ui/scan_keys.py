"""A scanner is a keyboard that types fast: its bursts become codes, whatever has the focus, with Enter or without."""

from dataclasses import dataclass, field

PAUSE_MS = 80  # between the keys of a burst a scanner pauses less, a person more
SHORTEST = 3  # what is shorter, without Enter, was typed by hand
LATE_ENTER_MS = 250  # the Enter of a slow scanner, after its code was taken already


@dataclass(frozen=True, slots=True)
class Heard:
    """What the keys came to: a code that was scanned, or one key that a person pressed; "" where it is the other."""

    code: str = ""
    key: str = ""


@dataclass(slots=True)
class ScanKeys:
    """Collects keys with the time of each in milliseconds; `press` and `silence` tell what they came to.

    A key by itself acts only when no other follows within PAUSE_MS, so that a burst can never press a button.
    """

    _keys: str = ""
    _last: float = 0.0
    _taken_at: float = field(default=-10_000.0)

    def press(self, text: str, at: float) -> list[Heard]:
        """Take the text of a key, a line break for Enter; return what came to its end by it."""
        heard = self.silence(at)
        if text in ("\r", "\n", "\t"):
            return [*heard, *self._end(at)]
        if text.isprintable() and text:
            self._keys += text
            self._last = at
        return heard

    def silence(self, at: float) -> list[Heard]:
        """Tell what the keys came to that no other key has followed."""
        if not self._keys or at - self._last < PAUSE_MS:
            return []
        keys, self._keys = self._keys, ""
        if len(keys) >= SHORTEST:
            self._taken_at = at
            return [Heard(code=keys)]
        return [Heard(key=key) for key in keys]

    def _end(self, at: float) -> list[Heard]:
        keys, self._keys = self._keys, ""
        if len(keys) > 1:
            return [Heard(code=keys)]
        if keys:
            return [Heard(key=keys), Heard(key="\r")]
        return [Heard(key="\r")] if at - self._taken_at > LATE_ENTER_MS else []
