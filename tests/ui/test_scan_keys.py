"""Scanners as keyboards: with Enter and without, quick and slow; a person's keys in between stay a person's."""

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.ui.scan_keys import Heard, ScanKeys
from shopdesk.ui.scan_pace import ENTER_MS, KEY_MS

CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", min_size=3, max_size=24)


def codes(heard: list[Heard]) -> list[str]:
    return [told.code for told in heard if told.code]


def play(*told: tuple[str, float]) -> list[Heard]:
    """Press keys, each after so many milliseconds, and be silent at the end."""
    keys, at, heard = ScanKeys(), 0.0, []
    for text, after in told:
        at += after
        heard += keys.press(text, at)
    return heard + keys.silence(at + 1000)


def burst(code: str, pause: float = 8) -> list[tuple[str, float]]:
    return [(key, pause) for key in code]


def test_a_burst_with_enter_is_one_code():
    assert play(*burst("QH-MUG-W"), ("\r", 8)) == [Heard(code="QH-MUG-W")]


def test_a_burst_without_enter_ends_by_silence():
    assert play(*burst("4006381333931")) == [Heard(code="4006381333931")]


def test_two_bursts_behind_one_another_are_two_codes():
    assert codes(play(*burst("4006381333931"), ("Q", 120), *burst("H-MUG-W"))) == ["4006381333931", "QH-MUG-W"]


def test_a_single_key_is_a_persons_and_only_after_silence():
    assert play(("k", 500)) == [Heard(key="k")]
    assert play(*burst("kzk123"), ("\r", 5)) == [Heard(code="kzk123")], "no letter of a burst presses a button"


def test_enter_alone_is_enter_but_the_late_enter_of_a_scanner_is_not():
    assert play(("\r", 500)) == [Heard(key="\r")]
    assert play(*burst("4006381333931"), ("\r", 150)) == [Heard(code="4006381333931")]
    keys = ScanKeys()
    heard = [told for at, key in enumerate("4006381333931") for told in keys.press(key, at * 8)]
    heard += keys.silence(200) + keys.press("\r", 900)
    assert heard == [Heard(code="4006381333931"), Heard(key="\r")]


@given(st.lists(st.tuples(CODES, st.floats(5, 30), st.booleans(), st.floats(120, 2000)), min_size=1, max_size=40))
def test_whatever_is_scanned_at_whatever_speed_nothing_is_lost_or_doubled(scans):
    keys, at, heard = ScanKeys(), 0.0, []
    for code, pause, enter, gap in scans:
        at += gap + 1000 * (gap < 300)  # a hand needs a moment from parcel to parcel
        for key in code:
            heard += keys.press(key, at)
            at += pause
        if enter:
            heard += keys.press("\r", at)
    assert codes(heard + keys.silence(at + 1000)) == [code for code, *_rest in scans]


def scan(keys: ScanKeys, code: str, at: float, pause: float = 8, enter: str = "") -> tuple[list[Heard], float]:
    heard: list[Heard] = []
    for key in code:
        heard += keys.press(key, at)
        at += pause
    return (heard + keys.press(enter, at), at) if enter else (heard, at)


def test_three_scans_teach_how_long_a_code_is_waited_for():
    keys = ScanKeys()
    for at in range(3):
        scan(keys, "4006381333931", at * 1000)
        assert keys.patience == KEY_MS
    assert keys.silence(4000) and keys.pace.known and not keys.pace.sends_enter
    scan(keys, "4006381333931", 5000)
    assert keys.patience == 40, "a scanner that types fast is answered sooner"


def test_a_scanner_that_sends_enter_may_stumble_in_the_midst_of_a_code():
    keys = ScanKeys()
    for at in range(3):
        scan(keys, "4006381333931", at * 1000, enter="\r")
    heard, at = scan(keys, "400638", 5000)
    assert not heard and keys.patience == ENTER_MS
    assert scan(keys, "1333931", at + 120, enter="\r")[0] == [Heard(code="4006381333931")]


def test_a_slow_code_after_fast_ones_makes_the_page_learn_anew():
    keys = ScanKeys()
    for at in range(4):
        scan(keys, "4006381333931", at * 1000)
    heard, _at = scan(keys, "400638", 5000)
    heard += scan(keys, "1333931", 5095)[0]
    assert codes(heard)[-1] == "400638", "torn apart, which no answer counts"
    assert keys.patience == KEY_MS


def test_a_trigger_that_bounces_without_enter_sends_two_codes_not_one_of_double_length():
    heard = play(*burst("4006381333931"), ("4", 60), *burst("006381333931"))
    assert codes(heard) == ["4006381333931"] * 2
    assert codes(play(*burst("123123"))) == ["123123"], "a code may repeat itself"
