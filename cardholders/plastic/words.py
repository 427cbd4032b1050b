"""What a printed card says: Chinese, the document's language, with English in small beneath."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from cardholders.cards.models import Card
from core.policy.document import Text
from core.policy.model import Policy
from core.policy.vocabulary import Honour, Language, SettingCode
from core.web.language import speaking

UNTIL = lazy_gettext("有效期至")
FOR_STAFF = lazy_gettext("请工作人员在核验页面扫描正面的码")
FOR_PHONES = lazy_gettext("扫码了解此卡")


@dataclass(frozen=True, slots=True)
class FrontWords:
    """What the front says; the first of `honours` gives the colours."""

    honours: tuple[Honour, ...]
    title: Text
    honour: Text
    name: str
    number: str
    until_label: Text
    until: str

    def texts(self) -> Iterator[str]:
        """Answer every text that is set in the card's typeface."""
        for text in (self.title, self.honour, self.until_label):
            yield from (text.zh, text.en)
        yield from (self.name, self.number, self.until)


@dataclass(frozen=True, slots=True)
class CardFront:
    """A front: its words, a prepared JPEG (cardholders.photo), a printed credential's digits."""

    words: FrontWords
    photo: bytes
    qr: str


@dataclass(frozen=True, slots=True)
class CardBack:
    """What the back says: it names nobody. `url` is for people who scan it with a phone."""

    honours: tuple[Honour, ...]
    title: Text
    lines: tuple[Text, ...]
    url_hint: Text
    office: Text
    phone: str
    url: str

    def texts(self) -> Iterator[str]:
        """Answer every text that is set in the card's typeface."""
        for text in (self.title, *self.lines, self.url_hint, self.office):
            yield from (text.zh, text.en)
        yield self.phone


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """Both sides of one card, ready to be drawn."""

    front: CardFront
    back: CardBack


def front_words(card: Card, honours: tuple[Honour, ...], *, policy: Policy) -> FrontWords:
    """Answer the words of a card's front; `honours` are those held now, one at least."""
    return FrontWords(
        honours=honours,
        title=policy.card.name,
        honour=_honour_words(honours, policy),
        name=unicodedata.normalize("NFC", card.holder.name),
        number=card.number,
        until_label=in_both(UNTIL),
        until=card.expires_on.isoformat(),
    )


def back_words(honours: tuple[Honour, ...], *, policy: Policy, base_url: str) -> CardBack:
    """Answer the words of the back of every card of these honours."""
    plastic = policy.setting(SettingCode.PLASTIC_NEEDS_DOCUMENT)
    companions = policy.setting(SettingCode.COMPANIONS)
    return CardBack(
        honours=honours,
        title=policy.card.name,
        lines=(plastic.wording, companions.wording, in_both(FOR_STAFF)),
        url_hint=in_both(FOR_PHONES),
        office=policy.contact.name,
        phone=policy.contact.telephone,
        url=f"{base_url}/card",
    )


def in_both(words: LazyString) -> Text:
    """Answer a text of the catalogue in both languages, whichever the reader of the page has."""
    said = {}
    for language in Language:
        with speaking(language):
            said[language] = str(words)
    return Text(zh=said[Language.ZH], en=said[Language.EN])


def _honour_words(honours: tuple[Honour, ...], policy: Policy) -> Text:
    if len(honours) == 1:
        return policy.honour(honours[0]).name
    short = [policy.honour(each).short for each in honours]
    return Text(zh=" · ".join(each.zh for each in short), en=" · ".join(each.en for each in short))
