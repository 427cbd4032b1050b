"""The words of an activation letter, which speaks both languages on one sheet."""

from dataclasses import dataclass
from datetime import date

from flask_babel import force_locale, gettext

from cardholders.cards.models import Card
from core.policy.model import Policy
from core.policy.vocabulary import Language
from core.web.language import show_day


@dataclass(frozen=True, slots=True)
class LetterWords:
    """What the letter says in one language."""

    title: str
    greeting: str
    opening: str
    steps: tuple[str, ...]
    link_hint: str
    warning: str


def letter_words(
    card: Card, language: Language, *, policy: Policy, works_until: date
) -> LetterWords:
    """Answer the letter's words in that language, whatever the reader of the page prefers."""
    with force_locale(language.value):
        return LetterWords(
            title=gettext("%(card)s激活函", card=policy.card.name.in_(language)),
            greeting=gettext("尊敬的%(name)s:", name=card.holder.name),
            opening=gettext(
                "您的绿卡已制发，卡号%(number)s，有效期至%(until)s。"
                "请在%(works_until)s前用本人手机激活：",
                number=card.number,
                until=show_day(card.expires_on),
                works_until=show_day(works_until),
            ),
            steps=(
                gettext("用手机相机或微信“扫一扫”扫描上方二维码，打开页面。"),
                gettext(
                    "点“发送验证码”，输入登记手机收到的验证码；未登记手机的，输入证件号码末四位。"
                    "然后点“绑定到本机”。"
                ),
                gettext("看到自己的绿卡即完成。办事时出示屏幕上的动态码，请工作人员扫描。"),
            ),
            link_hint=gettext("二维码打不开时，请在浏览器输入："),
            warning=gettext(
                "此函等同钥匙，只能绑定一部手机，请勿转给他人。换手机时请到人才办重新领取。"
            ),
        )
