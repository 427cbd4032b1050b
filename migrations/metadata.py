"""Every table of every package, gathered for migrations and for tests of the schema."""

import cardholders.cards.models
import cardholders.consents.models
import cardholders.keys.models
import cardholders.people.models
import cardholders.phone.models
import core.accounts.models
import core.approvals.models
import partners.models
import verify.lasting.models
import verify.reports.models
import verify.requests.models
import verify.scanning.models
from core.database.base import Base

MODELS = (
    core.accounts.models,
    core.approvals.models,
    partners.models,
    cardholders.people.models,
    cardholders.keys.models,
    cardholders.cards.models,
    cardholders.phone.models,
    cardholders.consents.models,
    verify.lasting.models,
    verify.reports.models,
    verify.requests.models,
    verify.scanning.models,
)
TARGET = Base.metadata
