"""A signature written as its twin (n - s for s) verifies too, and gains nothing by it."""

from core.credential.digits import write_digits
from core.credential.fields import Presentation
from core.credential.read import read
from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.core.credential.mutants import twin_presentation, twin_signature, with_signature
from tests.verify.scanning.desk_calls import DeskCalls
from verify.scanning.reasons import Outcome, Reason


def test_the_twin_of_a_proof_is_the_same_code_here_and_a_replay_elsewhere(world: World) -> None:
    shown = world.phone(world.card()).present()
    code, twin = write_digits(shown), write_digits(twin_presentation(shown))
    assert code != twin
    here, elsewhere = (DeskCalls(world, world.desk(PartnerKind.HOSPITAL)) for _ in range(2))
    first = here.scan(code)
    assert here.redeem(first.id, "checkup").verdict.outcome is Outcome.GRANTED
    again = here.scan(twin)
    assert again.verdict.reason is Reason.CHOOSE_BENEFIT
    assert here.redeem(again.id, "checkup").verdict.reason is Reason.SAME_USE
    assert elsewhere.scan(twin).verdict.reason is Reason.REPLAYED


def test_the_twin_of_plastic_buys_no_second_use(world: World) -> None:
    code = world.printed(world.card())
    shown = read(code, {})
    assert isinstance(shown, Presentation)
    twin = write_digits(with_signature(shown, twin_signature(shown.credential.signature)))
    for first, second in ((code, twin), (twin, code)):
        desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
        used = desk.scan(first, document_checked=True)
        again = desk.scan(second, document_checked=True)
        assert {used.verdict.reason, again.verdict.reason} == {Reason.CHOOSE_BENEFIT}
        reasons = [
            desk.redeem(scan.id, "checkup", document_checked=True).verdict.reason
            for scan in (used, again)
        ]
        assert reasons[1] in {Reason.ALREADY_USED, Reason.SAME_USE}
        assert (first == code) is (reasons[0] is Reason.GRANTED)
