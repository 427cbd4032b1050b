"""The words of every reason in one table: a title legible at two metres, and what to do now."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from verify.scanning.reasons import Reason


@dataclass(frozen=True, slots=True)
class Words:
    """What is the matter, in a few characters, and the operator's next step, in one sentence.

    `at_gate` stands in for the title where a scan is a use at once; `by_honour` for the next
    step at desks whose every benefit hangs on the honour and not on the card; `to_holder` for
    the title where holders read what came of a scan.
    """

    title: LazyString
    next_step: LazyString
    at_gate: LazyString | None = None
    by_honour: LazyString | None = None
    to_holder: LazyString | None = None


_PROVE_HONOUR = lazy_gettext(
    "这张卡不能用；本处待遇随荣誉、不随卡，请打电话由人才办核实荣誉后照常办理"
)

REASON_WORDS: Mapping[Reason, Words] = MappingProxyType(
    {
        Reason.GRANTED: Words(
            lazy_gettext("已登记"),
            lazy_gettext("请为持卡人办理"),
            at_gate=lazy_gettext("请通行"),
            to_holder=lazy_gettext("已使用"),
        ),
        Reason.ALREADY_IN: Words(
            lazy_gettext("已入园"),
            lazy_gettext("刚才已在本入口登记，本次不再计次；请确认是本人再放行"),
        ),
        Reason.SAME_USE: Words(
            lazy_gettext("已经登记过"),
            lazy_gettext("这次扫码已登记此项，不重复计次；请照常办理"),
        ),
        Reason.VOIDED: Words(
            lazy_gettext("已撤销"),
            lazy_gettext("这次登记已取消，不计次；仍需办理请重新扫码"),
            to_holder=lazy_gettext("没有登记"),
        ),
        Reason.CHOOSE_BENEFIT: Words(
            lazy_gettext("身份有效"),
            lazy_gettext("请对照照片，再选择要办理的服务"),
            to_holder=lazy_gettext("已核验身份"),
        ),
        Reason.DOCUMENT_REQUIRED: Words(
            lazy_gettext("请核对证件"),
            lazy_gettext("实体卡须看身份证件：证件是本人、末四位与屏幕一致，再点“已核对”"),
            to_holder=lazy_gettext("须核对身份证件，没有办理"),
        ),
        Reason.DETAILS_REQUIRED: Words(
            lazy_gettext("请填写医师"),
            lazy_gettext("配备健康顾问须填写医师的姓名、科室和职称，再登记"),
            to_holder=lazy_gettext("资料不全，没有办理"),
        ),
        Reason.RELEASED: Words(
            lazy_gettext("已办结"),
            lazy_gettext("原来的登记已经结束，可以重新登记"),
        ),
        Reason.ENDED_ELSEWHERE: Words(
            lazy_gettext("已在别处登记"),
            lazy_gettext("持卡人在其他单位重新登记，本处原来的登记随之结束"),
        ),
        Reason.UNREADABLE: Words(
            lazy_gettext("读不出"),
            lazy_gettext("这不是绿卡的码：请持卡人打开手机绿卡或出示实体卡，再扫一次"),
        ),
        Reason.PAYMENT_CODE: Words(
            lazy_gettext("这是付款码"),
            lazy_gettext("这是付款码，不是绿卡：请持卡人打开绿卡页面，再扫一次"),
        ),
        Reason.OTHER_TOKEN: Words(
            lazy_gettext("不是绿卡的码"),
            lazy_gettext("这是别的系统的码：请持卡人打开绿卡页面，再扫一次"),
        ),
        Reason.TRUNCATED: Words(
            lazy_gettext("没有扫全"),
            lazy_gettext("只读到一部分：请调亮手机屏幕、拿稳，再扫一次"),
        ),
        Reason.MISTYPED: Words(
            lazy_gettext("数字读错了"),
            lazy_gettext("校验数字对不上：请再扫一次，不要手工输入"),
        ),
        Reason.UNKNOWN_KEY: Words(
            lazy_gettext("认不出发卡方"),
            lazy_gettext("无法判断这张卡的真假：请勿办理，打电话由人才办核实"),
        ),
        Reason.RETIRED_KEY: Words(
            lazy_gettext("旧码已停用"),
            lazy_gettext("请持卡人联网打开绿卡更新后再扫；实体卡请联系人才办换发"),
        ),
        Reason.FORGED: Words(
            lazy_gettext("伪造的码"),
            lazy_gettext("签名不对，不是人才办签发的：请勿办理，并打电话告知人才办"),
        ),
        Reason.UNKNOWN_CARD: Words(
            lazy_gettext("查无此卡"),
            lazy_gettext("系统里没有这张卡：请勿办理，打电话由人才办核实"),
        ),
        Reason.STALE: Words(
            lazy_gettext("旧码，可能是截屏"),
            lazy_gettext("请持卡人点一下二维码换新码，再扫一次"),
            to_holder=lazy_gettext("码已过时"),
        ),
        Reason.AHEAD: Words(
            lazy_gettext("手机时间不准"),
            lazy_gettext("请持卡人联网打开绿卡页面，点一下二维码换新码，再扫一次"),
        ),
        Reason.REPLAYED: Words(
            lazy_gettext("此码在别处用过"),
            lazy_gettext("请持卡人点一下二维码换新码，再扫一次"),
            to_holder=lazy_gettext("码已用过"),
        ),
        Reason.REPLACED: Words(
            lazy_gettext("旧卡已换"),
            lazy_gettext("这张卡或这部手机已被换下：请持卡人出示新的，再扫一次"),
            to_holder=lazy_gettext("用的是换下的卡或手机"),
        ),
        Reason.SUSPENDED: Words(
            lazy_gettext("已暂停"),
            lazy_gettext("这张卡暂时不能用：请持卡人联系人才办"),
            by_honour=_PROVE_HONOUR,
        ),
        Reason.FROZEN: Words(
            lazy_gettext("已冻结"),
            lazy_gettext("请持卡人在绿卡页面解冻后再扫，或联系人才办"),
            by_honour=_PROVE_HONOUR,
        ),
        Reason.REVOKED: Words(
            lazy_gettext("已注销"),
            lazy_gettext("这张卡不能再用：请持卡人联系人才办"),
            by_honour=_PROVE_HONOUR,
        ),
        Reason.EXPIRED: Words(
            lazy_gettext("已过期"),
            lazy_gettext("请持卡人联系人才办换发新卡"),
            by_honour=_PROVE_HONOUR,
        ),
        Reason.NOT_YET_VALID: Words(
            lazy_gettext("还没生效"),
            lazy_gettext("这张卡的生效日期还没到：请持卡人届时再来，或联系人才办"),
        ),
        Reason.WRONG_DESK: Words(
            lazy_gettext("不在本处办理"),
            lazy_gettext("请引导持卡人到办理此项的单位"),
        ),
        Reason.SITE_NOT_COVERED: Words(
            lazy_gettext("本处不适用"),
            lazy_gettext("本处现在的等级不在政策范围内：请按普通来客接待"),
        ),
        Reason.NOT_ENTITLED: Words(
            lazy_gettext("不含此项"),
            lazy_gettext("此项不属于持卡人的荣誉：请选择其他服务"),
        ),
        Reason.RANK_TOO_LOW: Words(
            lazy_gettext("医师职称不符"),
            lazy_gettext("没有登记：请改派副主任医师或主任医师，再登记"),
        ),
        Reason.ALREADY_USED: Words(
            lazy_gettext("已用过"),
            lazy_gettext("次数已用完：请告知持卡人上次的时间和地点，有疑问请打电话"),
        ),
        Reason.ALREADY_ACTIVE: Words(
            lazy_gettext("正在使用"),
            lazy_gettext("上一次还没有结束：请原单位办结，或者结束原来的、在此登记"),
        ),
        Reason.SCAN_UNKNOWN: Words(
            lazy_gettext("请重新扫码"),
            lazy_gettext("没有找到这次扫码，未登记：请再扫一次"),
            to_holder=lazy_gettext("没有办理"),
        ),
        Reason.SCAN_TOO_OLD: Words(
            lazy_gettext("扫码已超时"),
            lazy_gettext("扫码超过15分钟，未登记：请再扫一次"),
            to_holder=lazy_gettext("超时，没有办理"),
        ),
        Reason.SCAN_REFUSED: Words(
            lazy_gettext("不能办理"),
            lazy_gettext("这次扫码没有通过，未登记：请再扫一次，以新结果为准"),
        ),
        Reason.VOID_TOO_LATE: Words(
            lazy_gettext("不能撤销"),
            lazy_gettext("只能当天在本处撤销：请本单位管理员联系人才办更正"),
        ),
        Reason.NOT_ACTIVE: Words(
            lazy_gettext("无需办结"),
            lazy_gettext("这次登记已经结束，或者不是本单位登记的：请刷新名单"),
            to_holder=lazy_gettext("没有可办结的"),
        ),
    }
)
