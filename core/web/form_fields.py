"""Fields whose faults speak the words of these pages, and the way an error finds its field."""

from datetime import date
from typing import Any, cast

import flask_babel
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import DateField, Field, IntegerField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired

from core.errors import DomainError


def lazy_gettext(text: str) -> str:
    """Answer words that are translated when they are shown; WTForms takes them for a str."""
    return cast("str", flask_babel.lazy_gettext(text))


def plain_text(text: str | None) -> str:
    """Answer a typed text without the space around it and the one sign no database keeps."""
    return (text or "").replace("\0", "").strip()


class OfficeForm(FlaskForm):
    """A form of the office, filled from what was sent, or else from an object's attributes."""

    def __init__(self, *, obj: object = None) -> None:
        super().__init__(obj=obj)  # type: ignore[no-untyped-call]  # has no types


class Filled(DataRequired):
    """A value has to be given; one that could not be read has its own error already."""

    def __init__(self) -> None:
        super().__init__(lazy_gettext("请填写此项"))

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Refuse an empty field."""
        if not field.process_errors:
            super().__call__(form, field)


class DayField(DateField):
    """A calendar day."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day; an empty text is none."""
        self.data: date | None = None
        text = valuelist[0] if valuelist else ""
        if not text:
            return
        try:
            self.data = date.fromisoformat(text)
        except ValueError:
            raise ValueError(gettext("请按年-月-日填写日期")) from None


class YuanField(IntegerField):
    """An amount in whole yuan; thousands may be set apart by commas."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the amount; an empty text is none."""
        self.data = None
        text = (valuelist[0] if valuelist else "").replace(",", "").replace("，", "").strip()
        if not text:
            return
        if not text.isdecimal() or not text.isascii():
            raise ValueError(gettext("请填写整数金额，单位为元"))
        self.data = int(text)


def show_error(form: OfficeForm, error: DomainError) -> None:
    """Put what a use case said beside the field it is about, or above the form."""
    if error.field is None or error.field not in form:
        form.form_errors.append(error.message)
    else:
        place = form[error.field]
        place.errors = [*place.errors, error.message]
