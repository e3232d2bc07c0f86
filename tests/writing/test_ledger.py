"""Prices, estimates and limits."""

from __future__ import annotations

import pytest

from generator.errors import CostLimit
from generator.writing.cache import Reply, Usage
from generator.writing.ledger import CARD_ANSWER, Purse, cost_of, estimate_at_once, estimate_cost, price_list, summary


def reply(model: str = "claude-sonnet-5-5", **tokens: int) -> Reply:
    return Reply("tldr", model, "text", "end_turn", None, "2026-11-22", Usage(**tokens))


def test_each_kind_of_token_has_its_price() -> None:
    used = reply(input=1_000_000, cache_write=1_000_000, cache_read=1_000_000, output=1_000_000)
    assert cost_of([used]) == pytest.approx(2 + 2.5 + 0.1 + 10)


def test_a_long_prompt_makes_the_whole_request_dearer_on_haiku() -> None:
    short, long = (reply("claude-haiku-5-5", input=count, output=1000) for count in (100_000, 100_001))
    assert cost_of([short]) == pytest.approx(0.0105)
    assert cost_of([long]) == pytest.approx(0.0525, rel=1e-4)


def test_a_dated_id_has_the_price_of_its_model() -> None:
    assert cost_of([reply("claude-opus-5-5-20261001", output=1_000_000)]) == 20


def test_without_a_price_there_is_no_cost_and_no_guess() -> None:
    assert cost_of([reply("claude-next", input=1)]) is None
    assert estimate_cost("claude-next", 1000, 7) is None
    assert "cost_usd" not in summary([reply("claude-next", input=1)])


def test_the_prices_carry_their_date() -> None:
    assert price_list().date.startswith("20")
    assert summary([])["prices_of"] == price_list().date


def test_a_purse_lets_nothing_through_beyond_its_limit() -> None:
    purse = Purse(1.0)
    purse.allow(0.9)
    purse.pay(reply(output=50_000))
    with pytest.raises(CostLimit, match=r"\$0\.50 are spent and the next step costs about \$0\.60"):
        purse.allow(0.6)


def test_an_estimate_for_a_usual_paper_is_near_a_dollar() -> None:
    """75,000 tokens and seven sections: see the design's own reckoning of $1.06."""
    cost = estimate_cost("claude-sonnet-5-5", 75_000, 7)
    assert cost
    assert 0.8 < cost < 1.4


def test_a_card_costs_a_fraction_of_a_note() -> None:
    """Its ends and figures are some 20,000 tokens; a small model makes it for cents."""
    note, card, small = (
        estimate_at_once("claude-sonnet-5-5", 75_000),
        estimate_at_once("claude-sonnet-5-5", 20_000, CARD_ANSWER),
        estimate_at_once("claude-haiku-5-5", 20_000, CARD_ANSWER),
    )
    assert note
    assert card
    assert small
    assert card < note / 2
    assert small < 0.02
