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


class Language(StrEnum):
    """The languages in which the policy speaks."""

    ZH = "zh"
    EN = "en"


class PolicyStatus(StrEnum):
    """How firmly the document stands: on trial (试行), in force, or replaced."""

    TRIAL = "trial"
    IN_FORCE = "in_force"
    REPLACED = "replaced"


class RecordedAs(StrEnum):
    """What one use of a benefit leaves behind."""

    PAYMENT = "payment"
    STAY = "stay"
    SERVICE = "service"
    ASSIGNMENT = "assignment"
    ADMISSION = "admission"
    TICKET = "ticket"
    STANDING = "standing"
    VISIT = "visit"

    @property
    def lasts(self) -> bool:
        """Whether it goes on after the scan, until somebody ends it."""
        return self in {RecordedAs.STAY, RecordedAs.ASSIGNMENT}


class Cadence(StrEnum):
    """How often a benefit falls due by itself."""

    MONTHLY = "monthly"


class PhysicianRank(StrEnum):
    """The professional titles of physicians, the lowest first; 副高职称 is the associate chief."""

    RESIDENT = "resident"
    ATTENDING = "attending"
    ASSOCIATE_CHIEF = "associate_chief"
    CHIEF = "chief"


class ConditionKind(StrEnum):
    """What a holder must be, beyond the honour, for a benefit."""

    LONG_TERM_COOPERATION = "long_term_cooperation"


class SettingUnit(StrEnum):
    """The unit of a setting's value; a switch is on or off, limitless means no number is set."""

    MONTHS = "months"
    DAYS = "days"
    MINUTES = "minutes"
    PERSONS = "persons"
    TIMES_PER_YEAR = "times_per_year"
    TIMES_EVER = "times_ever"
    ACTIVE = "active"
    ITEMS = "items"
    SWITCH = "switch"
    LIMITLESS = "limitless"


class Party(StrEnum):
    """Who proposes or decides that a card stops."""

    LEADING_GROUP = "leading_group"
    TALENT_OFFICE = "talent_office"
    OFFICER = "officer"
    EMPLOYER = "employer"
    BUREAU = "bureau"
    HOLDER = "holder"


class Effect(StrEnum):
    """What a ground does to the card, and through it to the honour."""

    HONOUR_WITHDRAWN = "honour_withdrawn"
    HONOUR_CHANGED = "honour_changed"
    SUSPENDED = "suspended"
    WARNED_THEN_SUSPENDED = "warned_then_suspended"
    CARD_REVOKED = "card_revoked"
    CARD_REPLACED = "card_replaced"
    CARD_EXPIRED = "card_expired"


class FollowUp(StrEnum):
    """What else must be done when a ground takes effect."""

    FLAG_REWARD = "flag_reward"
    PRINT_NOTICE = "print_notice"
    PRINT_USES = "print_uses"


class SecondApprover(StrEnum):
    """When a ground needs a second person's approval."""

    NEVER = "never"
    ALWAYS = "always"
    WHEN_REPEATED = "when_repeated"


class DivisionKind(StrEnum):
    """What an administrative division is."""

    DISTRICT = "district"
    COUNTY = "county"
    COUNTY_CITY = "county_city"
    ZONE = "zone"


class SettingCode(StrEnum):
    """The silent points that the software itself asks for: every policy must settle them."""

    CARD_VALIDITY = "card_validity"
    SAME_GATE_WINDOW = "same_gate_window"
    COMPANIONS = "companions"
    TITLE_LAPSE = "title_lapse"
    HONOUR_REVIEW_INTERVAL = "honour_review_interval"
    EMPLOYER_ASSESSMENT_INTERVAL = "employer_assessment_interval"
    AWARD_BESIDE_TITLE = "award_beside_title"
    REQUIRED_ATTACHMENTS = "required_attachments"
    PLASTIC_NEEDS_DOCUMENT = "plastic_needs_document"
    PHONE_NEEDS_DOCUMENT = "phone_needs_document"
    LOG_RETENTION = "log_retention"
    SECURITY_LOG_RETENTION = "security_log_retention"
