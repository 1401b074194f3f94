"""Asking a server that times out, loops, lies, limits us, and serves broken TLS."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import httpx
import pytest
import trustme
from servers import (
    Answer,
    Site,
    by_method,
    drip,
    hang_up,
    huge,
    in_turn,
    never,
    served,
    slowly,
    status,
    with_cookie,
)

from generator.links.asking import Asker, Clock, Manners, ask_all
from generator.links.network import PublicTransport, is_public, transport
from generator.links.verdicts import Answer as Heard
from generator.links.verdicts import Kind

MANNERS = Manners(agent="Alongside/test", patience=0.4)
OK = status(200)


class Time:
    """A clock that goes only while somebody sleeps, and remembers for how long."""

    def __init__(self) -> None:
        """Begin at zero."""
        self.seconds = 0.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        if seconds:
            self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)

    def clock(self) -> Clock:
        """Return it as those who ask want it."""
        day = datetime(2026, 11, 22, 12, tzinfo=UTC)
        return Clock(lambda: self.seconds, self.sleep, lambda: day)


def ask(
    *urls: str,
    confirmed: bool = False,
    time: Time | None = None,
    through: httpx.AsyncBaseTransport | None = None,
) -> list[Heard]:
    """Return what some addresses answer, with no pause but on our own clock."""
    found: dict[str, Heard] = {}

    async def run() -> None:
        way = through or transport(allow_local=True)
        asker = Asker(way, MANNERS, (time or Time()).clock())
        questions = [(url, confirmed) for url in urls]
        await ask_all(questions, asker, MANNERS, found.__setitem__)
        await way.aclose()

    asyncio.run(run())
    return [found[url] for url in urls]


PAGES: dict[str, Answer] = {
    "/ok": OK,
    "/gone": status(410),
    "/no-head": by_method(status(405), OK),
    "/head-hangs": by_method(never, OK),
    "/head-hangs-up": by_method(hang_up, OK),
    "/lies": by_method(OK, status(404)),
    "/lies-no": by_method(status(404), OK),
    "/forbidden": status(403),
    "/network": status(999),
    "/challenge": status(503, cf_mitigated="challenge"),
    "/teapot": status(418),
    "/down": status(503),
    "/odd": status(700),
    "/never": never,
    "/drip": drip,
    "/hangs-up": hang_up,
    "/circle": status(302, Location="/circle-2"),
    "/circle-2": status(302, Location="/circle"),
    "/moved": status(301, Location="/moved-2"),
    "/moved-2": status(308, Location="/ok"),
    "/for-now": status(302, Location="/moved-2"),
    "/nowhere": status(301),
    "/to-a-file": status(301, Location="file:///etc/passwd"),
    "/to-nonsense": status(301, Location="http://x.example.org:port/"),
    "/to-gone": status(301, Location="/gone"),
    "/cookie": with_cookie(OK, status(302, Location="/cookie", Set_Cookie="a=b")),
}


@pytest.fixture
def site() -> Iterator[Site]:
    """Give the server."""
    with served(dict(PAGES)) as served_site:
        yield served_site


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/ok", Kind.FINE, "it answers"),
        ("/missing", Kind.GONE, "no such page any more (404)"),
        ("/gone", Kind.GONE, "(410)"),
        ("/no-head", Kind.FINE, ""),
        ("/head-hangs", Kind.FINE, ""),
        ("/head-hangs-up", Kind.FINE, ""),
        ("/lies", Kind.GONE, "(404)"),
        ("/lies-no", Kind.FINE, ""),
        ("/forbidden", Kind.BLOCKED, "lets no program look (403)"),
        ("/network", Kind.BLOCKED, "(999)"),
        ("/challenge", Kind.BLOCKED, "(503)"),
        ("/teapot", Kind.BLOCKED, "does not say (418)"),
        ("/down", Kind.TROUBLE, "out of order (503)"),
        ("/odd", Kind.BLOCKED, "(700)"),
        ("/never", Kind.TROUBLE, "no answer within 0.4 seconds"),
        ("/drip", Kind.TROUBLE, "no answer within 0.4 seconds"),
        ("/hangs-up", Kind.TROUBLE, "hung up"),
        ("/circle", Kind.TROUBLE, "round in a circle"),
        ("/nowhere", Kind.TROUBLE, "(301)"),
        ("/to-a-file", Kind.TROUBLE, "an address that no browser opens"),
        ("/to-nonsense", Kind.TROUBLE, "an address that cannot be read"),
        ("/to-gone", Kind.GONE, "(410)"),
        ("/cookie", Kind.FINE, ""),
    ],
)
def test_what_an_answer_means(site: Site, path: str, kind: Kind, words: str) -> None:
    """Only a page that was really fetched is fine; nothing that goes wrong is an exception."""
    (heard,) = ask(site.at(path))
    assert (heard.kind, words in heard.words) == (kind, True), heard


def test_head_is_enough_for_a_page_that_was_fetched_lately(site: Site) -> None:
    """Otherwise GET follows: HEAD alone is easily said yes to."""
    assert [h.kind for h in ask(site.at("/ok"), confirmed=True)] == [Kind.FINE]
    assert site.asked == [("HEAD", "/ok")]
    site.asked.clear()
    (heard,) = ask(site.at("/ok"))
    assert heard.fetched
    assert site.asked == [("HEAD", "/ok"), ("GET", "/ok")]
    site.asked.clear()
    assert ask(site.at("/no-head"), confirmed=True)[0].kind is Kind.FINE
    assert site.asked == [("HEAD", "/no-head"), ("GET", "/no-head")]


def test_redirects_tell_where_and_for_how_long(site: Site) -> None:
    """One step for now makes the whole way one for now."""
    moved, for_now, stayed = ask(site.at("/moved"), site.at("/for-now"), site.at("/ok"))
    assert (moved.to, moved.permanent) == (site.at("/ok"), True)
    assert (for_now.to, for_now.permanent) == (site.at("/ok"), False)
    assert (stayed.to, stayed.permanent) == ("", False)


def test_what_is_out_of_order_is_asked_again_after_a_while(site: Site) -> None:
    """Three times at the most, and later each time."""
    time = Time()
    ask(site.at("/down"), time=time)
    assert [method for method, _ in site.asked] == ["HEAD", "GET", "GET"]
    assert [seconds for seconds in time.slept if seconds > 1] == [3.0, 15.0]
    site.asked.clear()
    ask(site.at("/missing"))
    assert [method for method, _ in site.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("wait", "slept"),
    [("30", [30.0]), ("0", [3.0]), ("Sun, 22 Nov 2026 12:00:40 GMT", [40.0]), ("soon", [3.0])],
)
def test_a_server_may_ask_for_time(wait: str, slept: list[float]) -> None:
    """In seconds or as a date; then it is asked again."""
    limits = in_turn(status(429, Retry_After=wait), OK)
    time = Time()
    with served({"/": limits}) as site:
        (heard,) = ask(site.at("/"), time=time)
    assert heard.kind is Kind.FINE
    assert [seconds for seconds in time.slept if seconds > 1] == slept


@pytest.mark.parametrize("wait", ["61", "99999999999999999999", "Mon, 23 Nov 2026 12:00:00 GMT"])
def test_who_asks_for_too_much_time_is_left_alone(wait: str) -> None:
    """It is not asked a second time in this run, and counts as unknown."""
    time = Time()
    with served({"/": status(429, Retry_After=wait)}) as site:
        (heard,) = ask(site.at("/"), time=time)
        assert heard.kind is Kind.BLOCKED
        assert len(site.asked) == 1
    assert time.slept == []


def test_a_silent_host_is_not_asked_for_everything() -> None:
    """After two silences in a row the rest count as silent, too; any answer begins anew."""
    paths = [f"/{number}" for number in range(6)]
    with served({**dict.fromkeys(paths, hang_up), "/1": status(404)}) as site:
        found = ask(*map(site.at, paths))
        assert [answer.silent for answer in found] == [True, False, True, True, True, True]
        assert {path for _, path in site.asked} == {"/0", "/1", "/2", "/3"}


def test_nobody_keeps_us_for_long() -> None:
    """Not even by many steps, each of which is quick enough."""
    pages = {f"/{step}": slowly(status(302, Location=f"/{step + 1}"), 0.25) for step in range(10)}
    manners = Manners(agent="Alongside/test", patience=0.4, at_most=0.6)

    async def heard(url: str) -> Heard:
        asker = Asker(transport(allow_local=True), manners, Time().clock())
        return await asker.ask(url, confirmed=False)

    with served(pages) as slow:
        answer = asyncio.run(heard(slow.at("/0")))
    assert (answer.kind, answer.words) == (Kind.TROUBLE, "it takes far too long")
    assert len(slow.asked) <= 3


def test_one_host_is_asked_one_by_one_with_a_pause() -> None:
    """Other hosts meanwhile need not wait."""
    busy, most = 0, 0
    time = Time()

    class Counting(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            nonlocal busy, most
            busy += 1
            most = max(most, busy)
            for _ in range(5):
                await asyncio.sleep(0)
            assert request.method == "HEAD"
            busy -= 1
            return httpx.Response(200)

    same = [f"https://one.example.org/{number}" for number in range(4)]
    asker = Asker(Counting(), MANNERS, time.clock())

    async def at_once() -> None:
        await asyncio.gather(*(asker.ask(url, confirmed=True) for url in same))

    asyncio.run(at_once())
    assert most == 1
    assert time.slept == [1.0, 1.0, 1.0]
    most = 0
    others = [f"https://{number}.example.org/" for number in range(4)]
    ask(*others, through=Counting(), confirmed=True)
    assert most == 4


def test_nothing_of_a_page_is_read(site: Site) -> None:
    """Ten megabytes stay where they are, but for what is under way already."""
    size = 10 * 1024 * 1024
    pages: dict[str, Answer] = {}
    with served(pages) as large:
        pages["/"] = huge(large, size)
        (heard,) = ask(large.at("/"))
    assert heard.kind is Kind.FINE
    assert large.sent < size


def test_we_say_who_asks(site: Site) -> None:
    """And carry nothing from one address to another."""
    ask(site.at("/cookie"), site.at("/ok"))
    assert {headers["user-agent"] for headers in site.headers} == {"Alongside/test"}
    sent = [
        path for (_, path), said in zip(site.asked, site.headers, strict=True) if "cookie" in said
    ]
    assert set(sent) == {"/cookie"}
    assert {headers["host"] for headers in site.headers} == {f"127.0.0.11:{site.port}"}


def test_broken_tls_is_trouble(site: Site) -> None:
    """A certificate that nobody signed, one for another host, and no TLS at all."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.12").configure_cert(context)
    with served({"/": OK}, context) as secret:
        (unsigned,) = ask(secret.at("/", scheme="https"))
        trusting = ssl.create_default_context()
        authority.configure_trust(trusting)
        inner = httpx.AsyncHTTPTransport(verify=trusting, trust_env=False)
        (other,) = ask(secret.at("/", scheme="https"), through=inner)
        inner = httpx.AsyncHTTPTransport(verify=trusting, trust_env=False)
        (right,) = ask(secret.at("/", "127.0.0.12", "https"), through=inner)
    (plain,) = ask(site.at("/ok", scheme="https"))
    assert unsigned.words == other.words == "browsers will warn of it: its certificate is not valid"
    assert plain.words == "no safe connection comes about"
    assert {each.kind for each in (unsigned, other, plain)} == {Kind.TROUBLE}
    assert right.kind is Kind.FINE


def test_certificates_must_be_the_host_s_and_not_the_number_s() -> None:
    """The connection goes to a number; what is checked is the name."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("right.example.org").configure_cert(context)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)

    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    with served({"/": OK}, context) as site:
        for host, kind in (("right", Kind.FINE), ("wrong", Kind.TROUBLE)):
            inner = httpx.AsyncHTTPTransport(verify=trusting, trust_env=False)
            way = PublicTransport(inner, resolve, allow_local=True)
            (heard,) = ask(f"https://{host}.example.org:{site.port}/", through=way)
            assert heard.kind is kind


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.11/",
        "http://10.1.2.3/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://localhost/",
        "http://inside.example.org/",
        "http://2130706433/",
        "http://both.example.org/",
    ],
)
def test_private_networks_are_never_asked(url: str) -> None:
    """Not by number, not by name, not by a name with a public number beside."""
    names = {
        "inside.example.org": ["10.0.0.7"],
        "localhost": ["127.0.0.1"],
        "2130706433": ["127.0.0.1"],
        "both.example.org": ["93.184.216.34", "192.168.0.1"],
    }

    async def resolve(host: str, _port: int) -> Sequence[str]:
        return names.get(host, [host])

    class Forbidden(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise AssertionError(request.url)

    (heard,) = ask(url, through=PublicTransport(Forbidden(), resolve))
    assert heard.kind is Kind.REFUSED


def test_redirects_into_a_private_network_are_not_followed() -> None:
    """The way there began at a public host."""
    sent: list[str] = []

    async def resolve(host: str, _port: int) -> Sequence[str]:
        return ["93.184.216.34"] if host == "public.example.org" else [host]

    class Leading(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            sent.append(str(request.url))
            return httpx.Response(302, headers={"Location": "http://169.254.169.254/"})

    (heard,) = ask("http://public.example.org/", through=PublicTransport(Leading(), resolve))
    assert heard.kind is Kind.REFUSED
    assert sent == ["http://93.184.216.34/"]


def test_a_host_with_many_addresses_keeps_no_other_waiting() -> None:
    """However many may be asked at once, one host never takes more than one place."""
    order: list[str] = []

    class Noting(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            order.append(request.url.host)
            return httpx.Response(200)

    many = [f"https://a.example.org/{number}" for number in range(40)]
    ask(*many, "https://b.example.org/", through=Noting(), confirmed=True)
    assert order.index("b.example.org") < 5


def test_names_in_any_script_are_asked_by_their_plain_form() -> None:
    """So that the certificate can be compared."""
    asked: list[tuple[str, object]] = []

    async def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append((host, None))
        return ["93.184.216.34"]

    class Noting(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            asked.append((request.headers["host"], request.extensions["sni_hostname"]))
            return httpx.Response(200)

    ask("https://bücher.example/", through=PublicTransport(Noting(), resolve), confirmed=True)
    plain = "xn--bcher-kva.example"
    assert asked == [(plain, None), (plain, plain)]


def test_another_number_is_tried_when_one_does_not_answer(site: Site) -> None:
    """Many machines have no way to the newer kind of numbers."""

    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return ["127.255.255.255", "127.0.0.1"]

    inner = httpx.AsyncHTTPTransport(trust_env=False)
    way = PublicTransport(inner, resolve, allow_local=True)
    (heard,) = ask(f"http://some.example.org:{site.port}/ok", through=way)
    assert heard.kind is Kind.FINE


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - nobody listens here
        ("224.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("no number", False),
    ],
)
def test_public_numbers(number: str, public: bool) -> None:
    """Whatever a private number is wrapped in."""
    assert is_public(number) is public
