"""What counts as the number of an identity document."""

from datetime import date

import pytest
from flask import Flask

from cardholders.people.document import read_document
from cardholders.people.mobile import read_mobile
from cardholders.people.models import DocumentType
from cardholders.people.nationality import is_nationality, nationality_choices, nationality_name
from core.errors import InvalidInput
from core.policy.vocabulary import Language

TODAY = date(2026, 5, 20)
ID = DocumentType.RESIDENT_ID


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("000000199001010018", "000000199001010018"),
        (" 000000 19900101 0018 ", "000000199001010018"),
        ("０００００019900101001８", "000000199001010018"),  # full width
    ],
)
def test_an_identity_number_is_read_however_it_was_typed(app: Flask, typed: str, kept: str) -> None:
    assert read_document(ID, typed, today=TODAY) == kept


def test_an_identity_number_may_end_in_x(app: Flask) -> None:
    assert read_document(ID, "00000019600101009x", today=TODAY).endswith("X")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "请填写"),
        ("12345", "18位"),
        ("00000019900101001A", "18位"),
        ("000000199001010019", "校验位"),
        ("000000199013010015", "出生日期"),
        ("000000203001010017", "出生日期"),
    ],
)
def test_a_wrong_identity_number_says_what_is_wrong(app: Flask, typed: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as refused:
        read_document(ID, typed, today=TODAY)
    assert refused.value.field == "document_number"


def test_a_passport_is_kept_upper_case_and_without_spaces(app: Flask) -> None:
    assert read_document(DocumentType.PASSPORT, "x 12 34567", today=TODAY) == "X1234567"
    with pytest.raises(InvalidInput, match="护照"):
        read_document(DocumentType.PASSPORT, "X1*", today=TODAY)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", None), ("138 0000 0000", "+8613800000000"), ("+49 1512 3456789", "+4915123456789")],
)
def test_a_mobile_number_is_kept_in_e164(app: Flask, typed: str, kept: str | None) -> None:
    assert read_mobile(typed) == kept


@pytest.mark.parametrize("typed", ["12", "0354-3062345", "mobile"])
def test_what_no_message_reaches_is_no_mobile_number(app: Flask, typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_mobile(typed)
    assert refused.value.field == "mobile"


def test_nationalities_are_the_249_of_iso_3166_china_first() -> None:
    assert len(nationality_choices(Language.ZH)) == 249
    assert nationality_choices(Language.EN)[0] == ("CHN", "China")
    assert nationality_name("DEU", Language.ZH) == "德国"
    assert not is_nationality("DDR")
    assert not is_nationality("CN")
