"""Whether KaTeX, the engine of the site, takes a formula: KaTeX itself, in V8.

KaTeX comes as data from the wheel djangocms-katex; nothing imports Django, nothing needs Node. One context serves the
whole process and is closed at its end.
"""

from __future__ import annotations

import atexit
import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from importlib.metadata import files

from py_mini_racer import JSEvalException, JSTimeoutException, MiniRacer

_PACKAGE, _SCRIPT = "djangocms-katex", "vendor/katex/katex.min.js"
_SECONDS = 2.0
"""A formula may take so long; one that needs more is an attack."""
_LONGEST = 10_000
"""Characters; a formula of a note has hundreds."""
_REMEMBERED = 4096
_UNDERLINE = "\u0332"
"""KaTeX marks the place by it, letter by letter."""
_PREFIX = "KaTeX parse error: "
_CHECK = """
function refusal(tex, display) {
    try {
        katex.renderToString(tex, {displayMode: display, throwOnError: true, strict: false, maxExpand: 1000});
        return "";
    } catch (error) {
        return String(error.message);
    }
}
"""


@lru_cache(maxsize=_REMEMBERED)
def refusal(tex: str, *, display: bool = True) -> str:
    """What KaTeX says against a formula; empty where it sets it."""
    if not tex.strip():
        return "it is empty"
    if len(tex) > _LONGEST:
        return f"it has {len(tex)} characters"
    try:
        return _thread().submit(_ask, tex, display).result()
    except JSTimeoutException:
        return f"KaTeX needs more than {_SECONDS:g} seconds for it"
    except JSEvalException as error:  # a stack that overflows is caught by no one within
        return f"KaTeX fails on it ({str(error).splitlines()[0]})"


def _ask(tex: str, display: bool) -> str:
    answer = _engine().eval(f"refusal({json.dumps(tex)}, {json.dumps(display)})", timeout_sec=_SECONDS)
    return " ".join(str(answer).removeprefix(_PREFIX).replace(_UNDERLINE, "").split())


@cache
def _thread() -> ThreadPoolExecutor:
    """V8 is spoken to from a thread of its own: it refuses one in which an event loop runs."""
    return ThreadPoolExecutor(1, thread_name_prefix="katex")


@cache
def _engine() -> MiniRacer:
    engine = MiniRacer()
    script = next(file for file in files(_PACKAGE) or () if file.as_posix().endswith(_SCRIPT))
    engine.eval(script.read_text("utf-8"))
    engine.eval(_CHECK)
    atexit.register(engine.close)
    return engine
