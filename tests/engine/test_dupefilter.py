"""Requests made once: the compact set against Python's own."""

from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request

from crawler.engine.dupefilter import DupeFilter, Keys


@given(st.lists(st.integers(1, 2**64 - 1) | st.integers(1, 50) | st.integers(1, 9).map(lambda n: n << 40)))
def test_keys_are_a_set(numbers: list[int]) -> None:
    keys, known = Keys(), set[int]()
    for number in numbers:
        assert keys.add(number) == (number not in known)
        known.add(number)


def test_keys_grow() -> None:
    keys = Keys()
    assert all(keys.add(number * 2_654_435_761 % 2**64) for number in range(1, 20_000))
    assert not any(keys.add(number * 2_654_435_761 % 2**64) for number in range(1, 20_000))


def test_a_request_is_made_once() -> None:
    seen = DupeFilter()
    urls = ["https://daily.example/1", "https://daily.example/2", "https://daily.example/1"]
    assert [seen.request_seen(Request(url)) for url in urls] == [False, False, True]
