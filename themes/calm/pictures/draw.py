"""Draw the pictures that cannot be SVG: what is shown of a link, and icons for old browsers.

They lie in `assets/` and change rarely: run this after a change of `share.svg` or of
`assets/favicon.svg`, with Pillow and Playwright; the environment variable CHROMIUM may name a
browser.
"""

from __future__ import annotations

import base64
import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
ASSETS = HERE.parent / "assets"
PAPER = "#0a4f50"
"""What lies behind the mark where phones cut their own corners."""


def draw(browser: Browser, source: Path, target: str, width: int, height: int, ground: str) -> None:
    """Draw an SVG file at a size in pixels."""
    picture = base64.b64encode(source.read_bytes()).decode()
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_content(
        f"<style>body {{ margin: 0; background: {ground}; }} img {{ display: block; }}</style>"
        f"<img src='data:image/svg+xml;base64,{picture}' width={width} height={height} alt=''>"
    )
    drawn = Image.open(BytesIO(page.screenshot(omit_background=ground == "transparent")))
    drawn.quantize(64).save(ASSETS / target, optimize=True)
    page.close()


def main() -> None:
    """Draw all of them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"))
        mark = ASSETS / "favicon.svg"
        draw(browser, HERE / "share.svg", "share.png", 1200, 630, "white")
        draw(browser, mark, "mark-180.png", 180, 180, PAPER)
        draw(browser, mark, "mark-32.png", 32, 32, "transparent")
        browser.close()


if __name__ == "__main__":
    main()
