"""The sounds of the packing station, made from tones.

`python -m shopdesk.ui.packing.packing_tunes` writes them anew.
"""

import math
import wave
from io import BytesIO
from pathlib import Path

from shopdesk.resources import resources

Tune = tuple[tuple[int, int], ...]  # tones, each in hertz (0 is a rest) and milliseconds

RATE = 11025
_EDGE_MS = 4  # a tone that begins and ends softly does not click

# Right is short and high, wrong low and long; a refund wails, twice is a double beep, complete a chord upwards.
TUNES: dict[str, Tune] = {
    "ok": ((1760, 70),),
    "opened": ((880, 60), (1320, 60)),
    "complete": ((1047, 90), (1319, 90), (1568, 90), (2093, 200)),
    "packed": ((1568, 80), (2093, 140)),
    "duplicate": ((1200, 60), (0, 50), (1200, 60)),
    "undone": ((1320, 70), (880, 70)),
    "paused": ((660, 90), (0, 60), (440, 120)),
    "asked": ((740, 80), (988, 120)),
    "reprinted": ((988, 50), (0, 30), (988, 50), (0, 30), (1480, 80)),
    "over": ((330, 180), (0, 60), (330, 180), (0, 60), (330, 180)),
    "too-many": ((330, 120), (277, 120), (330, 120), (277, 240)),
    "wrong": ((196, 700),),
    "other-parcel": ((196, 350), (0, 80), (147, 450)),
    "wrong-label": ((147, 300), (0, 60), (147, 300), (0, 60), (147, 400)),
    "unknown": ((233, 250), (0, 70), (175, 450)),
    "ambiguous": ((233, 200), (311, 200), (233, 300)),
    "refunded": ((880, 160), (587, 160)) * 4,
    "already-packed": ((294, 220), (0, 60), (294, 420)),
    "hold": ((392, 200), (294, 200), (220, 400)),
    "busy": ((262, 160), (0, 160), (262, 160), (0, 160), (262, 160)),
    "refused": ((165, 500), (0, 60), (165, 120)),
    "caps-lock": ((440, 150), (0, 50), (349, 150), (0, 50), (440, 150)),
    "first": ((349, 200), (262, 300)),
}


def sound_of(answer: str) -> str:
    """Return the name of an answer's sound, "" for what makes none."""
    if answer.endswith("-first") or answer == "nothing-taken":
        return "first"
    return answer if answer in TUNES else ""


def write_tune(tune: Tune) -> bytes:
    """Return a tune as a wave file of one channel."""
    samples = bytearray()
    for hertz, milliseconds in tune:
        count = RATE * milliseconds // 1000
        edge = RATE * _EDGE_MS // 1000
        for at in range(count):
            swell = min(at / edge, (count - at) / edge, 1.0)
            # the third partial lets a low tone be heard on small loudspeakers
            tone = math.sin(math.tau * hertz * at / RATE) + 0.4 * math.sin(3 * math.tau * hertz * at / RATE)
            samples.append(128 + round(80 * swell * tone) if hertz else 128)
    target = BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(bytes(samples))
    return target.getvalue()


def sound_file(name: str) -> Path:
    """Return where a sound lies."""
    return resources() / "sounds" / f"{name}.wav"


def write_sounds(folder: Path) -> None:
    """Write every sound into a folder."""
    for name, tune in TUNES.items():
        (folder / f"{name}.wav").write_bytes(write_tune(tune))


if __name__ == "__main__":
    write_sounds(resources() / "sounds")
