"""All of it for one build: what each page's head says, and the files that stand beside the pages."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from plugins.paper_notes.catalogue import Item
from plugins.paper_notes.collection import Entry
from plugins.paper_notes.discovery.cards import Card, Shelf
from plugins.paper_notes.discovery.feeds import feeds
from plugins.paper_notes.discovery.llms import PATH as LLMS
from plugins.paper_notes.discovery.llms import llms
from plugins.paper_notes.discovery.metadata import note_head, page_head
from plugins.paper_notes.discovery.publication import Announcement, Publication, announce

CARDS = "assets/cards"
"""The folder of the site that holds the cards; no folder of a note is called `_site`."""

_HEAD_END = "</head>"


class Outlet:
    """Announces a site that has an address. Without a shelf no cards are drawn."""

    def __init__(self, site: Publication, shelf: Shelf | None) -> None:
        self._site = site
        self._shelf = shelf

    def page(self, html: str, path: str, title: str, description: str) -> str:
        """A page with its tags; `path` is its address below the site's."""
        tags = page_head(self._site, self._site.absolute(path), title, description, self._card("_site"))
        return html.replace(_HEAD_END, tags + _HEAD_END, 1)

    def note(self, html: str, path: str, item: Item, entry: Entry) -> str:
        """A note's page, or that of its translation, with its tags."""
        announced = announce(item, self._site.absolute(path), entry)
        return html.replace(_HEAD_END, note_head(self._site, announced, self._card(item.slug)) + _HEAD_END, 1)

    def write(self, folder: Path, notes: Mapping[str, Item]) -> None:
        """Write feeds, llms.txt and cards into the built site; `notes` by their paths.

        Raises:
            ConfigError: there is no font to draw the cards with.
        """
        announced = [announce(item, self._site.absolute(path)) for path, item in notes.items()]
        announced.sort(key=lambda one: (one.day, one.item.slug), reverse=True)
        for name, text in {**feeds(self._site, announced), LLMS: llms(self._site, announced)}.items():
            folder.joinpath(name).write_text(text, encoding="utf-8", newline="\n")
        if self._shelf:
            self._draw(self._shelf, folder / CARDS, announced)

    def _draw(self, shelf: Shelf, folder: Path, notes: list[Announcement]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        cards = {"_site": Card(self._site.name, self._site.description or self._site.name)}
        cards |= {note.item.slug: self._note_card(note) for note in notes}
        for name, card in cards.items():
            shutil.copyfile(shelf.draw(card), folder / f"{name}.png")
        shelf.forget_unused()

    def _note_card(self, note: Announcement) -> Card:
        entry = note.item.entry
        figure = next((path for name, path in entry.attachments.items() if name.endswith(".png")), None)
        return Card(self._site.name, note.title, note.paper, note.publication, entry.note.header.stars, figure)

    def _card(self, name: str) -> str:
        return f"{CARDS}/{name}.png" if self._shelf else ""
