"""JSON with half a character in it, wherever a page has JSON."""

from __future__ import annotations

import json

import pytest

from crawler.extract.document import jsonld
from crawler.extract.document.json_decoder import Decoder
from crawler.extract.embedded import flight, state


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r'["pier"]', ["pier"]),
        (r'["pier \ud83c"]', ["pier \ufffd"]),
        (r'["\uD83C pier"]', ["\ufffd pier"]),
        (r'["\udf0a\ud83c"]', ["\ufffd\ufffd"]),
        (r'["\ud83c\ud83c\udf0a"]', ["\ufffd\U0001f30a"]),
        (r'["\ud83c\udf0a"]', ["\U0001f30a"]),
        (r'["\\ud83c"]', [r"\ud83c"]),
        (r'["\\\ud83c"]', ["\\\ufffd"]),
        (r'["\\\\ud83c \"\ud83c\""]', ['\\\\ud83c "\ufffd"']),
        (r'{"\udfff": "\ud7ff\ue000"}', {"\ufffd": "\ud7ff\ue000"}),
    ],
)
def test_decode(text: str, expected: object) -> None:
    assert Decoder().decode(f" {text} ") == expected
    assert Decoder().raw_decode(f"a = {text}; \\ud83c", 4) == (expected, 4 + len(text))


LONE = r"The pier \ud83c is open. "


def test_no_reader_gives_half_a_character() -> None:
    inner = json.dumps(json.dumps({"body": "The pier \ud83c is open. "}))
    row = "1:" + json.dumps({"body": "The pier \ud83c is open. "})
    found = [
        jsonld.nodes([f'{{"@type": "NewsArticle", "headline": "{LONE}"}}', f'{{"headline": "{LONE}",}}']),
        [*state.assigned(f'window.a = {{"body": "{LONE}"}}; var b = {inner}')],
        state.literals(f'function() {{ return {{body: "{LONE * 20}"}} }}'),
        flight.rows([f"self.__next_f.push([1,{json.dumps(row)}])"]),
    ]
    assert all("\ufffd" in repr(value) for value in found)
    assert json.dumps(found, ensure_ascii=False).encode()
