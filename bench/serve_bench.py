"""How a server holds: requests a second, pages, memory, an update while others ask.

``python bench/serve_bench.py --store FOLDER [--seconds 60] [--clients 50] [--requests 50000]``: the
store is copied, so that the update may write. Clients and server share this machine, as the issue's
bar asks: 50 clients on loopback, two processors for all. The names asked for are half listed ones,
mistyped now and then, and half made of the words of several.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import httpx

from designata.index.lookup import Index
from designata.screen import shelf

PORT = 8765
HOST = f"127.0.0.1:{PORT}"
NAMES = 20_000
_UPDATING = 30.0
_PATIENCE = 180.0
PAGES = (
    "/",
    "/?q=Lady+R",
    "/dossier/{entity}",
    "/read",
    "/changes",
    "/review",
    "/sources",
    "/brief",
    "/api/entities/{entity}",
    "/entities/{entity}",
)


class Load(NamedTuple):
    """What came of some requests.

    Args:
        latencies: in seconds, of those that were answered well.
        failed: what went wrong, by what was said.
        seconds: all of it took.
    """

    latencies: list[float]
    failed: dict[str, int]
    seconds: float

    def told(self) -> str:
        """It in one line."""
        count = len(self.latencies)
        if not count:
            return f"nothing was answered: {self.failed}"
        ordered = sorted(self.latencies)
        return (
            f"{count:,} requests in {self.seconds:.1f} s, {count / self.seconds:,.0f} a second; "
            f"median {ordered[count // 2] * 1000:.1f} ms, 95 % "
            f"{ordered[int(count * 0.95)] * 1000:.1f} ms, longest {ordered[-1] * 1000:.0f} ms; "
            f"failed: {sum(self.failed.values())} {self.failed or ''}"
        )


def names(store: Path) -> list[tuple[str, str]]:
    """Names to ask for, with their schemata."""
    dice = random.Random(7)
    index = Index(shelf.ready(store))
    listed = [index.entry(dice.randrange(index.about.entities)) for _ in range(NAMES // 2)]
    found = [(_mistyped(dice, one.names[0][0]), one.schema) for one in listed if one.names]
    words = [word for text, _ in found for word in text.split()]
    made_up = [(" ".join(dice.sample(words, 3)), "Person") for _ in range(NAMES // 2)]
    mixed = found + made_up
    dice.shuffle(mixed)
    return mixed


def _mistyped(dice: random.Random, text: str) -> str:
    if dice.random() < 0.7 or len(text) < 6:
        return text
    place = dice.randrange(1, len(text) - 1)
    return text[:place] + text[place + 1 :]


def requests(asked: Sequence[tuple[str, str]], compatible: bool) -> list[bytes]:  # noqa: FBT001
    """The bytes of requests, ready to be sent."""
    made = []
    for name, schema in asked:
        if compatible:
            path = "/match/default"
            body: object = {"queries": {"q": {"schema": schema, "properties": {"name": [name]}}}}
        else:
            path, body = "/api/match", {"schema": schema, "name": name}
        content = json.dumps(body).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        made.append(head.encode() + content)
    return made


async def load(
    asked: Sequence[bytes], *, clients: int, seconds: float = 1e9, most: int = 1 << 62
) -> Load:
    """Sends requests from some clients, each one after the other."""
    latencies: list[float] = []
    failed: dict[str, int] = {}
    began = time.perf_counter()
    sent = 0

    async def client(number: int) -> None:
        nonlocal sent
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        place = number * 97
        while time.perf_counter() - began < seconds and sent < most:
            sent += 1
            place += 1
            start = time.perf_counter()
            try:
                writer.write(asked[place % len(asked)])
                status = await _answer(reader)
            except (OSError, asyncio.IncompleteReadError) as error:
                failed[repr(error)] = failed.get(repr(error), 0) + 1
                reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
                continue
            if status == b"200":
                latencies.append(time.perf_counter() - start)
            else:
                failed[status.decode()] = failed.get(status.decode(), 0) + 1
        writer.close()

    await asyncio.gather(*(client(number) for number in range(clients)))
    return Load(latencies, failed, time.perf_counter() - began)


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    start = lowered.index(b"content-length:") + len(b"content-length:")
    await reader.readexactly(int(lowered[start : lowered.index(b"\r\n", start)]))
    return head.split(b" ", 2)[1]


def resident(process: int) -> float:
    """The memory of a process, in MB."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def start(store: Path) -> subprocess.Popen[bytes]:
    """A server, once it answers."""
    command = [
        sys.executable,
        "-m",
        "designata",
        "serve",
        "--port",
        f"{PORT}",
        "--store",
        str(store),
    ]
    began = time.perf_counter()
    process = subprocess.Popen(command)
    while True:
        try:
            if httpx.get(f"http://{HOST}/", timeout=60).status_code == 200:
                break
        except httpx.TransportError:
            if process.poll() is not None:
                sys.exit("the server ended")
            time.sleep(0.1)
    print(f"first page after {time.perf_counter() - began:.1f} s")
    return process


def pages(entity: str, rounds: int) -> None:
    """Prints the median time of each page, the first visit apart."""
    accept = {"accept": "text/html"}
    with httpx.Client(base_url=f"http://{HOST}", headers=accept, timeout=120) as client:
        for path in PAGES:
            took = []
            for _ in range(rounds + 1):
                began = time.perf_counter()
                status = client.get(path.format(entity=entity)).status_code
                took.append((time.perf_counter() - began) * 1000)
            print(
                f"{path:24} {status}  first {took[0]:7.1f} ms, "
                f"then median {statistics.median(took[1:]):7.1f} ms"
            )


async def while_updating(asked: Sequence[bytes], store: Path, *, clients: int) -> None:
    """Asks while another process brings a list in, until some seconds after."""
    command = [sys.executable, "-m", "designata", "update", "casebook", "--store", str(store)]
    asking = asyncio.create_task(load(asked, clients=clients, seconds=_UPDATING))
    await asyncio.sleep(2)
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.DEVNULL)
    await process.wait()
    print(f"update while asked: {(await asking).told()}")


def answering() -> list[str]:
    """The lists from which answers come."""
    told = httpx.get(f"http://{HOST}/api/match?name=Lady+R", timeout=60).json()
    return list(told["answer"]["lists"])


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--requests", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        shutil.copytree(asked.store, store, symlinks=True)
        queries = names(store)
        process = start(store)
        try:
            print(f"resident: {resident(process.pid):.0f} MB after the start")
            for kind, compatible in (("/api/match", False), ("/match/default", True)):
                made = requests(queries, compatible)
                asyncio.run(load(made, clients=2, seconds=1))
                found = asyncio.run(load(made, clients=asked.clients, seconds=asked.seconds))
                print(f"{kind}: {found.told()}")
                print(f"resident: {resident(process.pid):.0f} MB")
            made = requests(queries, compatible=False)
            for part in range(1, 6):
                most = asked.requests // 5
                asyncio.run(load(made, clients=asked.clients, most=most))
                print(f"resident: {resident(process.pid):.0f} MB after {part * most:,} more")
            index = Index(shelf.ready(store))
            pages(index.entry(0).id, asked.rounds)
            print(f"resident: {resident(process.pid):.0f} MB after the pages")
            asyncio.run(while_updating(made, store, clients=asked.clients))
            began = time.monotonic()
            while "casebook" not in answering() and time.monotonic() - began < _PATIENCE:
                time.sleep(0.5)
            print(f"answers come from {', '.join(answering())}")
            print(f"resident: {resident(process.pid):.0f} MB at the end")
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main()
