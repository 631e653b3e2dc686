from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchdesk.domain import identity
from branchdesk.domain.identity import Fault

EXAMPLES = ("11010519491231002X", "440524188001010014")  # those of the standard itself


@st.composite
def numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    body = f"{draw(st.integers(110000, 829999))}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return body + identity.check_digit(body)


@pytest.mark.parametrize("number", EXAMPLES)
def test_the_standards_examples_are_sound(number: str) -> None:
    assert identity.is_sound(number)


@given(numbers())
def test_a_sound_number_is_read_as_itself(number: str) -> None:
    assert identity.read_id_number(number) == (number, None)


@given(numbers(), st.sampled_from(["'{}", " {} ", "\u3000{}", "“{}”", "\t{}\n", "\ufeff{}"]))
def test_what_stands_around_a_number_does_not_matter(number: str, dress: str) -> None:
    assert identity.read_id_number(dress.format(number)).value == number
    assert identity.read_id_number(dress.format(number.lower())).value == number


@given(numbers())
def test_full_width_digits_become_half_width(number: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in number)
    assert identity.read_id_number(wide) == (number, None)


@given(numbers(), st.integers(0, 16), st.integers(1, 9))
def test_a_wrong_digit_is_noticed(number: str, place: int, more: int) -> None:
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    assert not identity.is_sound(wrong)
    assert identity.read_id_number(wrong).fault in {Fault.CHECK_DIGIT, Fault.MALFORMED, Fault.ROUNDED}


@given(numbers())
def test_a_number_in_a_numeric_cell_has_lost_its_end(number: str) -> None:
    digits = int(number[:17] + "0")
    assert identity.read_id_number(float(digits)) == (None, Fault.ROUNDED)
    assert identity.read_id_number(digits) == (None, Fault.ROUNDED)
    assert identity.read_id_number(f"{float(digits):.5E}") == (None, Fault.ROUNDED)


def test_three_zeros_at_the_end_with_a_wrong_check_digit_are_a_rounded_number() -> None:
    assert identity.read_id_number("350102199111052000") == (None, Fault.ROUNDED)


def test_three_zeros_at_the_end_with_the_right_check_digit_are_a_number() -> None:
    body = next(
        body
        for order in range(100)
        if identity.check_digit(body := f"1101011990{order // 10 % 3 + 1:02}0{order % 9 + 1}000") == "0"
    )
    assert identity.read_id_number(f"{body}0") == (f"{body}0", None)


@given(numbers().filter(lambda number: number[6:8] == "19"))
def test_fifteen_digits_become_eighteen(number: str) -> None:
    old = number[:6] + number[8:17]
    assert identity.read_id_number(old) == (number, Fault.OLD)
    assert identity.read_id_number(float(old)) == (number, Fault.OLD)


@pytest.mark.parametrize("text", ["123", "护照E12345678", "11010519491301002X", "1101051949123100", "x" * 18])
def test_what_is_no_number_is_kept_and_named(text: str) -> None:
    value, fault = identity.read_id_number(text)
    assert (value, fault) == (text.upper(), Fault.MALFORMED)


@pytest.mark.parametrize("text", ["", " ", "无", "—", "/"])
def test_nothing_is_nothing(text: str) -> None:
    assert identity.read_id_number(text) == (None, None)


def test_birth_date_and_sex_are_in_the_number() -> None:
    assert identity.birth_date("11010519491231002X") == date(1949, 12, 31)
    assert identity.sex("11010519491231002X") == "female"
    assert identity.sex("440524188001010014") == "male"
    assert identity.birth_date("110105194913310020") is None
    assert identity.sex("123") is None


@given(st.text(max_size=30))
def test_a_mask_keeps_seven_signs_at_most(text: str) -> None:
    masked = identity.mask(text)
    assert len(masked) == len(text)
    assert len(masked) - masked.count("*") <= 7


@given(st.text(alphabet="张三，身份证 ", max_size=10), numbers())
def test_no_number_is_left_in_a_masked_text(words: str, number: str) -> None:
    assert number not in identity.mask_all(f"{words}{number}{words}")


def test_the_mask_is_the_usual_one() -> None:
    assert identity.mask("320583197107214688") == "320***********4688"


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none()))
def test_no_cell_makes_reading_fail(cell: object) -> None:
    value, _ = identity.read_id_number(cell)
    if value:
        assert identity.read_id_number(value).value in {value, None}
