"""`make audit`: Lighthouse on a public test build, as a phone on a slow line sees it.

Builds the real directory once more as if it were public (in a temporary folder; no crisis number
is shown there, because none is verified), serves it compressed as GitHub Pages does, and prints
each page's scores. Exits with 1 where one is below its threshold. Needs Node.js and a Chromium.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = ROOT / "audit" / "node_modules" / ".bin" / "lighthouse"
PAGES = {
    "home": "",
    "list": "cancers/breast/",
    "entry": "resources/imerman-angels/",
    "story": "stories/cancerchoices-personal-stories/",
    "find": "find/",
}
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""The least score of each category, of 100."""

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless=new",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
)


class Compressing(SimpleHTTPRequestHandler):
    """Serves files compressed and cacheable for ten minutes, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file of the folder, gzipped."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        content = gzip.compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


def main() -> int:
    """Audit every page and return the exit code."""
    chrome = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chrome is None:
        sys.exit("audit: no Chromium or Chrome was found; install one or set CHROME_PATH.")
    with TemporaryDirectory() as folder:
        server = ThreadingHTTPServer(
            ("127.0.0.1", 0), partial(Compressing, directory=f"{folder}/site")
        )
        address = f"http://localhost:{server.server_address[1]}/"
        _build_public(Path(folder), address)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        low = [name for name, path in PAGES.items() if not _audit(name, address + path, chrome)]
    if low:
        print(f"Below the threshold: {', '.join(low)}.")
    return 1 if low else 0


def _build_public(folder: Path, address: str) -> None:
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(ROOT / "themes", folder / "themes")
    site, crisis = folder / "content/site.yaml", folder / "content/crisis.yaml"
    settings = site.read_text("utf-8").replace("stage: draft", "stage: public")
    site.write_text(f"{settings}url: https://example.org/\n", "utf-8")
    lines = crisis.read_text("utf-8").replace("confidence: high", "confidence: low")
    crisis.write_text(lines, "utf-8")
    command = [sys.executable, "-m", "generator", "build", "--quiet", "--root", str(folder)]
    subprocess.run([*command, "--base-url", address], check=True, cwd=ROOT)


def _audit(name: str, address: str, chrome: str) -> bool:
    command = [str(LIGHTHOUSE), address, "--quiet", "--output=json", "--form-factor=mobile"]
    command += [f"--chrome-flags={' '.join(FLAGS)}", f"--only-categories={','.join(LEAST)}"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CHROME_PATH": chrome},
    )
    if done.returncode != 0:
        sys.exit(f"audit: Lighthouse failed on {name}: {done.stderr.strip()[-400:]}")
    report = json.loads(done.stdout)
    scores = {key: round((each["score"] or 0) * 100) for key, each in report["categories"].items()}
    audits = report["audits"]
    weight = audits["total-byte-weight"]["numericValue"] / 1024
    shift = audits["cumulative-layout-shift"]["numericValue"]
    words = "  ".join(f"{key} {score}" for key, score in scores.items())
    print(f"{name:6} {words}  {weight:.0f} KiB  CLS {shift:.3f}")
    for key, category in report["categories"].items():
        for part in category["auditRefs"]:
            audit = audits[part["id"]]
            if (
                part["weight"]
                and audit["score"] is not None
                and audit["score"] < 1
                and scores[key] < 100
            ):
                print(f"         {key}: {audit['title']} {audit.get('displayValue', '')}".rstrip())
    return all(scores[key] >= least for key, least in LEAST.items())


if __name__ == "__main__":
    sys.exit(main())
