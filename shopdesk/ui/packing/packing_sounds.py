"""Sounds and spoken words of the packing station: never waited for, and silent where this PC has nothing for them."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from shopdesk.ui.packing.packing_tunes import sound_file, sound_of
from shopdesk.words import spoken

_PLAYERS = (("afplay",), ("paplay",), ("pw-play",), ("aplay", "-q"))
_SPEAKERS = (("say", "-f", "-"), ("espeak-ng", "--stdin"), ("espeak", "--stdin"))
_SAPI = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech;"
    " (New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)


def play_file(path: Path) -> bool:
    """Start to play a sound; False where this PC cannot."""
    if sys.platform == "win32":
        import winsound

        with suppress(RuntimeError):
            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
            return True
        return False
    player = _first(_PLAYERS)
    return player is not None and _start([*player, str(path)]) is not None


class Sounds:
    """Plays the sound of an answer, and says its word where a voice is wanted; the newest is heard, not a queue."""

    def __init__(self, *, sound: bool = True, voice: bool = False) -> None:
        self.sound, self.voice = sound, voice
        self._speaking: subprocess.Popen[bytes] | None = None

    def tell(self, answer: str, words: str = "") -> None:
        """Let an answer be heard."""
        name = sound_of(answer)
        if self.sound and name:
            play_file(sound_file(name))
        if self.voice and words:
            self._say(words)

    def hush(self) -> None:
        """Stop speaking."""
        if self._speaking is not None and self._speaking.poll() is None:
            self._speaking.kill()
        self._speaking = None

    def _say(self, words: str) -> None:
        self.hush()
        command = _speaker()
        if command is None:
            return
        self._speaking = _start(command, talks=True)
        if self._speaking is not None and self._speaking.stdin is not None:
            with suppress(OSError):
                self._speaking.stdin.write(words.encode())
                self._speaking.stdin.close()


def can_speak() -> bool:
    """Tell whether this PC has a voice."""
    return _speaker() is not None


def _speaker() -> Sequence[str] | None:
    if sys.platform == "win32":
        return ["powershell", "-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command", _SAPI]
    found = _first(_SPEAKERS)
    if found is not None and found[0].startswith("espeak"):
        return [*found, "-v", "cmn" if spoken.language == "zh_CN" else "en"]
    return found


def _first(commands: Sequence[tuple[str, ...]]) -> Sequence[str] | None:
    return next((command for command in commands if shutil.which(command[0])), None)


def _start(command: Sequence[str], *, talks: bool = False) -> "subprocess.Popen[bytes] | None":
    """Start a program without waiting for it; its words come by its input, never by a shell."""
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE if talks else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None
