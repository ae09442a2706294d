"""What the packing station lets people hear: each answer by a sound of its own, at once, and never in the way."""

import subprocess
import wave

import pytest

from shopdesk.ui.packing import packing_sounds
from shopdesk.ui.packing.packing_sounds import Sounds
from shopdesk.ui.packing.packing_station import Station, load_station, save_station
from shopdesk.ui.packing.packing_tunes import TUNES, sound_file, sound_of, write_tune
from shopdesk.words.pack import ANSWERS

SILENT = {"heard", "short", "checked", "another-parcel"}  # an act of a person's own, or said by the sound before it


def test_every_answer_is_heard():
    assert {answer for answer in ANSWERS if not sound_of(answer)} == SILENT


def test_each_sound_differs_from_every_other_and_is_as_its_recipe_says():
    files = {name: sound_file(name).read_bytes() for name in TUNES}
    assert len(set(files.values())) == len(TUNES)
    for name, tune in TUNES.items():  # sines may differ by a rounding from one processor to another
        made = write_tune(tune)
        assert len(made) == len(files[name]), name
        assert max(abs(one - other) for one, other in zip(made, files[name], strict=True)) <= 1, name


def test_right_is_short_and_high_wrong_is_low_and_long():
    def length(name):
        with wave.open(str(sound_file(name))) as file:
            return file.getnframes() / file.getframerate()

    assert length("ok") < 0.1 and length("wrong") > 0.5
    assert TUNES["ok"][0][0] > 4 * TUNES["wrong"][0][0]
    assert len(TUNES["refunded"]) == 8 and length("refunded") > 1


@pytest.fixture
def started(monkeypatch):
    """The programs that would be started, each with what is written to it."""
    commands = []

    class Program:
        stdin = None

        def __init__(self, command, **_how):
            commands.append(command)

        def poll(self):
            return 0

    monkeypatch.setattr(subprocess, "Popen", Program)
    monkeypatch.setattr(packing_sounds.shutil, "which", lambda name: name in ("aplay", "espeak-ng"))
    monkeypatch.setattr(packing_sounds.sys, "platform", "linux")
    return commands


def test_sound_and_voice_are_switched_for_each_pc(started):
    Sounds().tell("wrong", "Wrong")
    assert [command[0] for command in started] == ["aplay"]
    Sounds(sound=False, voice=True).tell("wrong", "Wrong")
    assert started[1:] == [["espeak-ng", "--stdin", "-v", "en"]], "words go by the input, never on the command line"
    Sounds(sound=False).tell("wrong", "Wrong")
    assert len(started) == 2


def test_a_pc_without_a_player_is_silent(monkeypatch):
    monkeypatch.setattr(packing_sounds.sys, "platform", "linux")
    monkeypatch.setattr(packing_sounds.shutil, "which", lambda _name: None)
    assert not packing_sounds.play_file(sound_file("ok"))
    Sounds(voice=True).tell("wrong", "Wrong")


def test_a_station_is_remembered():
    assert load_station() == Station()
    save_station(Station("2", label=False, weigh=True, check=True, sound=False, voice=True))
    assert load_station() == Station("2", label=False, weigh=True, check=True, sound=False, voice=True)
