"""Formulas are set by MathJax and kept; what is wrong is told; nothing of one formula reaches the next."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import etree

from plugins.crosspost.math import Typesetter
from plugins.crosspost.svg import SvgError, clean_svg
from plugins.crosspost.tree import Math


def test_a_formula_is_an_svg_without_ids_or_classes(typesetter: Typesetter) -> None:
    """Its size is style, its colour that of the text (W21, W35)."""
    svg = typesetter.set(Math(r"\frac{a}{b}")).svg
    assert re.match(r'<svg xmlns="http://www.w3.org/2000/svg" style="vertical-align:-[\d.]+ex;width:', svg)
    assert 'fill="currentColor"' in svg
    assert {name for element in etree.fromstring(svg).iter() for name in element.attrib}.isdisjoint({"id", "class"})


@pytest.mark.parametrize(
    ("tex", "message"),
    [
        (r"\foo", r"Undefined control sequence \foo"),
        (r"\frac{a}{", "Missing close brace"),
        (r"\href{javascript:alert(1)}{x}", r"Undefined control sequence \href"),
        (r"\def\x{\x\x}\x", "MathJax maximum macro substitution count exceeded"),
        (r"\rule{2000em}{1em}", "the formula is too large for any page."),
    ],
)
def test_wrong_tex_is_told_and_not_drawn(tex: str, message: str, typesetter: Typesetter) -> None:
    done = typesetter.set(Math(tex))
    assert (done.svg, done.mathjax[: len(message)]) == ("", message)


def test_double_bars_are_as_high_as_single_ones(typesetter: Typesetter) -> None:
    """MathJax itself draws those round a small letter six tenths as high."""
    drawn = [typesetter.set(Math(tex)).svg for tex in (r"\left|x\right|", r"\left\|x\right\|")]
    single, double = (float(re.findall(r"height:([\d.]+)ex", svg)[0]) for svg in drawn)
    assert double == pytest.approx(single, abs=0.01)


def test_katex_has_its_own_word(typesetter: Typesetter) -> None:
    """What MathJax knows and KaTeX does not would be red on 掘金."""
    done = typesetter.set(Math(r"\enclose{circle}{x}"))
    assert (done.mathjax, done.katex[:26]) == ("", "Undefined control sequence")


def test_a_macro_ends_with_its_formula(typesetter: Typesetter) -> None:
    typesetter.set(Math(r"\newcommand{\mine}{x}\mine"))
    assert typesetter.set(Math(r"\mine")).mathjax


def test_a_numbered_formula_has_its_number_beside_it(typesetter: Typesetter) -> None:
    """MathJax's own tags need the width of the page."""
    plain, numbered = (typesetter.set(Math(tex, display=True)).svg for tex in ("a", r"a \tag{12}"))
    assert numbered.count("<path") == plain.count("<path") + 4


def test_what_was_set_is_read_from_the_cache(tmp_path: Path) -> None:
    """A second build starts no engine; a damaged file is set anew."""
    formula = Math("x_1")
    with Typesetter(tmp_path) as first:
        done = first.set(formula)
    (kept,) = tmp_path.rglob("*.json")
    kept.write_text(json.dumps({"svg": "<svg/>", "mathjax": "", "katex": ""}), encoding="utf-8")
    with Typesetter(tmp_path) as second:
        assert second.set(formula).svg == "<svg/>"
    kept.write_text("{", encoding="utf-8")
    with Typesetter(tmp_path) as third:
        assert third.set(formula) == done


def test_the_interpreter_ends_when_nobody_closes_the_engine() -> None:
    code = "from plugins.crosspost.math import Typesetter, Math; Typesetter().set(Math('x'))"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


@pytest.mark.parametrize(
    "svg",
    [
        "<svg",
        '<svg xmlns="http://www.w3.org/2000/svg" width="1ex" height="1ex"><script/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="9999ex" height="1ex"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="1ex"/>',
    ],
)
def test_a_drawing_that_is_none_of_a_formula_is_refused(svg: str) -> None:
    with pytest.raises(SvgError):
        clean_svg(svg)


@pytest.mark.parametrize(
    ("columns", "lines"),
    [("c|c", ['stroke-width="70"/>']), ("c:c", ['stroke-width="70" stroke-dasharray="140"/>']), ("cc", [])],
    ids=["solid", "dashed", "none"],
)
def test_lines_of_a_table_are_drawn_as_the_style_sheet_draws_them(
    columns: str, lines: list[str], typesetter: Typesetter
) -> None:
    """MathJax leaves them to its style sheet, which no post has."""
    svg = typesetter.set(Math(rf"\begin{{array}}{{{columns}}}a&b\\c&d\end{{array}}")).svg
    assert re.findall(r'<line [^>]*fill="none" ([^>]*>)', svg) == lines


def test_odd_attributes_are_left_out() -> None:
    odd = '<g fill="url(javascript:x)" onclick="x"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="1ex" height="1ex">{odd}</svg>'
    assert "javascript" not in clean_svg(svg)
    assert "onclick" not in clean_svg(svg)


def test_formulas_are_set_where_an_event_loop_runs(typesetter: Typesetter) -> None:
    """V8 itself refuses to wait there."""

    async def set_one() -> str:
        return typesetter.set(Math("x + y + z + 1")).svg

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, set_one()).result().startswith("<svg")
