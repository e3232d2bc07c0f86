"""A formula stands on one line with the punctuation beside it."""

from __future__ import annotations

from hypothesis import given, settings

from plugins.crosspost.math import Typesetter
from plugins.crosspost.together import hold_together
from plugins.crosspost.tree import Inline, Math, Text, plain
from tests.plugins.crosspost.test_export import posts_of
from tests.plugins.crosspost.trees import lines

X, Y = Math("x"), Math("y")


def test_what_opens_before_and_closes_after_belongs_to_the_formula() -> None:
    words = (Text("设（"), X, Text("）、"), Y, Text("，得"), X, Text("个"))
    assert hold_together(words) == [
        (Text("设"),),
        (Text("（"), X, Text("）、")),
        (Y, Text("，")),
        (Text("得"),),
        (X,),
        (Text("个"),),
    ]


@settings(max_examples=30)
@given(lines)
def test_no_word_is_lost(words: tuple[Inline, ...]) -> None:
    assert plain(tuple(word for group in hold_together(words) for word in group)) == plain(words)


def test_only_a_drawing_is_held(typesetter: Typesetter) -> None:
    html = posts_of("设 $x$，则 $y$ 与“$z$”。\n", typesetter).files()["wechat.html"]
    assert html.count("white-space:nowrap") == 2
