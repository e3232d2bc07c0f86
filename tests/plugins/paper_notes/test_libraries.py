"""What the site serves of others comes from packages that are never imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator.errors import ConfigError
from plugins.paper_notes.libraries import chinese_font, katex_files, package_files


def test_the_script_the_style_and_woff2_fonts_are_found_and_nothing_more() -> None:
    files = katex_files()
    fonts = {name for name in files if name.startswith("fonts/")}
    assert files.keys() - fonts == {"katex.min.js", "katex.min.css", "LICENSE"}
    assert len(fonts) == 20
    assert {name.rpartition(".")[2] for name in fonts} == {"woff2"}
    assert all(path.is_file() for path in files.values())


def test_finding_them_does_not_import_the_package() -> None:
    """It would ask for Django, which is not installed."""
    code = (
        "import sys; from plugins.paper_notes.libraries import katex_files; katex_files(); "
        "sys.exit('djangocms_katex' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_the_package_the_error_gives_the_command() -> None:
    """An interpreter that sees none of the installed distributions."""
    code = (
        "import importlib.metadata as m; from generator.errors import ConfigError; "
        "from plugins.paper_notes.libraries import katex_files; import sys; "
        "sys.path[:] = []\n"
        "try: katex_files()\n"
        "except ConfigError as error: sys.stdout.write(str(error))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == (
        "formulas need the package djangocms-katex. Install it: pip install --no-deps djangocms-katex"
    )


def test_a_package_that_holds_something_else_is_told_from_one_that_is_absent() -> None:
    with pytest.raises(ConfigError, match=r"the package pyvis does not hold vis\.js\. Install it: .* pyvis\. Or not\."):
        package_files("pyvis", "the site needs", "vis.js", otherwise="Or not.")


def test_the_chinese_font_is_found() -> None:
    assert chinese_font("cards need").name == "NotoSansSC-Regular.ttf"
