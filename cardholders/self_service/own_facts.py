"""What the issuer keeps about a holder, in the holder's words."""

from collections.abc import Iterable

from flask_babel import gettext
from sqlalchemy import exists, select
from sqlalchemy.orm import Session, selectinload

from cardholders.cards.models import Card, CardEvent
from cardholders.cards.standing import DOCUMENT, LAST_DIGITS
from cardholders.consents.answers import consents_answer
from cardholders.office.words import DOCUMENT_WORDS, EVENT_WORDS, card_condition
from cardholders.people.contact import contacts_of
from cardholders.people.models import HonourGrant, Photo
from cardholders.people.nationality import nationality_name
from cardholders.self_service.personal_data import Fact, Subject
from core.clock import shanghai_date
from core.messages.message import Channel
from core.policy.lists import Choice, Division
from core.web.language import show_day, show_moment


def person_facts(session: Session, subject: Subject) -> list[Fact]:
    """Answer who the holder is, as the office registered it."""
    holder, policy = subject.holder, subject.policy
    document = subject.vault.open_text(holder.document_sealed, purpose=DOCUMENT)
    hidden = "*" * (len(document) - LAST_DIGITS)
    photo = session.scalar(select(exists(select(Photo).where(Photo.holder_id == holder.id))))
    return [
        Fact(gettext("姓名"), holder.name),
        Fact(
            str(DOCUMENT_WORDS[holder.document_type]),
            document,
            masked=hidden + document[-LAST_DIGITS:],
        ),
        Fact(gettext("国籍（地区）"), nationality_name(holder.nationality, subject.language)),
        *_contact_facts(subject),
        Fact(gettext("照片"), gettext("有") if photo else gettext("无")),
        Fact(gettext("用人单位"), holder.host_employer),
        Fact(gettext("人事关系所在单位"), holder.home_unit),
        Fact(gettext("引才形式"), _name(policy.engagement_forms, holder.engagement_form, subject)),
        Fact(gettext("人才类别"), _name(policy.talent_kinds, holder.talent_kind, subject)),
        Fact(gettext("所属领域"), _name(policy.fields, holder.field, subject)),
        Fact(gettext("所在县（区、市）"), _name(policy.divisions, holder.division, subject)),
        Fact(gettext("长期合作"), gettext("是") if holder.long_term else gettext("否")),
        Fact(gettext("登记时间"), show_moment(holder.registered_at)),
    ]


def honour_facts(session: Session, subject: Subject) -> list[Fact]:
    """Answer each honour with the decision that gave it."""
    grants = session.scalars(
        select(HonourGrant)
        .where(HonourGrant.holder_id == subject.holder.id)
        .options(selectinload(HonourGrant.decision))
        .order_by(HonourGrant.id)
    )
    return [_honour_fact(each, subject) for each in grants]


def card_facts(session: Session, subject: Subject) -> list[Fact]:
    """Answer each card, how it stands and what happened to it, the newest first."""
    cards = session.scalars(
        select(Card).where(Card.holder_id == subject.holder.id).order_by(Card.id.desc())
    ).all()
    facts = []
    for card in cards:
        stands = card_condition(card, shanghai_date(subject.now))
        validity = gettext(
            "%(condition)s，%(start)s 至 %(end)s",
            condition=stands.word,
            start=show_day(card.issued_on),
            end=show_day(card.expires_on),
        )
        facts.append(Fact(card.number, validity))
        events = select(CardEvent).where(CardEvent.card_id == card.id).order_by(CardEvent.id.desc())
        facts += [
            Fact(show_moment(each.at), str(EVENT_WORDS[each.kind]))
            for each in session.scalars(events)
        ]
    return facts


def consent_facts(session: Session, subject: Subject) -> list[Fact]:
    """Answer which consents are in force since when."""
    purposes = consents_answer(
        session, subject.holder.id, terms=subject.terms, language=subject.language
    )
    return [Fact(each["title"], each["given_on"]) for each in purposes if each["in_force"]]


def _contact_facts(subject: Subject) -> list[Fact]:
    labels = {Channel.SMS: gettext("手机号"), Channel.MAIL: gettext("电子邮箱")}
    return [
        Fact(labels[each.channel], each.address, masked=each.masked)
        for each in contacts_of(subject.holder, vault=subject.vault)
    ]


def _honour_fact(grant: HonourGrant, subject: Subject) -> Fact:
    decision = grant.decision
    values = {"number": decision.document_number, "day": show_day(decision.decided_on)}
    if grant.ended_on is None:
        words = gettext("%(day)s决定，%(number)s", **values)
    else:
        ended = show_day(grant.ended_on)
        words = gettext("%(day)s决定，%(number)s，%(ended)s终止", ended=ended, **values)
    return Fact(subject.policy.honour(grant.honour).name.in_(subject.language), words)


def _name(choices: Iterable[Choice | Division], code: str, subject: Subject) -> str:
    found = (each.name.in_(subject.language) for each in choices if each.code == code)
    return next(found, code)
