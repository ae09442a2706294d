"""Moments and lists of words as the reader's language writes them."""

from datetime import UTC, date, datetime

import pytest

from shopdesk.ui.moments import dated, dated_stamp, day, month, stamp
from shopdesk.ui.settings.backup_words import word_moment
from shopdesk.ui.stock_words import moment
from shopdesk.words import begun, full_day, listed, spoken

AT = datetime(2026, 11, 13, 1, 40, tzinfo=UTC)


@pytest.fixture(params=["en", "zh_CN"])
def language(request):
    before = spoken.language
    spoken.language = request.param
    yield request.param
    spoken.language = before


def test_days_and_moments_stand_in_the_form_of_the_language(language):
    english = language == "en"
    assert day(date(2026, 11, 27)) == ("27 Nov" if english else "11-27")
    assert dated(date(2026, 11, 27), AT.date()) == day(date(2026, 11, 27))
    assert dated(date(2027, 1, 4), AT.date()) == ("4 Jan 2027" if english else "2027-01-04")
    assert dated_stamp(AT, AT) == stamp(AT)
    assert month(date(2026, 11, 27), year=True) == ("Nov 2026" if english else "2026 年 11 月")
    assert month(date(2026, 11, 27), year=False) == ("Nov" if english else "11 月")
    assert moment(AT) == stamp(AT) and ("Nov" in moment(AT)) == english


def test_words_are_listed_with_the_marks_of_the_language(language):
    assert listed(["淘宝 3", "拼多多 2"]) == ("淘宝 3, 拼多多 2" if language == "en" else "淘宝 3、拼多多 2")
    assert listed([]) == ""


def test_a_day_of_another_year_has_its_year(language):
    assert full_day(date(2027, 8, 30)) == ("30 Aug 2027" if language == "en" else "2027-08-30")
    assert dated(date(2026, 11, 27), AT.date()) == day(date(2026, 11, 27))
    assert dated(date(2027, 8, 30), AT.date()) == full_day(date(2027, 8, 30))
    assert ("Aug" in word_moment(AT.replace(month=8))) == (language == "en")


def test_words_of_a_state_begin_with_a_capital():
    assert (begun("asked for"), begun("已申请"), begun("")) == ("Asked for", "已申请", "")
