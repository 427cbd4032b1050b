"""The invented people of people.yaml, and the decisions that honoured them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pydantic import ConfigDict, TypeAdapter
from stdnum.cn import ric

from cardholders.people.details import HolderDetails
from cardholders.people.models import DocumentType
from cardholders.people.nationality import CHINA
from core.policy.vocabulary import Honour
from verify.sample.sheet import read_sheet

NO_PLACE = "000000"
ORDER_CODE = "001"
SAMPLE = "（演示）"


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person with a birthday, or with a passport.

    `card` says that one was issued, `months` how long it is valid where the policy's setting
    was another then; `phone` and `printed` are the forms of it that exist, and `link` an
    activation link that waits for a phone.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    honours: tuple[Honour, ...]
    division: str
    home_unit: str
    host_employer: str
    born: date | None = None
    passport: str = ""
    nationality: str = CHINA
    mobile: str = ""
    mail: str = ""
    engagement_form: str = "project_cooperation"
    talent_kind: str = "innovation"
    field: str = "key_chains"
    long_term: bool = False
    card: bool = True
    months: int | None = None
    phone: bool = False
    printed: bool = False
    link: bool = False

    def details(self) -> HolderDetails:
        """Answer what the office types when it registers the person."""
        return HolderDetails(
            name=self.name,
            document_type=DocumentType.RESIDENT_ID if self.born else DocumentType.PASSPORT,
            document_number=_resident_id(self.born) if self.born else self.passport,
            nationality=self.nationality,
            mobile=self.mobile,
            mail=self.mail,
            home_unit=self.home_unit + SAMPLE,
            host_employer=self.host_employer + SAMPLE,
            engagement_form=self.engagement_form,
            talent_kind=self.talent_kind,
            field=self.field,
            division=self.division,
            long_term=self.long_term,
        )


@dataclass(frozen=True, slots=True)
class Further:
    """An honour for somebody who is honoured already."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    honour: Honour
    reward_yuan: int


@dataclass(frozen=True, slots=True)
class SampleDecision:
    """A decision of the leading group, made so many days ago."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    days_ago: int
    people: tuple[Person, ...]
    further: tuple[Further, ...] = ()


@lru_cache(maxsize=1)
def sample_decisions() -> tuple[SampleDecision, ...]:
    """Answer the decisions with their people, the oldest first."""
    return TypeAdapter(tuple[SampleDecision, ...]).validate_python(read_sheet("people"))


def sample_people() -> tuple[Person, ...]:
    """Answer everybody, in the order of the decisions."""
    return tuple(person for decision in sample_decisions() for person in decision.people)


def _resident_id(born: date) -> str:
    number = f"{NO_PLACE}{born:%Y%m%d}{ORDER_CODE}"
    return number + ric.calc_check_digit(number + "0")
