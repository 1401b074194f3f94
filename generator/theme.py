"""Themes: templates, assets and words that give a site its looks.

A theme is a folder in `themes/` with `theme.yaml`, `templates/`, `assets/` and `locale/`; it may
extend another, whose files stand wherever it has none of its own.
"""

from __future__ import annotations

import gettext
import hashlib
import io
import re
import traceback
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from pydantic import Field, ValidationError

from generator.failure import Failure
from generator.load.files import SETTINGS_LIMIT, read_text
from generator.model import Model
from generator.nodes import parse, plain
from generator.problem import Problem
from generator.publish import Output
from generator.suggest import did_you_mean
from generator.values import Line

ASSETS = "assets/"
_IMPORT = re.compile(rb"""(?P<before>\b(?:from|import)\s*\(?\s*)"\./(?P<name>[\w./-]+\.js)\"""")
"""An import of one module of the theme by another."""


class ThemeSettings(Model):
    """What `theme.yaml` says."""

    name: Line = Field(description="the theme's name")
    description: Line | None = Field(None, description="one sentence")
    extends: Line | None = Field(None, description="the theme whose files stand behind its own")


class Theme:
    """A theme with all that it extends, ready to render pages below one base path."""

    def __init__(self, themes: Path, name: str, base_path: str) -> None:
        """Read the theme `name` in the folder `themes`; raises Failure where there is none."""
        self.folders = tuple(_chain(themes, name))
        self.themes = themes
        self.name = name
        self.base_path = base_path
        self._environments: dict[str, jinja2.Environment] = {}

    def render(self, template: str, page: object, language: str) -> bytes:
        """Return the page of a view, as UTF-8.

        Raises Failure that names file and line where a template is at fault.
        """
        try:
            environment = self._environment(language)
            text = environment.get_template(template).render(page=page)
        except jinja2.TemplateNotFound as error:
            raise Failure(
                f"The theme “{self.name}” has no template “{error.name}”.",
                f"Add {self.folders[0] / 'templates' / str(error.name)}.",
            ) from None
        except jinja2.TemplateSyntaxError as error:
            where = self._shown(error.filename or template)
            raise Failure(f"{where}:{error.lineno}: {error.message}") from None
        except UnicodeDecodeError:
            raise Failure(
                f"The template “{template}” of the theme “{self.name}”, or one that it uses, is "
                "not saved as UTF-8 text.",
                "Save it again with the encoding UTF-8.",
            ) from None
        except Exception as error:
            frame = self._template_frame(error)
            if frame is None:
                raise
            where = f"{self._shown(frame.filename)}:{frame.lineno}"
            raise Failure(f"{where}: {type(error).__name__}: {error}") from error
        return text.encode()

    @cached_property
    def assets(self) -> Mapping[str, Output]:
        """The theme's assets by their plain name; in the site their names carry a hash."""
        contents: dict[str, bytes] = {}
        for folder in reversed(self.folders):
            for file in sorted((folder / "assets").rglob("*")):
                if file.is_file() and not file.name.startswith("."):
                    contents[file.relative_to(folder / "assets").as_posix()] = file.read_bytes()
        found: dict[str, Output] = {}
        for name in sorted(contents):
            _add_asset(name, contents, found)
        return dict(sorted(found.items()))

    def asset(self, name: str) -> str:
        """Return the address of an asset; raises KeyError where the theme has none so called."""
        if name not in self.assets:
            raise KeyError(f"no asset “{name}”. {did_you_mean(name, self.assets)}")
        return f"{self.base_path}{self.assets[name].path}"

    def _environment(self, language: str) -> jinja2.Environment:
        if language not in self._environments:
            environment = jinja2.Environment(
                loader=jinja2.FileSystemLoader([folder / "templates" for folder in self.folders]),
                autoescape=True,
                undefined=jinja2.StrictUndefined,
                trim_blocks=True,
                lstrip_blocks=True,
                auto_reload=False,
                extensions=["jinja2.ext.i18n"],
            )
            environment.globals["asset"] = self.asset
            words: Any = environment
            words.install_gettext_translations(self._translations(language), newstyle=True)
            self._environments[language] = environment
        return self._environments[language]

    def _translations(self, language: str) -> gettext.NullTranslations:
        translations: gettext.NullTranslations = gettext.NullTranslations()
        for folder in reversed(self.folders):
            file = folder / "locale" / f"{language}.po"
            if file.exists():
                catalogue = _read_catalogue(file, language)
                catalogue.add_fallback(translations)
                translations = catalogue
        return translations

    def _template_frame(self, error: Exception) -> traceback.FrameSummary | None:
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if any(Path(frame.filename).is_relative_to(folder) for folder in self.folders)
        ]
        return frames[-1] if frames else None

    def _shown(self, filename: str) -> str:
        file = Path(filename)
        root = self.themes.parent
        return file.relative_to(root).as_posix() if file.is_relative_to(root) else filename


def _add_asset(
    name: str, contents: Mapping[str, bytes], found: dict[str, Output], above: tuple[str, ...] = ()
) -> str:
    """Add an asset to `found`, after the modules that it imports, and return its hashed name."""
    if name in found:
        return found[name].path.removeprefix(ASSETS)
    if name in above:
        raise Failure(f"The modules {' → '.join([*above, name])} import each other in a circle.")

    def hashed(match: re.Match[bytes]) -> bytes:
        wanted = match["name"].decode()
        if wanted not in contents:
            raise Failure(f"{name} imports {wanted}, which the theme does not have.")
        return b'%s"./%s"' % (
            match["before"],
            _add_asset(wanted, contents, found, (*above, name)).encode(),
        )

    content = contents[name]
    if name.endswith(".js"):
        content = _IMPORT.sub(hashed, content)
    digest = hashlib.sha256(content).hexdigest()[:10]
    stem, dot, suffix = name.rpartition(".")
    path = f"{stem}.{digest}.{suffix}" if dot else f"{name}.{digest}"
    found[name] = Output(f"{ASSETS}{path}", content)
    return path


def _read_catalogue(file: Path, language: str) -> gettext.GNUTranslations:
    # Only sites in several languages need babel's catalogue code.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    try:
        with file.open("rb") as source:
            catalogue = read_po(source, locale=language.replace("-", "_"), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise Failure(f"{file}: this catalogue of words cannot be read: {error}.") from None
    binary = io.BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    return gettext.GNUTranslations(binary)


def _chain(themes: Path, name: str) -> Iterator[Path]:
    seen: list[str] = []
    wanted: str | None = name
    while wanted:
        if wanted in seen:
            raise Failure(
                f"The themes {' → '.join([*seen, wanted])} extend each other in a circle."
            )
        seen.append(wanted)
        folder = themes / wanted
        yield folder
        wanted = _settings(themes, folder, wanted).extends


def _settings(themes: Path, folder: Path, name: str) -> ThemeSettings:
    file = folder / "theme.yaml"
    if not file.is_file():
        known = sorted(each.parent.name for each in themes.glob("*/theme.yaml"))
        hint = did_you_mean(name, known) or (
            f"There is: {', '.join(known)}." if known else f"There is no theme in {themes}."
        )
        raise Failure(f"There is no theme “{name}”.", hint)
    text = read_text(themes.parent, f"{themes.name}/{name}/theme.yaml", SETTINGS_LIMIT)
    document, problems = (
        (None, [text]) if isinstance(text, Problem) else parse(f"themes/{name}/theme.yaml", text)
    )
    if document is None or problems:
        place = problems[0].place
        raise Failure(f"{place.path}:{place.line}:{place.column}: {problems[0].message}")
    try:
        return ThemeSettings.model_validate(plain(document.root))
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in detail["loc"])
        raise Failure(f"{document.path}: “{where}”: {detail['msg']}.") from None
