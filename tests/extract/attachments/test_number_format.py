"""What a number format displays, as spreadsheet programs do; a format not followed says so."""

from datetime import date, datetime, time

import pytest

from pipelines.extract.attachments.number_format import date_text, displayed, shown_number

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (96282213.44, "#,##0.00", "96,282,213.44"),
        (2238.9500000000003, "General", "2238.95"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.33333333"),
        (123456789.123456, "General", "123456789.1"),
        (2010301, "General", "2010301"),
        (2010301, "G/通用格式", "2010301"),
        (-5, "General", "-5"),
        (-0.0, "General", "0"),
        (5, "00", "05"),
        (1.005, "0.00", "1.01"),
        (-0.001, "0.00", "0.00"),
        (0, "0.00", "0.00"),
        (0, ACCOUNTING, "-"),
        (-12.5, ACCOUNTING, "-12.50"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (0, "0;-0;;@", ""),
        (0, '[=0]"-";0.00', "-"),
        (7.5, '[=0]"-";0.00', "7.50"),
        (-3.2, "#,##0.00_);[Red]\\(#,##0.00\\)", "(3.20)"),
        (5, "0.##", "5"),
        (5.25, "0.##", "5.25"),
        (0.1766, "0.00%", "17.66%"),
        (12345, "[$¥-804]#,##0.00", "¥12,345.00"),
        (12.5, 'General"元"', "12.5元"),
        (2024, '0"年"', "2024年"),
        (22389512, "0!.0000", "2238.9512"),
        (22389512, "#,##0,", "22,390"),
        (7, "000-0000", "000-0007"),
    ],
)
def test_a_number_is_displayed_by_its_format(value: float, code: str, text: str) -> None:
    assert displayed(value, code) == text


@pytest.mark.parametrize("code", ["[DBNum1]General", "0.00E+00", "# ?/?", "[>5]0;[>3]0"])
def test_a_format_that_is_not_followed_is_never_guessed(code: str) -> None:
    assert displayed(0.5, code) is None


def test_dates_are_iso_text() -> None:
    assert date_text(datetime(2024, 3, 1)) == "2024-03-01"
    assert date_text(datetime(2024, 3, 1, 8, 30)) == "2024-03-01 08:30"
    assert date_text(date(2024, 3, 1)) == "2024-03-01"
    assert date_text(time(8, 30)) == "08:30:00"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (-289.5, "0.00;[Red]0.00", "-289.50"),
        (-289.5, "#,##0.00;[Red]#,##0.00", "-289.50"),
        (-289.5, "0.00;△0.00", "△289.50"),
        (-289.5, "0.00_);(0.00)", "(289.50)"),
        (-289.5, "0.00;", "-289.5"),
        (-289.5, "0.00;;", "-289.5"),
        (0.56, "#.00", "0.56"),
        (-0.56, "#,###.00", "-0.56"),
        (0, "#.00", "0.00"),
        (0, "0.00;;", ""),
        (289.5, ";;;", "289.5 [;;;]"),
        (4335.85, "0.00E+00", "4335.85"),
        (43358500, '0!.0000"万"', "4335.8500万"),
        (433585000000, '0.00,,"万"', '433585000000 [0.00,,"万"]'),
        (4335850, '0.00,,"百万"', "4.34百万"),
    ],
)
def test_the_stored_sign_and_the_named_unit_count(value: float, code: str, text: str) -> None:
    assert shown_number(value, code) == text
