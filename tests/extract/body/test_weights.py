import pytest
from lxml import html

from crawler.extract.body.walk import walk
from crawler.extract.body.weights import FIRST, Weights

ROWS = [("bias", "0"), *((name, "0") for name in FIRST)]
# In floating point these sum to 0.0 or to 1.0 by their order, and that of a set's members differs from run to run.
VALUES = {"large": "1e16", "one": "1.0", "less": "-1e16"}


@pytest.mark.parametrize("kind", ["path", "near", "says"])
def test_weights_of_words_do_not_hang_on_the_order_of_a_set(kind: str) -> None:
    weights = Weights([*ROWS, *((f"{kind}:{word}", value) for word, value in VALUES.items())])
    (block,) = walk(html.document_fromstring('<div class="large one less"><p>Large one less</p></div>')).text_blocks
    found = {
        "path": weights.of_path(block.box, {})[1],
        "near": weights.of_near(block),
        "says": weights.of_opening(block.text, 3),
    }
    assert found.pop(kind) == 1.0
    assert set(found.values()) == {0.0}


@pytest.mark.parametrize(
    ("text", "length", "local", "opening"),
    [
        ("Follow us", 1, 1.0, 8.0),  # remembered
        ("Follow us", 4, 4.0, 8.0),  # the longest that is
        ("Follow us", 5, 5.0, 8.0),
        ("Follow us", 8, 8.0, 0.0),  # too long for its words to count
        ("1 follower", 1, 10.0, 0.0),
    ],
)
def test_the_weight_of_a_block_is_that_of_its_text_and_its_position(
    text: str, length: int, local: float, opening: float
) -> None:
    rows = dict.fromkeys(FIRST, "") | {"digits_length": " ".join(map(str, range(18))), "place": "1 2 3 4 5"}
    weights = Weights([("bias", "0"), *rows.items(), ("says:follow", "8.0")])
    (block,) = walk(html.document_fromstring(f"<p>{text}</p>")).text_blocks
    assert [weights.of_text(block, length) for _ in range(2)] == [(local, opening)] * 2
    assert weights.of_position([0, 4, *[0] * 14], length, local) == local + 5.0
