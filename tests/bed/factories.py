"""Makes what a test needs, through the real use cases where there is one."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from flask.testing import FlaskClient

from cardholders.cards.credentials import issue_credential, printed_credential, to_credential
from cardholders.cards.find import find_card
from cardholders.cards.issue_card import issue_card
from cardholders.cards.models import Card
from cardholders.cards.standing import DOCUMENT
from cardholders.keys.keyring import load_signing_key
from cardholders.keys.models import IssuerKeyRecord
from cardholders.keys.rotate import add_signing_key
from cardholders.people.mail import MAIL
from cardholders.people.mobile import MOBILE
from cardholders.people.models import DocumentType, Holder, HonourGrant, LeadingGroupDecision
from core.accounts.models import Account
from core.accounts.roles import Role
from core.credential import es256
from core.credential.digits import write_digits
from core.credential.fields import Credential, Presentation, Proof
from core.credential.issuer_key import IssuerKey, SigningKey
from core.credential.phone_key import close_phone_key
from core.credential.tokens import credential_jwt, presentation_text, proof_signing_input
from core.policy.vocabulary import Honour, PartnerKind
from core.web.services import Services
from partners.devices import enrol_device, invite_device
from partners.models import Desk, DeskOperator, DeskProfile, Partner, Site, SiteGrade
from partners.places import Place, load_place
from verify.scanning.requests import Station

GRADES = {PartnerKind.HOSPITAL: "三甲", PartnerKind.SCENIC: "5A"}


@dataclass
class SimulatedPhone:
    """A phone with its own key: it shows codes as the phone page does."""

    credential: Credential
    issuer: IssuerKey
    private_key: ec.EllipticCurvePrivateKey
    clock: Callable[[], datetime]

    def present(self, at: datetime | None = None) -> Presentation:
        """Answer a presentation with a fresh proof, or one of another moment."""
        seconds = int((at or self.clock()).timestamp())
        message = proof_signing_input(credential_jwt(self.credential, self.issuer), seconds)
        signature = es256.sign(message.encode(), self.private_key)
        return Presentation(self.credential, Proof(seconds, signature))

    def digits(self, at: datetime | None = None) -> str:
        """Answer what its QR says."""
        return write_digits(self.present(at))

    def text(self, at: datetime | None = None) -> str:
        """Answer the same as token text, `credential~proof`."""
        return presentation_text(self.present(at), self.issuer)


class World:
    """Factories; everything lands in the application's database at once."""

    def __init__(self, parts: Services, clock: Callable[[], datetime]) -> None:
        self.parts = parts
        self.clock = clock
        self._numbers = itertools.count(1)

    def account(self, role: Role = Role.OFFICER, *, partner_id: int | None = None) -> Account:
        """Add an account that nobody can sign in to with a password; see `sign_in`."""
        number = next(self._numbers)
        account = Account(
            login=f"{role}{number}",
            password_hash="no password",
            name=f"工作人员{number}",
            role=role,
            partner_id=partner_id,
            created_at=self.clock(),
        )
        with self.parts.database.writing() as session:
            session.add(account)
        return account

    def sign_in(self, client: FlaskClient, account: Account) -> None:
        """Give the client the account's session."""
        with client.session_transaction() as cookie:
            cookie["_user_id"] = f"{account.id}:{account.session_version}"
            cookie["_fresh"] = True

    def signing_key(self) -> SigningKey:
        """Answer the issuer's signing key, made when first asked for."""
        with self.parts.database.writing() as session:
            if session.query(IssuerKeyRecord).first() is None:
                add_signing_key(
                    session,
                    self.parts.settings.base_url,
                    vault=self.parts.vault,
                    now=self.clock(),
                )
            return load_signing_key(session, vault=self.parts.vault)

    def holder(
        self,
        *honours: Honour,
        name: str = "陈望舒",
        mobile: str | None = "+8613800000000",
        mail: str | None = None,
    ) -> Holder:
        """Register a holder with honours of one decision (英才 when none is named)."""
        number = next(self._numbers)
        officer = self.account()
        vault, now = self.parts.vault, self.clock()
        document = f"00000019600101{number:04d}"
        holder = Holder(
            subject_key=uuid4(),
            name=name,
            document_type=DocumentType.RESIDENT_ID,
            document_sealed=vault.seal_text(document, purpose=DOCUMENT),
            document_index=vault.index(document, purpose=DOCUMENT),
            nationality="CHN",
            mobile_sealed=vault.seal_text(mobile, purpose=MOBILE) if mobile else None,
            mobile_index=vault.index(mobile, purpose=MOBILE) if mobile else None,
            mail_sealed=vault.seal_text(mail, purpose=MAIL) if mail else None,
            mail_index=vault.index(mail, purpose=MAIL) if mail else None,
            home_unit="演示大学",
            host_employer="演示企业",
            engagement_form=self.parts.policy.engagement_forms[0].code,
            talent_kind=self.parts.policy.talent_kinds[0].code,
            field=self.parts.policy.fields[0].code,
            division=self.parts.policy.divisions[0].code,
            registered_at=now,
        )
        decision = LeadingGroupDecision(
            meeting="市委人才工作领导小组会议",
            document_number=f"演示决〔2026〕{number}号",
            decided_on=date(2026, 1, 5),
            recorded_by=officer.id,
            recorded_at=now,
        )
        with self.parts.database.writing() as session:
            session.add_all([holder, decision])
            session.flush()
            for honour in honours or (Honour.YINGCAI,):
                criteria = self.parts.policy.criteria_for(honour)
                session.add(
                    HonourGrant(
                        holder_id=holder.id,
                        decision_id=decision.id,
                        honour=honour,
                        criterion=criteria[0].code if criteria else None,
                        granted_on=decision.decided_on,
                    )
                )
        return holder

    def card(self, *honours: Honour, **holder: str | None) -> Card:
        """Issue a card to a new holder."""
        person = self.holder(*honours, **holder)  # type: ignore[arg-type]  # name, mobile, mail
        officer = self.account()
        with self.parts.database.writing() as session:
            return issue_card(
                session, person.id, policy=self.parts.policy, by=officer.id, now=self.clock()
            )

    def phone(self, card: Card) -> SimulatedPhone:
        """Bind a new phone to the card; the one before it dies."""
        private_key = es256.generate()
        signing_key = self.signing_key()
        with self.parts.database.writing() as session:
            record = issue_credential(
                session,
                find_card(session, card.id),
                phone_key=close_phone_key(private_key.public_key()),
                signing_key=signing_key,
                now=self.clock(),
            )
        return SimulatedPhone(to_credential(record), signing_key.key, private_key, self.clock)

    def printed(self, card: Card) -> str:
        """Answer the digits of the card's printed QR."""
        signing_key = self.signing_key()
        with self.parts.database.writing() as session:
            record = printed_credential(
                session, find_card(session, card.id), signing_key=signing_key, now=self.clock()
            )
        return write_digits(Presentation(to_credential(record)))

    def desk(
        self,
        kind: PartnerKind = PartnerKind.HOSPITAL,
        *,
        profile: DeskProfile | None = None,
        grade: str | None = "as the policy asks",
    ) -> Desk:
        """Open a desk of a new partner; at a scenic area it is a gate unless said otherwise."""
        number = next(self._numbers)
        gate = kind is PartnerKind.SCENIC
        partner = Partner(
            kind=kind,
            name=f"演示单位{number}",
            name_en=f"Sample partner {number}",
            telephone="0354-000 0000",
        )
        site = Site(
            partner=partner,
            name=f"演示地点{number}",
            name_en=f"Sample site {number}",
            division=self.parts.policy.divisions[0].code,
        )
        desk = Desk(
            site=site,
            name=f"服务台{number}",
            name_en=f"Desk {number}",
            profile=profile or (DeskProfile.GATE if gate else DeskProfile.STAFFED),
        )
        held = GRADES.get(kind) if grade == "as the policy asks" else grade
        with self.parts.database.writing() as session:
            session.add(desk)
            session.flush()
            if held is not None:
                session.add(SiteGrade(site_id=site.id, grade=held, valid_from=date(2015, 1, 1)))
        return desk

    def place(self, desk: Desk) -> Place:
        """Answer the desk as scans see it now."""
        with self.parts.database.reading() as session:
            place = load_place(session, desk.id, policy=self.parts.policy, now=self.clock())
        assert place is not None
        return place

    def station(self, desk: Desk) -> Station:
        """Answer the desk with nobody in particular at it."""
        return Station(self.place(desk))

    def operator(self, desk: Desk) -> Account:
        """Add an operator who stands at the desk."""
        account = self.account(Role.OPERATOR, partner_id=self.place(desk).partner_id)
        with self.parts.database.writing() as session:
            session.add(DeskOperator(account_id=account.id, desk_id=desk.id))
        return account

    def device_token(self, desk: Desk) -> str:
        """Enrol a device at the desk and answer its bearer token."""
        with self.parts.database.writing() as session:
            invitation = invite_device(session, desk.id, label="演示设备", now=self.clock())
            return enrol_device(session, invitation.code, now=self.clock()).token
