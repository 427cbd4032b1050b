"""The forms in which a card is stopped and put back into force."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Length

from core.web.form_fields import OfficeForm, lazy_gettext, plain_text

NOTE_LENGTH = 500
NUMBER_LENGTH = 60


class StopForm(OfficeForm):
    """A ground, the document it rests on, and a note for the file."""

    ground = RadioField(lazy_gettext("停用事由"), choices=[], validate_choice=False)
    document_number = StringField(
        lazy_gettext("决定文号"),
        [Length(max=NUMBER_LENGTH, message=lazy_gettext("请控制在60字以内"))],
        filters=(plain_text,),
    )
    note = TextAreaField(
        lazy_gettext("备注"),
        [Length(max=NOTE_LENGTH, message=lazy_gettext("请控制在500字以内"))],
        filters=(plain_text,),
    )


class ReinstateForm(OfficeForm):
    """Why the card is put back into force."""

    note = TextAreaField(
        lazy_gettext("恢复的理由"),
        [Length(max=NOTE_LENGTH, message=lazy_gettext("请控制在500字以内"))],
        filters=(plain_text,),
    )
