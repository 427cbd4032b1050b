"""Write docs/api.md: routes, examples and the tables of codes, all of it from the code."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from core.policy.model import Policy
from core.policy.vocabulary import PhysicianRank
from verify.api.description import openapi_document
from verify.api.examples import Example, examples
from verify.lasting.models import Ending
from verify.lasting.words import ENDINGS, RANKS
from verify.scanning.reason_words import REASON_WORDS
from verify.scanning.reasons import LOOKS, Look, Reason, basis_of
from verify.scanning.requests import VoidReason

INTRODUCTION = """\
# API for partners' systems

<!-- Printed by `flask --app app docs api`; a test keeps this file equal to what it prints. -->

A device (a hospital's registration system, a turnstile's controller) enrols once at one desk and
then carries a bearer token. Every code that could be judged is answered with 200, refusals
included: look at `outcome` (`granted`, `checked`, `refused`), act on `reason`, show `title`,
`next_step` and `telephone` to the person. Only a malformed request is an error, as problem details
(RFC 9457, `application/problem+json`). The OpenAPI 3.1 description is at `/api/openapi.json`.

- **Ids are yours.** Every scan, redemption, void and release carries a UUID made by the client,
  unique at its desk. The same id with the same body gets the first answer again, so send it again
  whenever an answer was lost; with another body it is 409.
- **Any text of up to 4096 characters is judged** as `qr` or `presentation`; rubbish is
  `refused` / `unreadable`. Fields that this version does not know are passed over.
- **At a gate** a good code is a use at once (`granted`), and a printed card needs
  `document_checked`. **Elsewhere** the scan is `checked`, and a redemption follows from the same
  desk within 15 minutes; the card is judged anew.
- `article` is cited only where the document's own words decide (`basis` `text`); `office` is the
  talent office's setting (文件未规定，按人才办设置), `technical` neither.
- `card` holds no more than the desk may see: a masked name, four characters of the document
  only where somebody compares it.
- `benefits` is every benefit of the desk's kind: `granted` there says that it may be used now,
  `remaining` how often more (null: not limited).
- **What lasts** (a stay, a health adviser) is active until its redemption is released, on any
  later day. `end_former` ends one that is active elsewhere and begins here, in one step.
- Times are UTC (RFC 3339). A calendar year is a year in Asia/Shanghai.
"""

BEFORE_EXAMPLES = """\
## Try it

With the sample data of `make run`, in the project's folder:

```sh
BASE=http://localhost:8000
sample() { python3 -c "import json; demo = json.load(open('instance/demo.json')); print($1)"; }
new_id() { python3 -c "import uuid; print(uuid.uuid4())"; }
TOKEN=$(sample "demo['devices']['hospital']")
APARTMENT=$(sample "demo['devices']['apartment']")
QR=$(sample "next(c['printed_qr'] for c in demo['cards'] if c['honours'] == ['youcai'])")
```
"""

CODE_LINE = """\
CODE=$(.venv/bin/flask --app app partners invite-device 1 --label 挂号系统接口 | awk '{print $NF}')
"""


def write_manual(policy: Policy) -> str:
    """Answer the whole document; needs an application context with a Chinese locale."""
    return "\n".join(
        [
            INTRODUCTION,
            _routes(openapi_document()),
            BEFORE_EXAMPLES,
            *map(_example, examples(policy)),
            _benefits(policy),
            _reasons(),
            _looks(),
            _void_reasons(),
            _lasting(policy),
            _grounds(policy),
        ]
    )


def _routes(document: dict[str, Any]) -> str:
    rows = []
    for path, methods in sorted(document["paths"].items()):
        for method, operation in methods.items():
            token = "yes" if "security" in operation else "no"
            errors = ", ".join(code for code in operation["responses"] if code != "200")
            rows.append((f"`{method.upper()} {path}`", operation["summary"], token, errors))
    return "## Routes\n\n" + _table(("Route", "What it does", "Token", "Problems"), rows)


def _example(example: Example) -> str:
    ids = "".join(f"{name}=$(new_id)\n" for name in example.new_ids)
    if example.device is None:
        ids = CODE_LINE
    token = f'  -H "Authorization: Bearer ${example.device}" \\\n' if example.device else ""
    call = (
        f'curl -s "$BASE{example.path}" \\\n{token}'
        f"  -H 'Content-Type: application/json' -d @- <<END\n{example.body}\nEND\n"
    )
    answer = json.dumps(example.answer, ensure_ascii=False, indent=2)
    return (
        f"### {example.title}\n\n```sh\n{ids}{call}```\n\n"
        f"answers {example.status}:\n\n```json\n{answer}\n```\n"
    )


def _benefits(policy: Policy) -> str:
    rows = [
        (
            f"`{each.code}`",
            each.name.zh,
            each.name.en,
            str(each.article),
            f"`{each.partner_kind}`" if each.partner_kind else "–",
            " ".join(f"`{honour}`" for honour in each.honours),
            f"`{each.limit.kind}`" + (f" {each.limit.times}" if each.limit.times else ""),
            f"`{each.limit.basis}`",
        )
        for each in policy.benefits
        if each.scannable
    ]
    heads = ("Code", "名称", "Name", "Article", "Desk", "Honours", "Limit", "Limit's basis")
    return f"## Benefit codes (policy `{policy.version}`)\n\n" + _table(heads, rows)


def _reasons() -> str:
    rows = [
        (
            f"`{reason}`",
            f"`{basis_of(reason)}`",
            f"`{LOOKS[reason]}`",
            str(REASON_WORDS[reason].title),
            str(REASON_WORDS[reason].next_step),
        )
        for reason in Reason
    ]
    heads = ("Reason", "Basis", "Look", "title", "next_step")
    return "## Reason codes\n\n" + _table(heads, rows)


def _looks() -> str:
    meanings = {
        Look.GRANTED: "green, tick: every check ran and the use is granted",
        Look.CHOOSE: "neutral: the identity is good, something is still to do; never green",
        Look.USED: "amber: already used, with where and when",
        Look.NOT_ENTITLED: "purple: not in what this card gives here",
        Look.STOPPED: "red, cross: suspended, frozen, revoked, replaced or forged",
        Look.EXPIRED: "grey-red: out of its days",
        Look.UNREADABLE: "grey: nothing was recognised, scan again",
        Look.STALE: "amber, refresh: an old code, perhaps a screenshot",
    }
    rows = [(f"`{look}`", meanings[look]) for look in Look]
    return "## Looks\n\nHow each answer looks on every screen.\n\n" + _table(("Look", "Is"), rows)


def _void_reasons() -> str:
    codes = ", ".join(f"`{reason}`" for reason in VoidReason)
    return f"## Reasons of a void\n\n{codes}; `other` when left out.\n"


def _lasting(policy: Policy) -> str:
    assigned = [each for each in policy.benefits if each.physician]
    ranks = [
        (
            f"`{rank}`",
            str(RANKS[rank]),
            ", ".join(
                f"`{each.code}`"
                for each in assigned
                if each.physician and each.physician.met_by(rank)
            )
            or "–",
        )
        for rank in PhysicianRank
    ]
    endings = [(f"`{ending}`", str(ENDINGS[ending])) for ending in Ending]
    return (
        "## Stays and assignments\n\n"
        "What lasts holds its one place until it is released, voided, or ended by `end_former`.\n\n"
        + _table(("Rank of a physician", "职称", "May be assigned as"), ranks)
        + "\n"
        + _table(("Ending", "Word"), endings)
    )


def _grounds(policy: Policy) -> str:
    rows = [
        (
            f"`{each.code}`",
            each.name.zh,
            each.name.en,
            f"`{each.basis}`",
            ", ".join(map(str, each.articles)) or "–",
            f"`{each.effect}`",
            f"`{each.second_approver}`",
        )
        for each in policy.grounds
    ]
    heads = ("Ground", "事由", "Name", "Basis", "Articles", "Effect", "Second approver")
    words = "On which the talent office stops a card. No desk and no answer ever shows one.\n\n"
    return f"## Ground codes\n\n{words}" + _table(heads, rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"
