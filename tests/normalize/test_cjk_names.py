"""Names in Chinese, Japanese and Korean bylines."""

from __future__ import annotations

import pytest

from crawler.normalize.cjk_names import native_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("홍길동 김철수 기자", ["홍길동", "김철수"]),
        ("홍길동", ["홍길동"]),
        ("홍길동 김철수", []),
        ("홍길동 기자", ["홍길동"]),
        ("홍길동=김철수 기자", ["홍길동", "김철수"]),
        ("記者 王小明", ["王小明"]),
        ("山田 太郎", ["山田太郎"]),
        ("二階堂 太一", ["二階堂太一"]),
        ("王小明 李大文", ["王小明", "李大文"]),
        ("王小明 李大文 張三", ["王小明", "李大文", "張三"]),
        ("Jane Doe", []),
        ("ジョブズ", []),
        ("", []),
    ],
)
def test_native_names(text: str, names: list[str]) -> None:
    assert native_names(text) == names
