"""``copydesk credit``."""

from __future__ import annotations

from click.testing import CliRunner

from crawler.cli.credit import credit


def test_shows_the_reading_and_its_rule() -> None:
    result = CliRunner().invoke(credit, ["The ship leaves. (AP Photo/JANE DOE, File)"])
    assert result.exit_code == 0
    for words in ("bracket at the end", "The ship leaves.", "Jane Doe", "Associated Press"):
        assert words in result.output


def test_takes_an_element() -> None:
    result = CliRunner().invoke(credit, ["The ship leaves.", "--element", "Foto: Jane Doe/dpa"])
    assert result.exit_code == 0
    assert "element" in result.output
    assert "Jane Doe/dpa" in result.output


def test_wants_a_line() -> None:
    result = CliRunner().invoke(credit, [])
    assert result.exit_code == 2
    assert "Give a caption" in result.output
