"""Registering a holder, and correcting what is written down."""

import pytest
from sqlalchemy import func, select

from cardholders.cards.standing import DOCUMENT
from cardholders.people.details import HolderDetails
from cardholders.people.mobile import MOBILE
from cardholders.people.models import DocumentType, Holder
from cardholders.people.register_holder import AlreadyRegistered, edit_holder, register_holder
from core.errors import InvalidInput, NotFound
from tests.bed.factories import World
from tests.cardholders.people.details import GOOD, details


def register(world: World, wanted: HolderDetails = GOOD) -> Holder:
    parts = world.parts
    with parts.database.writing() as session:
        return register_holder(
            session, wanted, policy=parts.policy, vault=parts.vault, now=world.clock()
        )


def edit(world: World, holder: Holder, wanted: HolderDetails) -> Holder:
    parts = world.parts
    with parts.database.writing() as session:
        return edit_holder(
            session,
            holder.id,
            details=wanted,
            policy=parts.policy,
            vault=parts.vault,
            now=world.clock(),
        )


def test_a_holder_is_kept_with_document_and_mobile_sealed(world: World) -> None:
    holder = register(world)
    vault = world.parts.vault
    assert holder.name == "欧阳 静"
    assert b"19900101" not in holder.document_sealed
    assert vault.open_text(holder.document_sealed, purpose=DOCUMENT) == "000000199001010018"
    assert holder.mobile_sealed is not None
    assert vault.open_text(holder.mobile_sealed, purpose=MOBILE) == "+8613800000000"
    assert holder.registered_at == world.clock()


def test_a_document_that_is_known_names_the_holder_it_belongs_to(world: World) -> None:
    first = register(world)
    with pytest.raises(AlreadyRegistered) as refused:
        register(world, details(name="别人", document_number="000000 19900101 0018"))
    assert refused.value.holder_id == first.id
    assert "欧阳 静" in refused.value.message
    with world.parts.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Holder)) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "长" * 81),
        ("host_employer", ""),
        ("home_unit", "长" * 121),
        ("nationality", "XXX"),
        ("engagement_form", "marriage"),
        ("talent_kind", ""),
        ("field", "nowhere"),
        ("division", "beijing"),
        ("mobile", "12"),
        ("mail", "zhang.san"),
        ("document_number", "000000199001010019"),
    ],
)
def test_each_wrong_value_is_refused_with_its_field(world: World, field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        register(world, details(**{field: value}))
    assert refused.value.field == field


def test_details_are_replaced_and_the_known_document_stays(world: World) -> None:
    holder = register(world)
    changed = edit(world, holder, details(document_number="", mobile="", long_term=True))
    assert changed.document_index == holder.document_index
    assert changed.mobile_sealed is None
    assert changed.mobile_index is None
    assert changed.long_term is True


def test_nobody_is_given_a_document_that_another_has(world: World) -> None:
    first = register(world)
    passport = details(name="Ada", document_type=DocumentType.PASSPORT, document_number="X1234567")
    second = register(world, passport)
    with pytest.raises(AlreadyRegistered) as refused:
        edit(world, second, GOOD)
    assert refused.value.holder_id == first.id
    with world.parts.database.reading() as session:
        kept = session.get(Holder, second.id)
        assert kept is not None
        assert kept.name == "Ada"


def test_nobody_is_nobody(world: World) -> None:
    with pytest.raises(NotFound):
        edit(world, Holder(id=404), GOOD)
