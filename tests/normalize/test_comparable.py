"""A text independent of typography and of what changes by itself."""

from __future__ import annotations

import pytest

from crawler.normalize.comparable import comparable, is_volatile


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The  pier “opens”.\n\nUpdated at 10:32\n\n1,234 views", 'The pier "opens".'),
        ("‘a’ ‚b‛ ′c´ `d ʼe ＇f", "'a' 'b' 'c' 'd 'e 'f"),
        ("“a” „b‟ «c» ″d ＂e", '"a" "b" "c" "d "e'),
        ("a‐b‑c‒d–e—f―g−h﹣i－j", "a-b-c-d-e-f-g-h-i-j"),
        ("a\xadb\u200bc\u200cd\u200de\u200ef\u200fg\u2060h\ufeffi", "abcdefghi"),
        ("ﬁne ①", "fine 1"),
        ("a\n\n b ", "a\nb"),
        ("`a'", "`a'"),
        ("", ""),
        ("Xé", "Xé"),
        ("é’é", "é'é"),
    ],
)
def test_comparable(text: str, expected: str) -> None:
    assert comparable(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3 minutes ago", True),
        ("Two people died 3 hours ago.", False),
        ("Final score: 3-2", False),
        ("a 1,234 views b", True),
        ("a b 1,234 views c", False),
        ("minutes ago", False),
        ("3 minutes ago" + "." * 67, False),
        ("3 minutes ago" + " " * 67, True),
        ("3 minutes ago" + " " * 68, False),
        ("Updated 10:32", True),
        ("Updated 2 April 2026", True),
        ("Updated 2.4.2026", True),
        ("Updated 2026", True),
        ("Updated 12026", False),
        ("Updated 20261", False),
        ("Updated 1899", False),
        ("Updated 3 pm", True),
        ("Updated 3 uhr", True),
        ("Updated 3h", True),
        ("Updated 3hx", False),
        ("Updated Monday 3", False),
        ("Updated at 10:32.", True),
        ("He updated 10:32.", False),
        ("He updated 10:32", True),
        ("Updated on Thursday April 2nd at 10:32 am London", True),
        ("Updated on a Thursday April 2nd at 10:32 am London", False),
        ("1,234 views", True),
        ("1,234 views!", False),
        ("12 comments", True),
        ("3분 전", True),
        ("조회수 1,234", True),
        ("更新：2026-04-02 10:32", True),
        ("3分前", True),
        ("3分前日本語文字列", False),
        ("Released 2026", False),
        ("10:32 Updated", True),
        ("5 min read", True),
        ("Updated 10h32", True),
        ("Updated 10時32", True),
        ("Release date 3-2", False),
        ("Released 3-2", False),
        ("3.X views", True),
        ("更新 2026-04-02 日本語日本語日本語", True),
        ("更新 2026-04-02 日本語日本語日本語日本語", False),
    ],
)
def test_is_volatile(line: str, expected: bool) -> None:
    assert is_volatile(line) is expected
