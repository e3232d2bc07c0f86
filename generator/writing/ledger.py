"""What a note costs: prices from a dated file, an estimate before, the ledger after, a limit between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from threading import Lock
from typing import Any

import yaml

from generator.errors import CostLimit
from generator.writing.cache import Reply, Usage

BATCH_SHARE = 0.5
"""Of the price, for what is asked in a batch."""
NOTE_ANSWER, CARD_ANSWER = 32_000, 8_000
"""Tokens of a whole note and of a ten-minute card, thinking included."""
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Rates:
    """US dollars for a million tokens."""

    input: float
    output: float
    cache_write: float
    cache_read: float

    def cost(self, usage: Usage) -> float:
        """US dollars."""
        return (
            self.input * usage.input
            + self.output * usage.output
            + self.cache_write * usage.cache_write
            + self.cache_read * usage.cache_read
        ) / _MILLION


@dataclass(frozen=True, slots=True)
class ModelPrice:
    """A model's rates; `long` hold for a whole request whose prompt has more than `long_over` tokens."""

    rates: Rates
    long: Rates | None = None
    long_over: int = 0

    def cost(self, usage: Usage) -> float:
        """US dollars for one request."""
        return (self.long if self.long and usage.prompt > self.long_over else self.rates).cost(usage)


@dataclass(frozen=True, slots=True)
class PriceList:
    """All prices, and the day they were published."""

    date: str
    models: dict[str, ModelPrice]


@lru_cache(maxsize=1)
def price_list() -> PriceList:
    """The prices of `prices.yml`."""
    raw = yaml.safe_load(resources.files("generator.writing").joinpath("prices.yml").read_text(encoding="utf-8"))
    return PriceList(str(raw["date"]), {name: _model_price(dict(entry)) for name, entry in raw["models"].items()})


def _model_price(entry: dict[str, Any]) -> ModelPrice:
    long, over = entry.pop("long", None), entry.pop("long_over", 0)
    return ModelPrice(Rates(**entry), Rates(**long) if long else None, over)


def price_of(model: str) -> ModelPrice | None:
    """The price of a model, whose id may carry a date at its end; None where the list has none."""
    prices = price_list().models
    name = max((name for name in prices if model.startswith(name)), key=len, default=None)
    return prices[name] if name else None


def cost_of(replies: Iterable[Reply]) -> float | None:
    """US dollars for some answers, None where a model has no price in the list."""
    total = 0.0
    for reply in replies:
        price = price_of(reply.model)
        if price is None:
            return None
        total += price.cost(reply.usage) * (BATCH_SHARE if reply.batched else 1)
    return total


def estimate_cost(model: str, prompt: int, sections: int) -> float | None:
    """US dollars for a note in `sections` requests, by the tokens of the first; None for a model without a price.

    Two prefixes are written to the API's cache (the plan answers in another form), all others read it. An answer,
    thinking included, has about 14,000 tokens for the plan and 6,000 for a section; one section in three is repaired.
    """
    price = price_of(model)
    if price is None:
        return None
    calls = sections + round(sections / 3)
    plan = price.cost(Usage(cache_write=prompt, output=14_000))
    first = price.cost(Usage(cache_write=prompt, output=6_000))
    return plan + first + (calls - 1) * price.cost(Usage(input=2_000, cache_read=prompt, output=6_000))


def estimate_at_once(model: str, prompt: int, answer: int = NOTE_ANSWER) -> float | None:
    """US dollars for `answer` tokens in one request, and one section repaired; None without a price."""
    price = price_of(model)
    if price is None:
        return None
    note = price.cost(Usage(cache_write=prompt, output=answer))
    return note + price.cost(Usage(input=2_000, cache_read=prompt, output=6_000))


def summary(replies: Iterable[Reply]) -> dict[str, int | float | str]:
    """The ledger that a note's record keeps: calls, tokens, cost and the date of the prices."""
    paid = list(replies)
    total = sum((reply.usage for reply in paid), Usage())
    cost = cost_of(paid)
    return {
        "calls": len(paid),
        "input_tokens": total.input,
        "cache_write_tokens": total.cache_write,
        "cache_read_tokens": total.cache_read,
        "output_tokens": total.output,
        **({} if cost is None else {"cost_usd": round(cost, 4)}),
        "prices_of": price_list().date,
    }


class Purse:
    """What one run may spend on a paper. Threads may share it."""

    def __init__(self, limit: float | None = None) -> None:
        self.limit = limit
        self._spent = 0.0
        self._lock = Lock()

    def allow(self, cost: float | None) -> None:
        """Stop where an estimated cost, on top of what is spent, is beyond the limit.

        Raises:
            CostLimit: it is, or the model's price is unknown.
        """
        if self.limit is None:
            return
        if cost is None:
            raise CostLimit(None, "the model's price is unknown.", "Leave out --max-cost, or choose another model.")
        if self._spent + cost > self.limit:
            spent = f"${self._spent:.2f} are spent and " if self._spent else ""
            problem = f"{spent}the next step costs about ${cost:.2f}, the limit is ${self.limit:.2f}."
            raise CostLimit(None, problem, "Raise --max-cost, or choose a cheaper model; what was paid for is kept.")

    def pay(self, reply: Reply) -> None:
        """Count an answer."""
        with self._lock:
            self._spent += cost_of([reply]) or 0.0
