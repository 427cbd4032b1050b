"""The form in which an officer writes down a holder."""

from flask_babel import gettext
from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, TelField
from wtforms.validators import Length

from cardholders.office.words import DOCUMENT_WORDS
from cardholders.people.details import NAME_LENGTH, UNIT_LENGTH, HolderDetails
from cardholders.people.models import DocumentType, Holder
from cardholders.people.nationality import CHINA, nationality_choices
from core.errors import InvalidInput
from core.policy.document import Text
from core.policy.lists import Choice, Division
from core.policy.model import Policy
from core.policy.vocabulary import Language
from core.web.form_fields import Filled, OfficeForm, lazy_gettext

_UNIT = (Filled(), Length(max=UNIT_LENGTH, message=lazy_gettext("请控制在120字以内")))


class PersonForm(OfficeForm):
    """A holder as typed; the use case judges the values, the form only asks that they are there."""

    name = StringField(
        lazy_gettext("姓名"),
        [Filled(), Length(max=NAME_LENGTH, message=lazy_gettext("请控制在80字以内"))],
    )
    document_type = RadioField(
        lazy_gettext("证件类型"),
        default=DocumentType.RESIDENT_ID.value,
        validate_choice=False,
    )
    document_number = StringField(lazy_gettext("证件号码"))
    nationality = SelectField(lazy_gettext("国籍（地区）"), default=CHINA, validate_choice=False)
    mobile = TelField(lazy_gettext("手机号"))
    mail = EmailField(lazy_gettext("电子邮箱"))
    host_employer = StringField(lazy_gettext("用人单位"), _UNIT)
    home_unit = StringField(lazy_gettext("人事关系所在单位"), _UNIT)
    engagement_form = SelectField(lazy_gettext("引才形式"), [Filled()], validate_choice=False)
    talent_kind = SelectField(lazy_gettext("人才类别"), [Filled()], validate_choice=False)
    field = SelectField(lazy_gettext("所属领域"), [Filled()], validate_choice=False)
    division = SelectField(lazy_gettext("所在县（区、市）"), [Filled()], validate_choice=False)
    long_term = BooleanField(lazy_gettext("与我市保持长期合作"))


def person_form(policy: Policy, language: Language, holder: Holder | None = None) -> PersonForm:
    """Answer the form with the policy's lists, filled from a holder where there is one."""
    form = PersonForm(obj=holder)
    form.document_type.choices = {code.value: str(words) for code, words in DOCUMENT_WORDS.items()}
    form.nationality.choices = dict(nationality_choices(language))
    for field, choices in (
        (form.engagement_form, policy.engagement_forms),
        (form.talent_kind, policy.talent_kinds),
        (form.field, policy.fields),
        (form.division, policy.divisions),
    ):
        field.choices = _choices(choices, language)
    return form


def typed_details(form: PersonForm) -> HolderDetails:
    """Answer what was typed; raises InvalidInput for a kind of document that is none."""
    kind = form.document_type.data
    if kind not in set(DocumentType):
        raise InvalidInput(gettext("请选择证件类型"), field="document_type")
    return HolderDetails(
        name=form.name.data or "",
        document_type=DocumentType(kind),
        document_number=form.document_number.data or "",
        host_employer=form.host_employer.data or "",
        home_unit=form.home_unit.data or "",
        engagement_form=form.engagement_form.data or "",
        talent_kind=form.talent_kind.data or "",
        field=form.field.data or "",
        division=form.division.data or "",
        nationality=form.nationality.data or "",
        mobile=form.mobile.data or "",
        mail=form.mail.data or "",
        long_term=bool(form.long_term.data),
    )


def _choices(
    choices: tuple[Choice, ...] | tuple[Division, ...], language: Language
) -> dict[str, str]:
    names: list[tuple[str, Text]] = [(choice.code, choice.name) for choice in choices]
    return {"": gettext("请选择"), **{code: name.in_(language) for code, name in names}}
