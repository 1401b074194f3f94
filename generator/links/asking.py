"""Asking addresses whether they still answer: politely, and never for longer than is good."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from generator.links.network import PrivateHostError
from generator.links.verdicts import Answer, Kind

MOST_STEPS = 10
"""How many redirects are followed."""

BLOCKED = {401, 403, 407, 429, 451}
"""What says more of us than of the page."""

UNKNOWN_TO_HTTP = 600
"""From here on a status means nothing; some networks tell every program such a one."""

AGAIN = {429, 500, 502, 503, 504}
PATIENT_FOR = 2
"""How many addresses of a silent host are asked before the rest of them are not."""

CHALLENGE = "cf-mitigated"
"""What one great gatekeeper adds when it wants to see a person."""

Sleep = Callable[[float], Awaitable[None]]
Told = Callable[[str, Answer], None]


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask; all times are seconds."""

    agent: str
    at_once: int = 16
    pause: float = 1.0
    """Between two requests to one host, of which there is never more than one at a time."""
    patience: float = 20.0
    """For one request, from the connection to the end of the answer's head."""
    waits: tuple[float, ...] = (3.0, 15.0)
    """Before the second and the third try."""
    longest_wait: float = 60.0
    """The most that a server may ask for; whoever asks for more is left alone."""
    at_most: float = 240.0
    """For one address, with all that it leads to and every try."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time in seconds, a way to let it pass, and the date with its time of day."""

    now: Callable[[], float]
    sleep: Sleep
    date: Callable[[], datetime]


@dataclass(slots=True)
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0


@dataclass(frozen=True, slots=True)
class _Heard:
    """An answer, whether it is worth asking again, and how long the server wants us to wait."""

    answer: Answer
    again: bool = False
    wait: float | None = None


class Asker:
    """Asks addresses one by one; it knows when it asked each host last."""

    def __init__(self, transport: httpx.AsyncBaseTransport, manners: Manners, clock: Clock) -> None:
        """Ask over `transport`."""
        self._transport = transport
        self._manners = manners
        self._clock = clock
        self._hosts: dict[str, _Host] = defaultdict(_Host)

    async def ask(self, url: str, *, confirmed: bool) -> Answer:
        """Return what `url` answers.

        HEAD comes first. Its yes is enough where the page was fetched not long ago (`confirmed`);
        otherwise, and after any no, the page itself is asked for, of which nothing is read but
        the head.
        """
        try:
            async with asyncio.timeout(self._manners.at_most):
                return await self._asked(url, confirmed=confirmed)
        except TimeoutError:
            return Answer(Kind.TROUBLE, "it takes far too long", silent=True)

    async def _asked(self, url: str, *, confirmed: bool) -> Answer:
        heard = await self._heard("HEAD", url)
        if heard.answer.kind is Kind.REFUSED or (confirmed and heard.answer.kind is Kind.FINE):
            return heard.answer
        waits = iter(self._manners.waits)
        if heard.again and not await self._waited(heard, next(waits)):
            return heard.answer
        heard = await self._heard("GET", url)
        for wait in waits if heard.again else ():
            if not heard.again or not await self._waited(heard, wait):
                break
            heard = await self._heard("GET", url)
        return heard.answer

    async def _waited(self, heard: _Heard, usual: float) -> bool:
        """Wait as long as the server wants, or as `usual`; return whether one may ask again."""
        wait = max(usual, heard.wait or 0.0)
        if wait > self._manners.longest_wait:
            return False
        await self._clock.sleep(wait)
        return True

    async def _heard(self, method: str, url: str) -> _Heard:
        """Return what an address, and every one that it leads on to, answers to one request."""
        cookies, permanent = httpx.Cookies(), True
        try:
            here = httpx.URL(url)
            for _ in range(MOST_STEPS + 1):
                request = httpx.Request(method, here, headers=self._headers())
                cookies.set_cookie_header(request)
                response = await self._sent(request)
                cookies.extract_cookies(response)
                if not response.has_redirect_location:
                    to = str(here) if here != httpx.URL(url) else ""
                    heard = self._read(response, method)
                    return self._led(heard, to, permanent=permanent and bool(to))
                permanent = permanent and response.status_code in {301, 308}
                here = here.join(response.headers["location"])
                if here.scheme not in {"http", "https"} or not here.host:
                    return _trouble("it leads to an address that no browser opens")
        except PrivateHostError as error:
            words = f"it leads into a private network ({error}), where nobody is asked"
            return _Heard(Answer(Kind.REFUSED, words))
        except (httpx.InvalidURL, httpx.CookieConflict, ValueError):
            return _trouble("it leads to an address that cannot be read")
        except (httpx.TimeoutException, TimeoutError):
            seconds = f"{self._manners.patience:g} seconds"
            return _silence(f"no answer within {seconds}")
        except (httpx.TransportError, OSError) as error:
            return _broken(error)
        return _trouble("it leads round in a circle")

    async def _sent(self, request: httpx.Request) -> httpx.Response:
        """Return the head of the answer, when it is this host's turn."""
        host = self._hosts[request.url.host]
        async with host.turn:
            await self._clock.sleep(max(0.0, host.free_at - self._clock.now()))
            try:
                async with asyncio.timeout(self._manners.patience):
                    response = await self._transport.handle_async_request(request)
                    response.request = request
                    await response.aclose()
                    return response
            finally:
                host.free_at = self._clock.now() + self._manners.pause

    def _headers(self) -> Mapping[str, str]:
        return {"User-Agent": self._manners.agent, "Accept": "text/html,*/*;q=0.8"}

    def _read(self, response: httpx.Response, method: str) -> _Heard:
        status = response.status_code
        if 200 <= status < 300:
            return _Heard(Answer(Kind.FINE, "it answers", fetched=method == "GET"))
        if status in {404, 410}:
            return _Heard(Answer(Kind.GONE, f"there is no such page any more ({status})"))
        again, wait = status in AGAIN, self._wait_in(response)
        is_odd = status >= UNKNOWN_TO_HTTP or CHALLENGE in response.headers
        if status in BLOCKED or is_odd:
            answer = Answer(Kind.BLOCKED, f"the site lets no program look ({status})")
            return _Heard(answer, again, wait)
        if 400 <= status < 500:
            return _Heard(Answer(Kind.BLOCKED, f"the site does not say ({status})"))
        return _Heard(Answer(Kind.TROUBLE, f"the site is out of order ({status})"), again, wait)

    @staticmethod
    def _led(heard: _Heard, to: str, *, permanent: bool) -> _Heard:
        answer = heard.answer
        led = Answer(answer.kind, answer.words, to, permanent, answer.fetched)
        return _Heard(led, heard.again, heard.wait)

    def _wait_in(self, response: httpx.Response) -> float | None:
        """Return how many seconds the server wants us to wait.

        Source: RFC 9110, section 10.2.3.
        """
        said = response.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit():
            return float(said[:9])
        try:
            moment = parsedate_to_datetime(said)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - self._clock.date()).total_seconds())


async def ask_all(
    urls: Iterable[tuple[str, bool]], asker: Asker, manners: Manners, told: Told
) -> None:
    """Ask all addresses, each with whether it is confirmed, and tell each answer as it comes.

    Those of one host wait for each other, so that a host with many of them keeps no other waiting.
    A host that said nothing to several in a row counts as silent for the rest.
    """
    room = asyncio.Semaphore(manners.at_once)
    hosts: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for url, confirmed in urls:
        hosts[urlsplit(url).netloc].append((url, confirmed))

    async def ask_host(questions: Iterable[tuple[str, bool]]) -> None:
        silent = 0
        for url, confirmed in questions:
            if silent < PATIENT_FOR:
                async with room:
                    answer = await asker.ask(url, confirmed=confirmed)
                silent = silent + 1 if answer.silent else 0
            told(url, answer)

    async with asyncio.TaskGroup() as group:
        for questions in hosts.values():
            group.create_task(ask_host(questions))


def _trouble(words: str) -> _Heard:
    return _Heard(Answer(Kind.TROUBLE, words))


def _silence(words: str, *, again: bool = True) -> _Heard:
    return _Heard(Answer(Kind.TROUBLE, words, silent=True), again)


def _broken(error: Exception) -> _Heard:
    """Return what went wrong below HTTP, in words."""
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    if any(isinstance(each, ssl.SSLCertVerificationError) for each in causes):
        return _silence("browsers will warn of it: its certificate is not valid", again=False)
    if any(isinstance(each, ssl.SSLError) for each in causes):
        return _silence("no safe connection comes about", again=False)
    if any(isinstance(each, socket.gaierror) for each in causes):
        return _silence("there is no host of this name")
    if isinstance(error, httpx.ConnectError | ConnectionRefusedError):
        return _silence("nobody answers there")
    return _silence("the server hung up")
