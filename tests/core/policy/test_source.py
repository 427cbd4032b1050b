"""The policy's words are the document's words, character for character."""

import hashlib
import re
from pathlib import Path

import pytest

from core.policy.load import load_policy
from core.policy.model import Policy
from core.policy.quotations import Quotation, quotations
from tests.core.policy.jinzhong import POLICY_FILE

JINZHONG = load_policy(POLICY_FILE)
HEADING = re.compile(r"\*\*(第[一二三四五六七八九十]+条)\*\* ")


def source_articles(policy_file: Path, policy: Policy) -> list[tuple[str, str]]:
    """Every article of the kept copy as (heading, text without line breaks), in order."""
    copy = policy_file.with_name(policy.document.source.file).read_text(encoding="utf-8")
    without_chapters = re.sub(r"(?m)^#.*$", "", copy)
    parts = HEADING.split(without_chapters)[1:]
    texts = ["".join(line.strip() for line in text.splitlines()) for text in parts[1::2]]
    return list(zip(parts[::2], texts, strict=True))


def test_the_kept_copy_is_untouched(policy_file: Path, policy: Policy) -> None:
    source = policy.document.source
    content = policy_file.with_name(source.file).read_bytes()
    assert hashlib.sha256(content).hexdigest() == source.sha256


def test_each_article_is_the_copy_character_for_character(
    policy_file: Path, policy: Policy
) -> None:
    articles = source_articles(policy_file, policy)
    assert len(articles) == 26
    for article in policy.articles:
        heading, text = articles[article.number - 1]
        assert article.heading.zh == heading
        assert article.text.zh.replace("\n", "") == text


def test_each_article_has_as_many_paragraphs_in_english(policy: Policy) -> None:
    for article in policy.articles:
        assert article.text.zh.count("\n") == article.text.en.count("\n"), article.number


def test_the_articles_on_pay_insurance_equity_and_tax_are_left_out(policy: Policy) -> None:
    kept = [article.number for article in policy.articles]
    assert kept == [2, 4, *range(6, 17), *range(19, 27)]


def test_the_document_is_named_as_it_names_itself(policy_file: Path, policy: Policy) -> None:
    copy = policy_file.with_name(policy.document.source.file).read_text(encoding="utf-8")
    assert f"# {policy.document.title.zh}\n" in copy
    assert policy.document.number in copy
    issued = policy.document.issued_on
    assert f"{issued.year}年{issued.month}月{issued.day}日" in copy


@pytest.mark.parametrize("quotation", list(quotations(JINZHONG)), ids=lambda q: str(q.term_path))
def test_each_quoted_term_stands_in_its_article(
    policy_file: Path, policy: Policy, quotation: Quotation
) -> None:
    _, text = source_articles(policy_file, policy)[quotation.article - 1]
    assert quotation.term is None or quotation.term in text


def test_the_nine_criteria_are_the_whole_of_their_articles(
    policy_file: Path, policy: Policy
) -> None:
    for title in policy.honours[:3]:
        criteria = policy.criteria_for(title.code)
        _, text = source_articles(policy_file, policy)[criteria[0].article - 1]
        joined = "；".join(criterion.text.zh for criterion in criteria)
        assert text == f"“{title.name.zh}”应符合下列条件之一：{joined}。"
    assert policy.criteria_for(policy.honours[3].code) == ()
    assert len(policy.criteria) == 9
