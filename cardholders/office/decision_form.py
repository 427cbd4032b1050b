"""The forms in which a decision is recorded, and people are honoured by it."""

from flask_babel import gettext
from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.validators import Length

from cardholders.people.grant_honour import Award
from cardholders.people.record_decision import MEETING_LENGTH, NUMBER_LENGTH
from core.errors import InvalidInput
from core.policy.model import Policy
from core.policy.vocabulary import Honour
from core.web.form_fields import DayField, Filled, OfficeForm, YuanField, lazy_gettext


class DecisionForm(OfficeForm):
    """A decision of the leading group's meeting."""

    meeting = StringField(
        lazy_gettext("会议名称"),
        [Filled(), Length(max=MEETING_LENGTH, message=lazy_gettext("请控制在120字以内"))],
    )
    document_number = StringField(
        lazy_gettext("决定文号"),
        [Filled(), Length(max=NUMBER_LENGTH, message=lazy_gettext("请控制在60字以内"))],
    )
    decided_on = DayField(lazy_gettext("决定日期"), [Filled()])


class HonoursForm(OfficeForm):
    """Who is honoured, and by which criterion: choosing the criterion chooses the honour."""

    people = SelectMultipleField(
        lazy_gettext("授予对象"), coerce=int, choices=[], validate_choice=False
    )
    award = RadioField(lazy_gettext("荣誉与条件"), choices=[], validate_choice=False)
    reward_yuan = YuanField(lazy_gettext("奖励金额（元）"))


def typed_award(form: HonoursForm, policy: Policy) -> Award:
    """Answer the award that was chosen; raises InvalidInput when none was."""
    chosen, amount = form.award.data, form.reward_yuan.data
    for criterion in policy.criteria:
        if criterion.code == chosen:
            return Award(criterion.honour, criterion.code, amount)
    if chosen in set(Honour) and not policy.criteria_for(Honour(chosen)):
        return Award(Honour(chosen), None, amount)
    raise InvalidInput(gettext("请选择荣誉和所依据的条件"), field="award")
