"""The invented people of the sample data: every honour, every state of a card, names of all sorts.

Nobody here exists. Identity numbers carry a valid check digit and begin with 000000, which is
no place; passports begin with X; units are marked as samples （演示）.
"""

from dataclasses import dataclass
from enum import StrEnum

from stdnum.cn import ric

from cardholders.people.details import HolderDetails
from cardholders.people.models import DocumentType
from cardholders.people.nationality import CHINA
from core.policy.vocabulary import Honour

NO_PLACE = "000000"
SAMPLE = "（演示）"


class Fate(StrEnum):
    """What has become of the person's card."""

    ACTIVE = "active"
    LINK_OPEN = "link_open"
    TO_BE_APPROVED = "to_be_approved"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NO_CARD = "no_card"
    NO_HONOUR = "no_honour"


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; `born` is YYYYMMDD with three digits of an order code, or a passport.

    `round` counts the decision that honoured them, the oldest first.
    """

    name: str
    born: str
    honours: tuple[Honour, ...]
    fate: Fate
    round: int
    home_unit: str
    host_employer: str
    division: str
    mobile: str = ""
    nationality: str = CHINA
    engagement_form: str = "project_cooperation"
    talent_kind: str = "innovation"
    field: str = "key_chains"
    long_term: bool = False
    phone: bool = False
    printed: bool = False

    def details(self) -> HolderDetails:
        """Answer what the office types when it registers the person."""
        resident = self.nationality == CHINA
        number = NO_PLACE + self.born
        return HolderDetails(
            name=self.name,
            document_type=DocumentType.RESIDENT_ID if resident else DocumentType.PASSPORT,
            document_number=number + ric.calc_check_digit(number + "0") if resident else self.born,
            nationality=self.nationality,
            mobile=self.mobile,
            home_unit=self.home_unit + SAMPLE,
            host_employer=self.host_employer + SAMPLE,
            engagement_form=self.engagement_form,
            talent_kind=self.talent_kind,
            field=self.field,
            division=self.division,
            long_term=self.long_term,
        )


PEOPLE: tuple[Person, ...] = (
    Person(
        name="陈望舒",
        born="19680317002",
        honours=(Honour.YINGCAI,),
        fate=Fate.ACTIVE,
        round=1,
        home_unit="北岭理工大学材料学院",
        host_employer="灵石天石新材料有限公司",
        division="lingshi",
        mobile="13800000101",
        long_term=True,
        phone=True,
        printed=True,
    ),
    Person(
        name="赵守正",
        born="19410905005",
        honours=(Honour.YOUCAI,),
        fate=Fate.LINK_OPEN,
        round=1,
        home_unit="东湖农业大学（已退休）",
        host_employer="太谷玛钢铸造研究所",
        division="taigu",
        engagement_form="part_time_service",
        talent_kind="engineering",
        field="specialised_towns",
        long_term=True,
        printed=True,
    ),
    Person(
        name="高见远",
        born="19750622013",
        honours=(Honour.XIANCAI,),
        fate=Fate.EXPIRED,
        round=1,
        home_unit="南屏职业学院",
        host_employer="介休碳素制品厂",
        division="jiexiu",
        mobile="13800000103",
        talent_kind="management",
        field="specialised_towns",
        printed=True,
    ),
    Person(
        name="Maria Elena Keller-Schönfeld",
        born="X0000104",
        nationality="DEU",
        honours=(Honour.YINGCAI, Honour.SPECIAL),
        fate=Fate.ACTIVE,
        round=1,
        home_unit="Institut für Werkstoffe Musterstadt",
        host_employer="榆次液压机械集团",
        division="yuci",
        mobile="+49 15112345678",
        phone=True,
        printed=True,
    ),
    Person(
        name="欧阳清扬",
        born="19820411028",
        honours=(Honour.YOUCAI,),
        fate=Fate.ACTIVE,
        round=2,
        home_unit="江口工程技术研究院",
        host_employer="寿阳碳基循环科技有限公司",
        division="shouyang",
        mobile="13800000105",
        phone=True,
        printed=True,
    ),
    Person(
        name="古丽巴哈尔·买买提艾力",
        born="19880214026",
        honours=(Honour.XIANCAI,),
        fate=Fate.ACTIVE,
        round=2,
        home_unit="西陲医科大学附属医院",
        host_employer="榆社医药包材有限公司",
        division="yushe",
        mobile="13800000106",
        field="social_undertakings",
        phone=True,
        printed=True,
    ),
    Person(
        name="刘既白",
        born="19590701001",
        honours=(Honour.SPECIAL,),
        fate=Fate.ACTIVE,
        round=2,
        home_unit="中原能源研究中心",
        host_employer="左权光伏组件有限公司",
        division="zuoquan",
        mobile="13800000107",
        field="six_zones",
        long_term=True,
        phone=True,
        printed=True,
    ),
    Person(
        name="孙允中",
        born="19720830017",
        honours=(Honour.YOUCAI,),
        fate=Fate.REVOKED,
        round=2,
        home_unit="海右财经学院",
        host_employer="祁县玻璃器皿创新中心",
        division="qixian",
        mobile="13800000108",
        talent_kind="management",
        phone=True,
        printed=True,
    ),
    Person(
        name="司马云帆",
        born="19860119011",
        honours=(Honour.XIANCAI,),
        fate=Fate.SUSPENDED,
        round=2,
        home_unit="北岭理工大学机械学院",
        host_employer="和顺高端装备有限公司",
        division="heshun",
        mobile="13800000109",
        engagement_form="platform",
        phone=True,
        printed=True,
    ),
    Person(
        name="Alexandros Konstantinos Papadimitriou-Vlachopoulos",
        born="X0000110",
        nationality="GRC",
        honours=(Honour.YOUCAI,),
        fate=Fate.ACTIVE,
        round=2,
        home_unit="Aegean Institute of Photovoltaics",
        host_employer="昔阳绿色节能建材有限公司",
        division="xiyang",
        phone=True,
    ),
    Person(
        name="王若川",
        born="19791208019",
        honours=(Honour.YOUCAI, Honour.SPECIAL),
        fate=Fate.LINK_OPEN,
        round=3,
        home_unit="江口工程技术研究院",
        host_employer="平遥推光漆艺术研究院",
        division="pingyao",
        mobile="13800000111",
        field="six_zones",
    ),
    Person(
        name="Nguyễn Thị Ánh Dương",
        born="X0000112",
        nationality="VNM",
        honours=(Honour.XIANCAI,),
        fate=Fate.LINK_OPEN,
        round=3,
        home_unit="Viện Công nghệ Thực phẩm",
        host_employer="平遥牛肉食品研发中心",
        division="pingyao",
        mobile="+84 912 345 678",
    ),
    Person(
        name="钱䶮",
        born="19900503033",
        honours=(Honour.XIANCAI,),
        fate=Fate.TO_BE_APPROVED,
        round=3,
        home_unit="南屏职业学院",
        host_employer="榆次怀仁老陈醋工程中心",
        division="yuci",
        mobile="13800000113",
        field="specialised_towns",
        phone=True,
    ),
    Person(
        name="周以宁",
        born="19830926022",
        honours=(Honour.YINGCAI,),
        fate=Fate.LINK_OPEN,
        round=3,
        home_unit="东湖农业大学",
        host_employer="山西农谷种业实验室",
        division="development_zone",
        mobile="13800000114",
        printed=True,
    ),
    Person(
        name="林知夏",
        born="19920615042",
        honours=(Honour.XIANCAI,),
        fate=Fate.NO_CARD,
        round=3,
        home_unit="西陲医科大学",
        host_employer="太谷中医康养中心",
        division="taigu",
        mobile="13800000115",
        field="social_undertakings",
    ),
    Person(
        name="许慎行",
        born="19770228035",
        honours=(),
        fate=Fate.NO_HONOUR,
        round=3,
        home_unit="海右财经学院",
        host_employer="寿阳现代物流有限公司",
        division="shouyang",
        mobile="13800000116",
        talent_kind="management",
        field="other",
    ),
)
