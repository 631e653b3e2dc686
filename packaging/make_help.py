"""Cut the pictures of 使用说明 out of what `make shots` left: `python packaging/make_help.py [SHOTS]`.

They are cut to what their chapter speaks of and brought to a palette, so that all of them together stay small.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "resources" / "help" / "pictures"
MOST = 1_500_000  # bytes, all pictures together
COLOURS = 64
EDGE = "#d3d6db"

# A picture by its name, and what of the shot goes into it: left, top, right, bottom as shares of its width and height.
CUTS: Mapping[str, tuple[float, float, float, float]] = {
    "today": (0, 0, 1, 1),
    "import": (0.165, 0, 1, 0.8),
    "people": (0.165, 0, 1, 1),
    "preview": (0, 0, 1, 1),
    "clue-figures": (0.165, 0, 1, 1),
    "five-ones": (0.165, 0, 1, 0.72),
    "year": (0.165, 0, 1, 1),
    "backups": (0.165, 0, 1, 0.78),
}


def cut(shot: Path, name: str, folder: Path = PICTURES) -> Path:
    """Cut one picture out of its shot, and give where it now lies."""
    with Image.open(shot) as whole:
        left, top, right, bottom = CUTS[name]
        wide, high = whole.size
        box = (round(left * wide), round(top * high), round(right * wide), round(bottom * high))
        part = whole.convert("RGB").crop(box)
    ImageDraw.Draw(part).rectangle((0, 0, part.width - 1, part.height - 1), outline=EDGE, width=2)
    small = part.quantize(COLOURS, dither=Image.Dither.NONE)
    place = folder / f"{name}.png"
    small.save(place, optimize=True)
    return place


def main() -> int:
    """Cut every picture; a shot that is missing is named, and then nothing is changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shots", nargs="?", type=Path, default=ROOT / "shots")
    shots = parser.parse_args().shots
    missing = [name for name in CUTS if not (shots / f"guide-{name}.png").is_file()]
    if missing:
        sys.stderr.write(f"not in {shots}: {', '.join(missing)}; run `make shots` first\n")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    size = sum(cut(shots / f"guide-{name}.png", name).stat().st_size for name in CUTS)
    sys.stdout.write(f"{len(CUTS)} pictures, {size:,} bytes\n")
    return 0 if size <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
