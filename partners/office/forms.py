"""The forms in which the office keeps partners, sites, grades, desks and people."""

from typing import TypeVar

from flask_babel import gettext
from wtforms import RadioField, SelectField, StringField, TelField

from core.accounts.roles import Role
from core.errors import InvalidInput
from core.policy.model import Policy
from core.policy.vocabulary import Language, PartnerKind
from core.web.form_fields import DayField, Filled, OfficeForm, lazy_gettext
from partners.list_desks import DeskLine
from partners.models import Desk, DeskProfile, Partner, Site, SiteGrade
from partners.open_desk import profiles_at
from partners.words import PARTNER_KINDS, PROFILES, STAFF_ROLES

_Listed = TypeVar("_Listed", PartnerKind, DeskProfile, Role)


class PartnerForm(OfficeForm):
    """A partner as typed; the use case judges the values, the form asks that they are there."""

    kind = RadioField(lazy_gettext("类别"), choices=[], validate_choice=False)
    name = StringField(lazy_gettext("单位名称"), [Filled()])
    name_en = StringField(lazy_gettext("英文名称"), [Filled()])
    telephone = TelField(lazy_gettext("联系电话"), [Filled()])


class SiteForm(OfficeForm):
    """A site as typed."""

    name = StringField(lazy_gettext("地点名称"), [Filled()])
    name_en = StringField(lazy_gettext("英文名称"), [Filled()])
    division = SelectField(lazy_gettext("所在县（区、市）"), [Filled()], validate_choice=False)
    address = StringField(lazy_gettext("地址"))
    address_en = StringField(lazy_gettext("英文地址"))
    reservation = StringField(lazy_gettext("预约说明"))
    reservation_en = StringField(lazy_gettext("英文预约说明"))


class GradeForm(OfficeForm):
    """A dated grade as typed."""

    grade = RadioField(lazy_gettext("等级"), choices=[], validate_choice=False)
    valid_from = DayField(lazy_gettext("起始日期"), [Filled()])
    valid_until = DayField(lazy_gettext("终止日期"))


class DeskForm(OfficeForm):
    """A desk as typed."""

    name = StringField(lazy_gettext("服务台名称"), [Filled()])
    name_en = StringField(lazy_gettext("英文名称"), [Filled()])
    profile = RadioField(lazy_gettext("工作方式"), choices=[], validate_choice=False)


class DeskChoiceForm(OfficeForm):
    """Which desk somebody moves to."""

    desk = SelectField(lazy_gettext("服务台"), validate_choice=False)


class StaffForm(DeskChoiceForm):
    """Somebody to appoint, as typed."""

    name = StringField(lazy_gettext("姓名"), [Filled()])
    login = StringField(lazy_gettext("登录名"), [Filled()])
    role = RadioField(lazy_gettext("岗位"), choices=[], validate_choice=False)


class DeviceForm(DeskChoiceForm):
    """A device to let in, as typed."""

    label = StringField(lazy_gettext("设备名称"), [Filled()])


def partner_form(partner: Partner | None = None) -> PartnerForm:
    """Answer the form of a partner, filled from one where there is one."""
    form = PartnerForm(obj=partner)
    form.kind.choices = [(kind.value, str(words)) for kind, words in PARTNER_KINDS.items()]
    return form


def site_form(policy: Policy, language: Language, site: Site | None = None) -> SiteForm:
    """Answer the form of a site with the policy's divisions."""
    form = SiteForm(obj=site)
    names = {division.code: division.name.in_(language) for division in policy.divisions}
    form.division.choices = {"": gettext("请选择"), **names}
    return form


def grade_form(
    policy: Policy, kind: PartnerKind, *, language: Language, entry: SiteGrade | None = None
) -> GradeForm:
    """Answer the form of a grade with those that the document asks of such a site."""
    form = GradeForm(obj=entry)
    rule = policy.grade_rule(kind)
    grades = rule.grades if rule else ()
    form.grade.choices = [(grade.code, grade.name.in_(language)) for grade in grades]
    if form.grade.data is None and len(grades) == 1:
        form.grade.data = grades[0].code
    return form


def desk_form(policy: Policy, kind: PartnerKind, *, desk: Desk | None = None) -> DeskForm:
    """Answer the form of a desk with the ways in which one of such a partner may work."""
    form = DeskForm(obj=desk)
    profiles = profiles_at(policy, kind)
    form.profile.choices = [(profile.value, str(PROFILES[profile])) for profile in profiles]
    if form.profile.data is None and len(profiles) == 1:
        form.profile.data = profiles[0].value
    return form


def staff_form(desks: tuple[DeskLine, ...]) -> StaffForm:
    """Answer the form of somebody to appoint."""
    form = StaffForm()
    form.role.choices = [(role.value, str(words)) for role, words in STAFF_ROLES.items()]
    offer_desks(form, desks)
    return form


def offer_desks(form: DeskChoiceForm, desks: tuple[DeskLine, ...]) -> None:
    """Let the form offer these desks."""
    names = {str(desk.id): f"{desk.site} · {desk.name}" for desk in desks}
    form.desk.choices = {"": gettext("请选择"), **names}


def chosen_desk(form: DeskChoiceForm, desks: tuple[DeskLine, ...]) -> int | None:
    """Answer the desk that was chosen, None for none; raises InvalidInput for one not offered."""
    if not form.desk.data:
        return None
    for desk in desks:
        if str(desk.id) == form.desk.data:
            return desk.id
    raise InvalidInput(gettext("请从列表中选择"), field="desk")


def chosen(text: str | None, kind: type[_Listed], *, field: str) -> _Listed:
    """Answer a value of a closed list; raises InvalidInput for any other text."""
    for member in kind:
        if member.value == text:
            return member
    raise InvalidInput(gettext("请从列表中选择"), field=field)
