"""What of a holder a desk may see: a masked name, and four digits only where they are compared."""

from cardholders.cards.standing import Standing
from cardholders.people.masking import mask_name
from core.credential.fields import CredentialForm
from core.policy.vocabulary import PartnerKind
from partners.places import Place
from verify.scanning.answer import CardSeen
from verify.scanning.decision import Verdict
from verify.scanning.reasons import Outcome, Reason

_ABOUT_A_BENEFIT = frozenset(
    {
        Reason.ALREADY_USED,
        Reason.ALREADY_ACTIVE,
        Reason.NOT_ENTITLED,
        Reason.RANK_TOO_LOW,
        Reason.WRONG_DESK,
    }
)
"""Refusals of one benefit: the card is good here, and the others may be used."""


def opens_benefits(verdict: Verdict) -> bool:
    """Answer whether the desk sees what its benefits come to for this holder."""
    return verdict.outcome is not Outcome.REFUSED or verdict.reason in _ABOUT_A_BENEFIT


def see_card(standing: Standing, verdict: Verdict, place: Place) -> CardSeen:
    """Answer what this desk sees of the card; a card that opens nothing shows its number only."""
    shows_holder = opens_benefits(verdict) or verdict.reason is Reason.SITE_NOT_COVERED
    compares_document = shows_holder and (
        standing.form is CredentialForm.PRINTED or place.kind is not PartnerKind.SCENIC
    )
    return CardSeen(
        number=standing.card_number,
        name=mask_name(standing.name) if shows_holder else None,
        honours=standing.honours if shows_holder else (),
        expires_on=standing.expires_on,
        form=standing.form,
        document_type=standing.document_type if compares_document else None,
        document_last4=standing.document_last4 if compares_document else None,
        has_photo=standing.has_photo and shows_holder,
    )
