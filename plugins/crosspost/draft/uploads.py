"""What has been uploaded, by content: nothing goes up twice, whatever happens in between (W9, W10)."""

from __future__ import annotations

import json
from pathlib import Path

from generator.transaction import replace_file
from plugins.crosspost.draft.client import Client
from plugins.crosspost.draft.pictures import Picture


class Uploads:
    """One account's pictures: `images` addresses by hash, `covers` media ids by hash; kept after every upload."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known = _read(path)

    def has(self, picture: Picture) -> bool:
        """Whether a picture of the text is there already."""
        return picture.sha256 in self._known["images"]

    def image(self, client: Client, picture: Picture) -> str:
        """The address of a picture of the text."""
        found = self._known["images"].get(picture.sha256)
        return found or self._keep("images", picture, client.upload_image(picture))

    def cover(self, client: Client, picture: Picture) -> str:
        """The media id of a cover."""
        found = self._known["covers"].get(picture.sha256)
        return found or self._keep("covers", picture, client.add_cover(picture))

    def forget_cover(self, picture: Picture) -> bool:
        """Forget a cover that the account may have deleted; whether it was known."""
        return self._known["covers"].pop(picture.sha256, None) is not None

    def _keep(self, kind: str, picture: Picture, value: str) -> str:
        self._known[kind][picture.sha256] = value
        replace_file(self.path, json.dumps(self._known, indent=1).encode())
        return value


def _read(path: Path) -> dict[str, dict[str, str]]:
    known: dict[str, dict[str, str]] = {"images": {}, "covers": {}}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        for kind, found in known.items():
            found.update({str(key): str(value) for key, value in data[kind].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {"images": {}, "covers": {}}  # absent or damaged: uploaded anew
    return known
