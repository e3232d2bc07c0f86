"""TeX -> SVG: MathJax 3.2.2 in V8, and whether KaTeX (the engine of the page and of 掘金) takes the formula too.

MathJax comes as data from the wheel django-static-mathjax; nothing imports Django, nothing needs Node.
"""

from __future__ import annotations

import atexit
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from types import TracebackType

from py_mini_racer import JSEvalException, MiniRacer

from generator.errors import ConfigError
from generator.transaction import replace_file
from plugins.crosspost.svg import SvgError, clean_svg, error_of
from plugins.crosspost.tex import without_tags
from plugins.crosspost.tree import CrosspostError, Math
from plugins.paper_notes.libraries import katex_files, package_files

_PACKAGE = "django-static-mathjax"
_FILES = (
    "startup.js",
    "core.js",
    "adaptors/liteDOM.js",
    "input/tex-full.js",
    "output/svg.js",
    "output/svg/fonts/tex.js",
)  # in this order
_OURS = Path(__file__).parent / "engine" / "typeset.js"
SECONDS = 5
"""The longest that setting a formula may take; one that needs more is an attack."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A set formula. `svg` is empty where MathJax refuses the TeX; a message is empty where its engine is content."""

    svg: str
    mathjax: str = ""
    katex: str = ""


class Typesetter:
    """Sets formulas, each once: what is set is kept under `cache`, across builds. To be closed."""

    def __init__(self, cache: Path | None = None) -> None:
        self.cache = cache
        self._engine: MiniRacer | None = None
        # V8 is spoken to from a thread of its own: it refuses one in which an event loop runs.
        self._thread = ThreadPoolExecutor(1)
        self._known: dict[Math, Formula] = {}
        self._salt = _makers()

    def __enter__(self) -> Typesetter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End V8; the next formula starts it anew."""
        if self._engine is not None:
            self._thread.submit(self._stop).result()

    def _stop(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None
            atexit.unregister(self._stop)

    def set(self, formula: Math) -> Formula:
        """The formula as SVG, from memory, from the cache or from MathJax."""
        if formula not in self._known:
            self._known[formula] = self._read(formula) or self._set_anew(formula)
        return self._known[formula]

    def _set_anew(self, formula: Math) -> Formula:
        done = self._thread.submit(self._run, formula).result()
        self._write(formula, done)
        return done

    def _run(self, formula: Math) -> Formula:
        try:
            result = self._typeset(formula.tex, formula.display)
            problem = error_of(result["svg"]) if result["svg"] else result["mathjax"]
            if not problem and formula.tex != without_tags(formula.tex):
                result["svg"] = self._typeset(without_tags(formula.tex), formula.display)["svg"]
        except JSEvalException as error:
            self._stop()  # out of time or memory: the engine may be in any state
            return Formula("", f"MathJax gave up ({type(error).__name__})")
        katex = result["katex"].removeprefix("KaTeX parse error: ")
        if problem:
            return Formula("", problem, katex)
        try:
            return Formula(clean_svg(result["svg"]), "", katex)
        except SvgError as error:
            return Formula("", str(error), katex)

    def _typeset(self, tex: str, display: bool) -> dict[str, str]:
        engine = self._engine or self._start()
        call = f"typeset({json.dumps(tex)},{json.dumps(display)})"
        result: dict[str, str] = json.loads(str(engine.eval(call, timeout_sec=SECONDS)))
        return result

    def _start(self) -> MiniRacer:
        self._engine = engine = MiniRacer()
        atexit.register(self._stop)  # an open engine keeps the interpreter from ending
        for script in (_OURS, *_libraries()):
            engine.eval(f"{script.read_text(encoding='utf-8')}\n;0")
        engine.eval("startTypesetting();0")
        return engine

    def _path(self, formula: Math) -> Path | None:
        if self.cache is None:
            return None
        key = json.dumps((self._salt, formula.tex, formula.display))
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.cache / name[:2] / f"{name}.json"

    def _read(self, formula: Math) -> Formula | None:
        path = self._path(formula)
        try:
            return Formula(**json.loads(path.read_text(encoding="utf-8"))) if path else None
        except (OSError, ValueError, TypeError):
            return None  # absent or damaged: set anew

    def _write(self, formula: Math, done: Formula) -> None:
        path = self._path(formula)
        if path is None:
            return
        replace_file(path, json.dumps(asdict(done), ensure_ascii=False).encode())


@lru_cache(maxsize=1)
def _makers() -> str:
    """All that decides what becomes of a formula: where one is another, what the cache holds is worth nothing."""
    digest = hashlib.sha256()
    for path in (_OURS, *map(Path(__file__).with_name, ("math.py", "svg.py", "tex.py"))):
        digest.update(path.read_bytes())
    return "/".join((digest.hexdigest(), *map(metadata.version, (_PACKAGE, "djangocms-katex"))))


def _libraries() -> tuple[Path, ...]:
    """MathJax's scripts, which set TeX as SVG, in the order in which they must run; and KaTeX's.

    Raises:
        CrosspostError: a package is absent or holds something else.
    """
    names = [f"mathjax/static/mathjax/es5/{name}" for name in _FILES]
    try:
        mathjax = package_files(_PACKAGE, "formulas need", *names)
        return (*(mathjax[name] for name in names), katex_files()["katex.min.js"])
    except ConfigError as error:
        raise CrosspostError(None, error.problem, error.way_out) from error
