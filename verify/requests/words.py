"""The words of requests: where one stands, when it suits, why one is not taken."""

from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from core.policy.vocabulary import PartnerKind
from core.web.language import show_day
from verify.requests.rules import MOST_OPEN, PartOfDay, Refusal, RequestState

STATES: Mapping[RequestState, LazyString] = MappingProxyType(
    {
        RequestState.SUBMITTED: lazy_gettext("等答复"),
        RequestState.ACCEPTED: lazy_gettext("已答应"),
        RequestState.DECLINED: lazy_gettext("未能安排"),
        RequestState.WITHDRAWN: lazy_gettext("已撤回"),
        RequestState.FULFILLED: lazy_gettext("已办理"),
        RequestState.LAPSED: lazy_gettext("日期已过"),
    }
)
EVENTS: Mapping[RequestState, LazyString] = MappingProxyType(
    {
        RequestState.SUBMITTED: lazy_gettext("提交申请"),
        RequestState.ACCEPTED: lazy_gettext("服务点答应"),
        RequestState.DECLINED: lazy_gettext("服务点未能安排"),
        RequestState.WITHDRAWN: lazy_gettext("本人撤回"),
        RequestState.FULFILLED: lazy_gettext("到场扫码办理"),
        RequestState.LAPSED: lazy_gettext("日期已过"),
    }
)
PARTS: Mapping[PartOfDay, LazyString] = MappingProxyType(
    {
        PartOfDay.MORNING: lazy_gettext("上午"),
        PartOfDay.AFTERNOON: lazy_gettext("下午"),
        PartOfDay.ANY: lazy_gettext("上午下午都可以"),
    }
)
KINDS: Mapping[PartnerKind, LazyString] = MappingProxyType(
    {
        PartnerKind.HOSPITAL: lazy_gettext("医院"),
        PartnerKind.APARTMENT: lazy_gettext("人才公寓"),
        PartnerKind.SERVICE_DESK: lazy_gettext("点对点服务"),
    }
)
_REFUSALS: Mapping[Refusal, LazyString] = MappingProxyType(
    {
        Refusal.NOT_REQUESTED: lazy_gettext("这项待遇不用申请，到场出示绿卡即可"),
        Refusal.NOT_ENTITLED: lazy_gettext("您的荣誉不含这项待遇"),
        Refusal.CARD_STOPPED: lazy_gettext("绿卡现在停用，凭卡的待遇等恢复后再申请"),
        Refusal.CARD_EXPIRED: lazy_gettext("绿卡已过有效期，凭卡的待遇等续期后再申请"),
        Refusal.WRONG_SITE: lazy_gettext("该处不办理这项待遇，请另选一处"),
        Refusal.SITE_NOT_COVERED: lazy_gettext("该处那一天不在政策范围内，请另选一处或改日期"),
        Refusal.DAY_PAST: lazy_gettext("这一天已经过去，请改日期"),
        Refusal.DAY_TOO_FAR: lazy_gettext("最多提前一年申请，请改日期"),
        Refusal.UNTIL_WRONG: lazy_gettext("退房要晚于入住，最长一年，请改日期"),
        Refusal.ALREADY_OPEN: lazy_gettext("您在该处已有一份同样的申请，请先等答复或撤回"),
        Refusal.CONSENT_NEEDED: lazy_gettext("向医院提出申请，需要您先单独同意"),
    }
)


def refusal_words(refusal: Refusal) -> str:
    """Answer why a request is not taken, and what to do, in the request's language."""
    if refusal is Refusal.TOO_MANY_OPEN:
        return gettext("已有%(count)s份申请在办，请先等答复或撤回几份", count=MOST_OPEN)
    return str(_REFUSALS[refusal])


def wished_words(day: date, until: date | None, part: PartOfDay) -> str:
    """Answer when it was wished for."""
    if until is not None:
        return gettext("%(day)s至%(until)s", day=show_day(day), until=show_day(until))
    return gettext("%(day)s，%(part)s", day=show_day(day), part=PARTS[part])


def agreed_words(day: date, until: date | None, at: time | None) -> str:
    """Answer when it was agreed on."""
    begin = show_day(day)
    if at is not None:
        begin = gettext("%(day)s %(time)s", day=begin, time=f"{at:%H:%M}")
    if until is None or until == day:
        return begin
    return gettext("%(day)s至%(until)s", day=begin, until=show_day(until))
