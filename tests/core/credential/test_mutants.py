"""Ten thousand mutants of good codes, judged by both languages: the same verdict, none accepted.

What is accepted is what phone and issuer signed, in either spelling of a signature: s and n - s
verify alike, and anyone can make the one of the other. A twin says nothing new, and is no second
use where uses are counted by serial and time of the proof (tests/verify/scanning/test_twin.py).
"""

from collections import Counter
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.credential.check import Fault, check
from core.credential.fields import Presentation
from core.credential.issuer_key import describe_key
from core.credential.read import read
from core.credential.unread import Unread
from tests.bed.node import run_script
from tests.core.credential import mutate_fields, mutate_letters
from tests.core.credential.fixed import AT, KEYS, NOW
from tests.core.credential.signed_codes import GOOD, identify

JUDGE = Path(__file__).parent / "javascript" / "judge.js"
MUTATIONS = (
    mutate_fields.change_fields,
    mutate_fields.flip_bits,
    mutate_fields.splice,
    mutate_fields.exchange_fields,
    mutate_fields.swap_proofs,
    mutate_fields.move_in_time,
    mutate_fields.sign_otherwise,
    mutate_letters.spoil_digits,
    mutate_letters.spoil_checked_digits,
    mutate_letters.spoil_text,
    mutate_letters.exchange_parts,
    mutate_letters.rewrite_claim,
)
ROUNDS = 1_400
LEAST = 10_000
SIGNED = {identify(shown) for shown in GOOD}

Verdict = Unread | Fault | None


def test_no_mutant_is_accepted_by_either_language() -> None:
    verdicts: dict[str, Verdict] = {}

    @settings(max_examples=ROUNDS)
    @given(st.randoms(use_true_random=True))
    def judge_a_mutant_of_each_kind(chance: Random) -> None:
        for mutate in MUTATIONS:
            mutant = mutate(chance)
            shown = read(mutant, KEYS)
            verdict = check(shown, KEYS, now=NOW) if isinstance(shown, Presentation) else shown
            verdicts[mutant] = verdict
            if verdict is None:
                assert isinstance(shown, Presentation)
                assert identify(shown) in SIGNED, mutant

    judge_a_mutant_of_each_kind()
    assert len(verdicts) >= LEAST
    counted = Counter(verdicts.values())
    # A mutant that is turned away by its letters alone says nothing of the signatures.
    assert counted[Fault.FORGED] >= LEAST // 3
    assert counted.keys() >= {*Fault, Unread.MISTYPED, Unread.TRUNCATED, Unread.OTHER_TOKEN}
    keys = [describe_key(key) for key in KEYS.values()]
    answers = run_script(JUDGE, {"keys": keys, "now": AT, "texts": list(verdicts)})
    pairs = zip(verdicts.items(), answers, strict=True)
    differing = {text: (ours, theirs) for (text, ours), theirs in pairs if ours != theirs}
    assert differing == {}
