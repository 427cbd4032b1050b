"""Partners at work: each with sites, desks, people, devices, and a day's uses of its own cards."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID, uuid4

from PIL import Image
from sqlalchemy import func, select

from cardholders.cards.find import find_card
from cardholders.cards.models import Card
from cardholders.consents.consents import give_consent
from cardholders.consents.load_terms import consent_terms
from cardholders.consents.terms import ConsentPurpose
from cardholders.people.keep_photo import PURPOSE
from cardholders.people.models import HonourGrant, Photo
from cardholders.photo import PHOTO_SIZE_PX
from core.accounts.models import Account
from core.accounts.roles import Role
from core.clock import shanghai_date
from core.database.engine import Database
from core.policy.vocabulary import Language, PartnerKind
from partners.devices import enrol_device, invite_device
from partners.models import Desk, DeskOperator, DeskProfile, Device, Partner, Site, SiteGrade
from tests.bed.factories import GRADES, World
from tests.isolation.day_of_work import USES, DayOfWork
from tests.isolation.declared import IdKind
from verify.requests.rules import Refusal
from verify.requests.submit import NewRequest, Terms, submit_request
from verify.scanning.models import UsageEntry


@dataclass(frozen=True)
class Side:
    """A partner with everything that is its own; every text of it contains `mark`."""

    kind: PartnerKind
    mark: str
    partner_id: int
    device_id: int
    manager: Account
    operator: Account
    token: str
    ids: dict[IdKind, tuple[object, ...]]

    @property
    def benefit(self) -> str:
        """A benefit that its desks give."""
        return USES[self.kind][0]

    @property
    def words(self) -> frozenset[str]:
        """What nobody else may read: its texts, its cards' numbers, its requests' UUIDs."""
        kinds = (IdKind.CARD_NUMBER, IdKind.REQUEST, IdKind.WISH)
        told = [each for kind in kinds for each in self.ids[kind]]
        return frozenset({self.mark, *(str(each) for each in told)})

    def move_to_new_desk(self, database: Database) -> int:
        """Put the operator and the device at a desk without history, and answer its id."""
        with database.writing() as session:
            operator = session.get_one(DeskOperator, self.operator.id)
            device = session.get_one(Device, self.device_id)
            here = session.get_one(Desk, device.desk_id)
            new = Desk(
                site_id=here.site_id, name=self.mark, name_en=self.mark, profile=here.profile
            )
            session.add(new)
            session.flush()
            operator.desk_id = device.desk_id = new.id
            return new.id


def build_side(world: World, kind: PartnerKind, name: str) -> Side:
    """Build a partner, put people and devices at its desk, and let it work."""
    mark = f"{name}-{kind}"
    first, second = _open(world, kind, mark)
    partner_id = world.place(first).partner_id
    manager = _account(world, Role.PARTNER_MANAGER, partner_id, mark)
    operator = _account(world, Role.OPERATOR, partner_id, mark)
    parts, now = world.parts, world.clock()
    with parts.database.writing() as session:
        session.add(DeskOperator(account_id=operator.id, desk_id=first.id))
        invited = invite_device(session, first.id, label=f"{mark} 一号机", now=now)
        enrolled = enrol_device(session, invited.code, now=now)
        token, device_id = enrolled.token, enrolled.device.id
        invite_device(session, second.id, label=f"{mark} 二号机", now=now)
    cards = tuple(_card(world, mark) for _ in range(2))
    day = DayOfWork(world, first, operator.id, mark)
    day.use_and_keep(cards[0])
    day.use_and_void(cards[1])
    wish = _ask(world, first, cards[0], mark)
    return Side(
        kind=kind,
        mark=mark,
        partner_id=partner_id,
        device_id=device_id,
        manager=manager,
        operator=operator,
        token=token,
        ids=_ids(world, partner_id, (manager, operator), cards, tuple(day.requests))
        | {IdKind.WISH: (wish,)},
    )


def _open(world: World, kind: PartnerKind, mark: str) -> tuple[Desk, Desk]:
    partner = Partner(kind=kind, name=f"{mark} 单位", name_en=f"{mark} house", telephone=mark)
    gate = kind is PartnerKind.SCENIC
    desks = []
    for number in (1, 2):
        site = Site(
            partner=partner,
            name=f"{mark} 地点{number}",
            name_en=f"{mark} site {number}",
            division=world.parts.policy.divisions[0].code,
        )
        if kind in GRADES:
            site.grades = [SiteGrade(grade=GRADES[kind], valid_from=date(2015, 1, 1))]
        profile = DeskProfile.GATE if gate else DeskProfile.STAFFED
        name, name_en = f"{mark} 服务台{number}", f"{mark} desk {number}"
        desks.append(Desk(site=site, name=name, name_en=name_en, profile=profile))
    with world.parts.database.writing() as session:
        session.add_all(desks)
    return desks[0], desks[1]


def _account(world: World, role: Role, partner_id: int, mark: str) -> Account:
    account = Account(
        login=f"{mark}-{role}",
        password_hash="no password",
        name=f"{mark} 人员",
        role=role,
        partner_id=partner_id,
        created_at=world.clock(),
    )
    with world.parts.database.writing() as session:
        session.add(account)
    return account


def _card(world: World, mark: str) -> Card:
    card = world.card(name=f"{mark} 持卡人")
    jpeg = BytesIO()
    Image.new("RGB", PHOTO_SIZE_PX).save(jpeg, "JPEG", comment=mark)
    sealed = world.parts.vault.seal(jpeg.getvalue(), purpose=PURPOSE)
    with world.parts.database.writing() as session:
        session.add(Photo(holder_id=card.holder_id, sealed=sealed, updated_at=world.clock()))
    return card


def _ask(world: World, desk: Desk, card: Card, mark: str) -> UUID:
    """Let a card's holder ask for something here; a scenic area is never asked."""
    parts, now, kind = world.parts, world.clock(), world.place(desk).kind
    if kind is PartnerKind.SCENIC:
        return uuid4()
    terms = Terms(parts.policy, consent_terms(), parts.vault, now)
    today = shanghai_date(now)
    stays = kind is PartnerKind.APARTMENT
    until = today + timedelta(days=2) if stays else None
    new = NewRequest(
        uuid4(), USES[kind][0], desk.site_id, today + timedelta(days=1), until=until, note=mark
    )
    medical = ConsentPurpose.MEDICAL_LOG
    with parts.database.writing() as session:
        version = terms.consents.of(medical).current.version
        give_consent(
            session, card.holder_id, medical, version=version, terms=terms.consents, now=now
        )
        attached = find_card(session, card.id)
        taken = submit_request(session, attached, new=new, language=Language.ZH, terms=terms)
    assert not isinstance(taken, Refusal), taken
    return new.id


def _ids(
    world: World,
    partner_id: int,
    staff: tuple[Account, ...],
    cards: tuple[Card, ...],
    requests: tuple[UUID, ...],
) -> dict[IdKind, tuple[object, ...]]:
    of_site = select(Site.id).where(Site.partner_id == partner_id)
    of_desk = select(Desk.id).where(Desk.site_id.in_(of_site))
    holders = tuple(card.holder_id for card in cards)
    queries = {
        IdKind.SITE: of_site,
        IdKind.DESK: of_desk,
        IdKind.GRADE: select(SiteGrade.id).where(SiteGrade.site_id.in_(of_site)),
        IdKind.DEVICE: select(Device.id).where(Device.desk_id.in_(of_desk)),
        IdKind.DECISION: select(HonourGrant.decision_id).where(HonourGrant.holder_id.in_(holders)),
        IdKind.LINE: select(func.min(UsageEntry.id)).where(UsageEntry.partner_id == partner_id),
    }
    with world.parts.database.reading() as session:
        found = {kind: tuple(session.scalars(query)) for kind, query in queries.items()}
    return {
        **found,
        IdKind.PARTNER: (partner_id,),
        IdKind.STAFF: tuple(account.id for account in staff),
        IdKind.HOLDER: holders,
        IdKind.CARD: tuple(card.id for card in cards),
        IdKind.CARD_NUMBER: tuple(card.number for card in cards),
        IdKind.PROPOSAL: (1,),
        IdKind.REPORT: (1,),
        IdKind.REQUEST: requests,
    }
