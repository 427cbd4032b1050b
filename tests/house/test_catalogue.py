"""The English catalogue is complete, exact and holds nothing that the source no longer says."""

from babel.messages.catalog import Catalog

from house.catalogue import faults


def catalogue(**entries: str) -> Catalog:
    made = Catalog(locale="en")
    for text, translation in entries.items():
        flags = {"python-format"} if "%" in text else set()
        made.add(text, translation, flags=flags, locations=[("templates/base.html", 3)])
    return made


def test_a_complete_catalogue_has_no_fault() -> None:
    assert faults(catalogue(绿卡=""), catalogue(绿卡="Green card")) == []


def test_a_text_that_is_missing_or_empty_is_a_fault() -> None:
    expected = ["not translated: '绿卡' (templates/base.html:3)"]
    assert faults(catalogue(绿卡=""), Catalog(locale="en")) == expected
    assert faults(catalogue(绿卡=""), catalogue(绿卡="")) == expected


def test_a_text_that_left_the_source_is_a_fault() -> None:
    (fault,) = faults(Catalog(), catalogue(绿卡="Green card"))
    assert fault == "no longer in the source: '绿卡'"


def test_a_guessed_translation_is_a_fault() -> None:
    translated = catalogue(绿卡="Green card")
    message = translated.get("绿卡")
    assert message is not None
    message.flags.add("fuzzy")
    assert faults(catalogue(绿卡=""), translated) == ["fuzzy: '绿卡'"]


def test_a_lost_placeholder_is_a_fault() -> None:
    text = "第%(page)s页"
    (fault,) = faults(catalogue(**{text: ""}), catalogue(**{text: "Page %(pages)s"}))
    assert text in fault
