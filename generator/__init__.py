"""Alongside: checks a directory kept as YAML and Markdown files and renders it as a static site."""

__version__ = "0.1.0"
