"""The closed vocabularies that the policy, the credential and the decision share."""

from enum import StrEnum


class Honour(StrEnum):
    """The four honours of articles 8 and 12; their order is their bit in a credential."""

    YINGCAI = "yingcai"
    YOUCAI = "youcai"
    XIANCAI = "xiancai"
    SPECIAL = "special"


class PartnerKind(StrEnum):
    """What kind of relying party a partner is (articles 20 and 21)."""

    HOSPITAL = "hospital"
    SCENIC = "scenic"
    APARTMENT = "apartment"
    SERVICE_DESK = "service_desk"


class Basis(StrEnum):
    """Where an answer comes from: the document, the talent office's setting, or technology."""

    TEXT = "text"
    OFFICE = "office"
    TECHNICAL = "technical"


class GivenBy(StrEnum):
    """What a benefit hangs on: presenting the card (凭卡), or the honour itself."""

    CARD = "card"
    HONOUR = "honour"


class LimitKind(StrEnum):
    """How often a benefit may be used by one holder."""

    ONCE_EVER = "once_ever"
    PER_YEAR = "per_year"
    UNLIMITED = "unlimited"
    ONE_ACTIVE = "one_active"
