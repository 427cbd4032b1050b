"""The first schema: people, cards, partners, and a usage log that only grows."""

import sqlalchemy as sa
from alembic import op

from core.database.base import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None
REQUEST_STATES = ("submitted", "accepted", "declined", "withdrawn", "fulfilled", "lapsed")


SQLITE_GUARD = """
CREATE TRIGGER usage_log_no_{verb} BEFORE {VERB} ON usage_log
BEGIN SELECT RAISE(ABORT, 'the usage log is append-only'); END
"""
POSTGRESQL_GUARD = """
CREATE FUNCTION usage_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the usage log is append-only'; END $$;
CREATE TRIGGER usage_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON usage_log
FOR EACH STATEMENT EXECUTE FUNCTION usage_log_is_append_only();
"""


def guard_usage_log() -> None:
    """Let the database itself refuse to change or delete a line of the log."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL_GUARD)
        return
    for verb in ("update", "delete"):
        op.execute(SQLITE_GUARD.format(verb=verb, VERB=verb.upper()))


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "holders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_key", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column(
            "document_type",
            sa.Enum("resident_id", "passport", name="documenttype", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("document_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("document_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("nationality", sa.String(length=3), nullable=False),
        sa.Column("mobile_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("mobile_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("mail_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("mail_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("home_unit", sa.String(length=120), nullable=False),
        sa.Column("host_employer", sa.String(length=120), nullable=False),
        sa.Column("engagement_form", sa.String(length=40), nullable=False),
        sa.Column("talent_kind", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("division", sa.String(length=40), nullable=False),
        sa.Column("long_term", sa.Boolean(), nullable=False),
        sa.Column("registered_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holders")),
        sa.UniqueConstraint("document_index", name=op.f("uq_holders_document_index")),
        sa.UniqueConstraint("subject_key", name=op.f("uq_holders_subject_key")),
    )
    with op.batch_alter_table("holders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holders_mail_index"), ["mail_index"], unique=False)
        batch_op.create_index(batch_op.f("ix_holders_mobile_index"), ["mobile_index"], unique=False)
        batch_op.create_index(batch_op.f("ix_holders_name"), ["name"], unique=False)

    op.create_table(
        "issuer_keys",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kid", sa.String(length=64), nullable=False),
        sa.Column("algorithm", sa.String(length=16), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("status_base", sa.String(length=200), nullable=False),
        sa.Column("public_pem", sa.LargeBinary(), nullable=False),
        sa.Column("private_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("retired_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_issuer_keys")),
        sa.UniqueConstraint("kid", name=op.f("uq_issuer_keys_kid")),
    )
    op.create_table(
        "partners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hospital",
                "scenic",
                "apartment",
                "service_desk",
                name="partnerkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=160), nullable=False),
        sa.Column("telephone", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
        sa.UniqueConstraint("name", name=op.f("uq_partners_name")),
    )
    op.create_table(
        "usage_log",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "scan",
                "redemption",
                "void",
                "release",
                name="entrykind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("subject_key", sa.Uuid(), nullable=True),
        sa.Column("card_id", sa.Integer(), nullable=True),
        sa.Column("credential_id", sa.Integer(), nullable=True),
        sa.Column(
            "form",
            sa.Enum("phone", "printed", name="credentialform", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            "outcome",
            sa.Enum("granted", "checked", "refused", name="outcome", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "granted",
                "already_in",
                "same_use",
                "voided",
                "choose_benefit",
                "document_required",
                "details_required",
                "released",
                "ended_elsewhere",
                "unreadable",
                "payment_code",
                "other_token",
                "truncated",
                "mistyped",
                "unknown_key",
                "retired_key",
                "forged",
                "unknown_card",
                "stale",
                "ahead",
                "replayed",
                "replaced",
                "suspended",
                "frozen",
                "revoked",
                "expired",
                "not_yet_valid",
                "wrong_desk",
                "site_not_covered",
                "not_entitled",
                "rank_too_low",
                "already_used",
                "already_active",
                "scan_unknown",
                "scan_too_old",
                "scan_refused",
                "void_too_late",
                "not_active",
                name="reason",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("benefit", sa.String(length=40), nullable=True),
        sa.Column("document_checked", sa.Boolean(), nullable=False),
        sa.Column("policy_version", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usage_log")),
    )
    with op.batch_alter_table("usage_log", schema=None) as batch_op:
        batch_op.create_index("ix_usage_log_card", ["card_id", "id"], unique=False)
        batch_op.create_index("ix_usage_log_partner", ["partner_id", "id"], unique=False)
        batch_op.create_index("ix_usage_log_received", ["received_at"], unique=False)
        batch_op.create_index("ix_usage_log_request", ["desk_id", "client_id"], unique=False)
        batch_op.create_index("ix_usage_log_subject", ["subject_key", "id"], unique=False)

    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "admin",
                "officer",
                "approver",
                "auditor",
                "partner_manager",
                "operator",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_accounts_partner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("login", name=op.f("uq_accounts_login")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "photos",
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["holders.id"], name=op.f("fk_photos_holder_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("holder_id", name=op.f("pk_photos")),
    )
    op.create_table(
        "sites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=160), nullable=False),
        sa.Column("division", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=160), nullable=True),
        sa.Column("address_en", sa.String(length=200), nullable=True),
        sa.Column("reservation", sa.String(length=200), nullable=True),
        sa.Column("reservation_en", sa.String(length=240), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_sites_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
    )
    with op.batch_alter_table("sites", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sites_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "usage_notes",
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["usage_log.id"], name=op.f("fk_usage_notes_entry_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_usage_notes")),
    )
    op.create_table(
        "cards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "active",
                "suspended",
                "frozen",
                "revoked",
                name="cardstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("suspended_until", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["holder_id"], ["holders.id"], name=op.f("fk_cards_holder_id")),
        sa.ForeignKeyConstraint(["issued_by"], ["accounts.id"], name=op.f("fk_cards_issued_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.UniqueConstraint("number", name=op.f("uq_cards_number")),
    )
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cards_holder_id"), ["holder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cards_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_cards_live_holder",
            ["holder_id"],
            unique=True,
            sqlite_where=sa.text("state != 'revoked'"),
            postgresql_where=sa.text("state != 'revoked'"),
        )

    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(length=120), nullable=False),
        sa.Column("document_number", sa.String(length=60), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["accounts.id"], name=op.f("fk_decisions_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("document_number", name=op.f("uq_decisions_document_number")),
    )
    op.create_table(
        "desks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column(
            "profile",
            sa.Enum(
                "staffed", "gate", "turnstile", name="deskprofile", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_desks_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desks")),
    )
    with op.batch_alter_table("desks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desks_site_id"), ["site_id"], unique=False)

    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "act", sa.Enum("stop_card", name="act", native_enum=False, length=40), nullable=False
        ),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "approved", "rejected", name="proposalstate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["accounts.id"], name=op.f("fk_proposals_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["accounts.id"], name=op.f("fk_proposals_proposed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.create_index(
            "uq_proposals_open_subject",
            ["subject"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "site_grades",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_site_grades_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_grades")),
    )
    with op.batch_alter_table("site_grades", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_site_grades_site_id"), ["site_id"], unique=False)

    op.create_table(
        "activations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code_expires_at", UtcDateTime(), nullable=True),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("codes_sent", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_activations_card_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_activations_token_hash")),
    )
    with op.batch_alter_table("activations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activations_card_id"), ["card_id"], unique=False)

    op.create_table(
        "card_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "issued",
                "link_made",
                "phone_bound",
                "printed",
                "picture_made",
                "replaced",
                "warned",
                "suspended",
                "reinstated",
                "frozen",
                "unfrozen",
                "phone_unbound",
                "plastic_lost",
                "revoked",
                "expired",
                "stop_proposed",
                "stop_rejected",
                name="cardeventkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("ground", sa.String(length=8), nullable=True),
        sa.Column("document_number", sa.String(length=60), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["accounts.id"], name=op.f("fk_card_events_approved_by")
        ),
        sa.ForeignKeyConstraint(["by"], ["accounts.id"], name=op.f("fk_card_events_by")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_card_events_card_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_events")),
    )
    with op.batch_alter_table("card_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_events_card_id"), ["card_id"], unique=False)

    op.create_table(
        "client_ids",
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "scan",
                "redemption",
                "void",
                "release",
                name="entrykind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("body_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_client_ids_desk_id")),
        sa.PrimaryKeyConstraint("desk_id", "client_id", name=op.f("pk_client_ids")),
    )
    with op.batch_alter_table("client_ids", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_client_ids_received_at"), ["received_at"], unique=False
        )

    op.create_table(
        "spent_signatures",
        sa.Column("serial", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("jti", sa.String(length=64), nullable=False),
        sa.Column("spent_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("serial", "jti", name=op.f("pk_spent_signatures")),
    )
    with op.batch_alter_table("spent_signatures", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_spent_signatures_spent_at"), ["spent_at"], unique=False
        )

    op.create_table(
        "credentials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column(
            "form",
            sa.Enum("phone", "printed", name="credentialform", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("current", "replaced", name="credentialstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("key_number", sa.Integer(), nullable=False),
        sa.Column("honours", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("phone_key", sa.LargeBinary(length=33), nullable=True),
        sa.Column("phone_label", sa.String(length=60), nullable=True),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("replaced_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_credentials_card_id")),
        sa.ForeignKeyConstraint(
            ["key_number"], ["issuer_keys.number"], name=op.f("fk_credentials_key_number")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credentials")),
        sa.UniqueConstraint("serial", name=op.f("uq_credentials_serial")),
    )
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_credentials_card_id"), ["card_id"], unique=False)
        batch_op.create_index(
            "uq_credentials_current_form",
            ["card_id", "form"],
            unique=True,
            sqlite_where=sa.text("state = 'current'"),
            postgresql_where=sa.text("state = 'current'"),
        )

    op.create_table(
        "one_time_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("bind", "unfreeze", name="codepurpose", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("contact_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("credential_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["holder_id"],
            ["holders.id"],
            name=op.f("fk_one_time_codes_holder_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name=op.f("fk_one_time_codes_credential_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_codes")),
        sa.UniqueConstraint("ticket_hash", name=op.f("uq_one_time_codes_ticket_hash")),
    )
    with op.batch_alter_table("one_time_codes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_one_time_codes_holder_id"), ["holder_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_one_time_codes_made_at"), ["made_at"], unique=False)

    op.create_table(
        "code_quotas",
        sa.Column("contact_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hour_from", UtcDateTime(), nullable=False),
        sa.Column("in_hour", sa.Integer(), nullable=False),
        sa.Column("day_from", UtcDateTime(), nullable=False),
        sa.Column("in_day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("contact_index", name=op.f("pk_code_quotas")),
    )
    with op.batch_alter_table("code_quotas", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_code_quotas_day_from"), ["day_from"], unique=False)

    op.create_table(
        "desk_operators",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_desk_operators_account_id")
        ),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_desk_operators_desk_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_desk_operators")),
    )
    with op.batch_alter_table("desk_operators", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_operators_desk_id"), ["desk_id"], unique=False)

    op.create_table(
        "devices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code_expires_at", UtcDateTime(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("enrolled_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("last_seen_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_devices_desk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_devices_code_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_devices_token_hash")),
    )
    with op.batch_alter_table("devices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_devices_desk_id"), ["desk_id"], unique=False)

    op.create_table(
        "honours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column(
            "honour",
            sa.Enum(
                "yingcai",
                "youcai",
                "xiancai",
                "special",
                name="honour",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("criterion", sa.String(length=40), nullable=True),
        sa.Column("reward_yuan", sa.Integer(), nullable=True),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_honours_decision_id")
        ),
        sa.ForeignKeyConstraint(["holder_id"], ["holders.id"], name=op.f("fk_honours_holder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honours")),
        sa.UniqueConstraint(
            "holder_id",
            "decision_id",
            "honour",
            name=op.f("uq_honours_holder_id_decision_id_honour"),
        ),
    )
    with op.batch_alter_table("honours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_honours_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_honours_holder_id"), ["holder_id"], unique=False)

    op.create_table(
        "proof_uses",
        sa.Column("serial", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("proof_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_proof_uses_desk_id")),
        sa.PrimaryKeyConstraint("serial", "proof_at", name=op.f("pk_proof_uses")),
    )
    op.create_table(
        "quota_slots",
        sa.Column("subject_key", sa.Uuid(), nullable=False),
        sa.Column("benefit", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=50), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("redemption_id", sa.Uuid(), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_quota_slots_desk_id")),
        sa.PrimaryKeyConstraint(
            "subject_key", "benefit", "period", "slot", name=op.f("pk_quota_slots")
        ),
    )
    with op.batch_alter_table("quota_slots", schema=None) as batch_op:
        batch_op.create_index(
            "ix_quota_slots_recent", ["subject_key", "benefit", "taken_at"], unique=False
        )
        batch_op.create_index(
            "ix_quota_slots_redemption", ["desk_id", "redemption_id"], unique=False
        )

    op.create_table(
        "stays",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("redemption_id", sa.Uuid(), nullable=False),
        sa.Column("subject_key", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column(
            "ending",
            sa.Enum("left", "replaced", "voided", name="ending", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("unit_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_stays_desk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stays")),
        sa.UniqueConstraint(
            "desk_id", "redemption_id", name=op.f("uq_stays_desk_id_redemption_id")
        ),
    )
    with op.batch_alter_table("stays", schema=None) as batch_op:
        batch_op.create_index("ix_stays_site", ["site_id", "ended_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_stays_subject_key"), ["subject_key"], unique=False)

    op.create_table(
        "adviser_assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("redemption_id", sa.Uuid(), nullable=False),
        sa.Column("subject_key", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column(
            "ending",
            sa.Enum("left", "replaced", "voided", name="ending", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("physician", sa.String(length=60), nullable=False),
        sa.Column("department", sa.String(length=60), nullable=False),
        sa.Column(
            "rank",
            sa.Enum(
                "resident",
                "attending",
                "associate_chief",
                "chief",
                name="physicianrank",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["desk_id"], ["desks.id"], name=op.f("fk_adviser_assignments_desk_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adviser_assignments")),
        sa.UniqueConstraint(
            "desk_id", "redemption_id", name=op.f("uq_adviser_assignments_desk_id_redemption_id")
        ),
    )
    with op.batch_alter_table("adviser_assignments", schema=None) as batch_op:
        batch_op.create_index("ix_adviser_assignments_site", ["site_id", "ended_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_adviser_assignments_subject_key"), ["subject_key"], unique=False
        )

    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "not_me", "correction", "erasure", name="reportkind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("entry_id", sa.BigInteger(), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["accounts.id"], name=op.f("fk_reports_closed_by")),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["holders.id"], name=op.f("fk_reports_holder_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("holder_id", "entry_id", name=op.f("uq_reports_holder_id_entry_id")),
        sa.UniqueConstraint(
            "holder_id", "request_id", name=op.f("uq_reports_holder_id_request_id")
        ),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index("ix_reports_closed", ["closed_at", "id"], unique=False)

    op.create_table(
        "voids",
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("redemption_id", sa.Uuid(), nullable=False),
        sa.Column("voided_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_voids_desk_id")),
        sa.PrimaryKeyConstraint("desk_id", "redemption_id", name=op.f("pk_voids")),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "service_notice",
                "medical_log",
                "honour_roll",
                name="consentpurpose",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["holders.id"], name=op.f("fk_consents_holder_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_holder_id"), ["holder_id"], unique=False)
        batch_op.create_index(
            "uq_consents_standing",
            ["holder_id", "purpose"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("subject_key", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("benefit", sa.String(length=40), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("wished_day", sa.Date(), nullable=False),
        sa.Column("wished_until", sa.Date(), nullable=True),
        sa.Column(
            "part",
            sa.Enum("morning", "afternoon", "any", name="partofday", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "language",
            sa.Enum("zh", "en", name="language", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*REQUEST_STATES, name="requeststate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_desk", sa.Integer(), nullable=True),
        sa.Column("agreed_time", sa.Time(), nullable=True),
        sa.Column("word_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("used_at_desk", sa.Integer(), nullable=True),
        sa.Column("redemption_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["accounts.id"], name=op.f("fk_requests_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["decided_desk"], ["desks.id"], name=op.f("fk_requests_decided_desk")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_requests_partner_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_requests_site_id")),
        sa.ForeignKeyConstraint(
            ["used_at_desk"], ["desks.id"], name=op.f("fk_requests_used_at_desk")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
    )
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.create_index("ix_requests_site", ["site_id", "state", "last_day"], unique=False)
        batch_op.create_index("ix_requests_subject", ["subject_key", "created_at"], unique=False)
        batch_op.create_index(
            "ix_requests_redemption", ["used_at_desk", "redemption_id"], unique=False
        )
        batch_op.create_index(
            "uq_requests_open",
            ["subject_key", "benefit", "site_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('submitted', 'accepted')"),
            postgresql_where=sa.text("state IN ('submitted', 'accepted')"),
        )

    op.create_table(
        "request_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*REQUEST_STATES, name="requeststate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_request_events_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_request_events_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_events")),
    )
    with op.batch_alter_table("request_events", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_request_events_request_id"), ["request_id"], unique=False
        )

    guard_usage_log()


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("request_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_events_request_id"))

    op.drop_table("request_events")
    with op.batch_alter_table("requests", schema=None) as batch_op:
        batch_op.drop_index("uq_requests_open")
        batch_op.drop_index("ix_requests_redemption")
        batch_op.drop_index("ix_requests_subject")
        batch_op.drop_index("ix_requests_site")

    op.drop_table("requests")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index("uq_consents_standing")
        batch_op.drop_index(batch_op.f("ix_consents_holder_id"))

    op.drop_table("consents")
    op.drop_table("voids")
    for table in ("adviser_assignments", "stays"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{table}_subject_key"))
            batch_op.drop_index(f"ix_{table}_site")
        op.drop_table(table)
    with op.batch_alter_table("quota_slots", schema=None) as batch_op:
        batch_op.drop_index("ix_quota_slots_redemption")
        batch_op.drop_index("ix_quota_slots_recent")

    op.drop_table("quota_slots")
    op.drop_table("proof_uses")
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index("ix_reports_closed")

    op.drop_table("reports")
    with op.batch_alter_table("honours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_honours_holder_id"))
        batch_op.drop_index(batch_op.f("ix_honours_decision_id"))

    op.drop_table("honours")
    with op.batch_alter_table("devices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_devices_desk_id"))

    op.drop_table("devices")
    with op.batch_alter_table("desk_operators", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_operators_desk_id"))

    op.drop_table("desk_operators")
    with op.batch_alter_table("code_quotas", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_code_quotas_day_from"))

    op.drop_table("code_quotas")
    with op.batch_alter_table("one_time_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_codes_made_at"))
        batch_op.drop_index(batch_op.f("ix_one_time_codes_holder_id"))

    op.drop_table("one_time_codes")
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.drop_index("uq_credentials_current_form")
        batch_op.drop_index(batch_op.f("ix_credentials_card_id"))

    op.drop_table("credentials")
    with op.batch_alter_table("spent_signatures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spent_signatures_spent_at"))

    op.drop_table("spent_signatures")
    with op.batch_alter_table("client_ids", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_client_ids_received_at"))

    op.drop_table("client_ids")
    with op.batch_alter_table("card_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_events_card_id"))

    op.drop_table("card_events")
    with op.batch_alter_table("activations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activations_card_id"))

    op.drop_table("activations")
    with op.batch_alter_table("site_grades", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_site_grades_site_id"))

    op.drop_table("site_grades")
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_proposals_open_subject",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.drop_table("proposals")
    with op.batch_alter_table("desks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desks_site_id"))

    op.drop_table("desks")
    op.drop_table("decisions")
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_cards_live_holder",
            sqlite_where=sa.text("state != 'revoked'"),
            postgresql_where=sa.text("state != 'revoked'"),
        )
        batch_op.drop_index(batch_op.f("ix_cards_state"))
        batch_op.drop_index(batch_op.f("ix_cards_holder_id"))

    op.drop_table("cards")
    op.drop_table("usage_notes")
    with op.batch_alter_table("sites", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sites_partner_id"))

    op.drop_table("sites")
    op.drop_table("photos")
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accounts_partner_id"))

    op.drop_table("accounts")
    with op.batch_alter_table("usage_log", schema=None) as batch_op:
        batch_op.drop_index("ix_usage_log_subject")
        batch_op.drop_index("ix_usage_log_request")
        batch_op.drop_index("ix_usage_log_received")
        batch_op.drop_index("ix_usage_log_partner")
        batch_op.drop_index("ix_usage_log_card")

    op.drop_table("usage_log")
    op.drop_table("partners")
    op.drop_table("issuer_keys")
    with op.batch_alter_table("holders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_holders_name"))
        batch_op.drop_index(batch_op.f("ix_holders_mobile_index"))
        batch_op.drop_index(batch_op.f("ix_holders_mail_index"))

    op.drop_table("holders")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION usage_log_is_append_only()")
