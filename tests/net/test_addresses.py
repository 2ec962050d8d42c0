import pytest

from crawler.net.addresses import host_name, is_public, literal, refusal


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2002:808:808::", "172.32.0.1",
     "64:ff9b::808:808", "2001:4860::5efe:808:808", "2001:4860::5eff:7f00:1"],  # what DNS64 makes of an IPv4 address
)  # fmt: skip
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::",
        "2001:0:4136:e378:8000:63bf:80ff:fffe", "daily.example", "", "1.2.3",
        "::ffff:0:7f00:1", "fec0::1", "64:ff9b:1::7f00:1", "2001:4860::5efe:7f00:1", "2001:4860::200:5efe:7f00:1", "3fff::1", "5f00::1", "4000::1",
        "192.0.0.192", "168.63.129.16", "100.100.100.200", "64:ff9b::a9fe:a9fe", "0:0:0:0:0:ffff:7f00:0001",
        "::ffff:8.8.8.8",  # no DNS answer has it; who writes it means to get around a guard
    ],
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0X7F.0.0.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("0x7f.0x0.0x0.0x1", "127.0.0.1"),
        ("127.65535", "127.0.255.255"),
        ("255.255.255.255", "255.255.255.255"),
        ("1.2.65535", "1.2.255.255"),
        ("1.2.65536", None),
        ("1.16777215", "1.255.255.255"),
        ("1.16777216", None),
        ("4294967295", "255.255.255.255"),
        ("0", "0.0.0.0"),
        ("0x", "0.0.0.0"),
        ("[::1]", "::1"),
        ("[::ffff:127.0.0.1]", "::ffff:7f00:1"),
        ("[fe80::1%25eth0]", "fe80::1"),
        ("%31%32%37.0.0.1", "127.0.0.1"),
        ("１２７.０.０.１", "127.0.0.1"),
        ("127。0。0。1", "127.0.0.1"),
        ("daily.example", None),
        ("localhost", None),
        ("1.2.3.4.5", None),
        ("256.1.1.1", None),
        ("1.2.3.256", None),
        ("4294967296", None),
        ("08.0.0.1", None),
        ("a.1", None),
        ("", None),
        (".", None),
    ],
)
def test_literal(host: str, address: str | None) -> None:
    assert literal(host) == address


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("Daily.Example.", "daily.example"),
        ("zeitung-köln.example", "xn--zeitung-kln-zfb.example"),
        ("%64aily.example", "daily.example"),
        ("[::FFFF:7f00:1]", "::ffff:7f00:1"),
        ("0x7f.1", "127.0.0.1"),
        ("a..example", "a..example"),
        ("", ""),
    ],
)
def test_host_name(host: str, name: str) -> None:
    assert host_name(host) == name


@pytest.mark.parametrize(
    ("host", "allowed", "words"),
    [
        ("daily.example", [], None),
        ("8.8.8.8", [], None),
        ("local.daily.example", [], None),
        ("127.0.0.1", [], "is no public address"),
        ("127.1", [], "is 127.0.0.1, no public address"),
        ("127.1", ["127.0.0.1"], None),
        ("127.0.0.2", ["127.0.0.1"], "is no public address"),
        ("localhost", [], "is a name of local networks"),
        ("LOCALHOST.", ["localhost"], None),
        ("localhost", ["127.0.0.1"], "is a name of local networks"),
        ("printer", [], "is a name of local networks"),
        ("a.localhost", [], "is a name of local networks"),
        ("metadata.google.internal", [], "is a name of local networks"),
        ("nas.local", [], "is a name of local networks"),
        ("router.home.arpa", [], "is a name of local networks"),
        ("", [], "is a name of local networks"),
    ],
)
def test_refusal(host: str, allowed: list[str], words: str | None) -> None:
    assert refusal(host, allowed) == words
