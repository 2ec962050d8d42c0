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
