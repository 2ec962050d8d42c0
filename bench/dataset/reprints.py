"""Reprints of articles as publishers make them, with what looks like one and is none. Knows nothing of the product."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(r"(?<=[.!?。！？])\s*")


@dataclass(frozen=True)
class Text:
    """A text and the story that it tells."""

    story: str
    kind: str
    body: str


def paragraphs(body: str) -> list[str]:
    """Paragraphs; a text without is parted by its sentences, three each."""
    parts = [part.strip() for part in re.split(r"\n+", body) if part.strip()]
    if len(parts) >= 4:
        return parts
    sentences = [part for part in _END.split(body) if part.strip()]
    return [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]


def reprints(story: str, body: str, other: list[str], rng: random.Random) -> Iterator[Text]:
    """The story and four reprints: cut, with another lead, with a frame of another publisher, edited."""
    parts = paragraphs(body)
    yield Text(story, "whole", "\n\n".join(parts))
    yield Text(story, "cut", "\n\n".join(parts[: max(2, round(len(parts) * rng.uniform(0.35, 0.8)))]))
    lead = rng.choice(other)
    yield Text(story, "lead", "\n\n".join([lead, *parts[1:]]))
    frame = rng.sample(other, 2)
    yield Text(story, "frame", "\n\n".join([frame[0], *parts, frame[1], "Follow our channel for more stories."]))
    yield Text(story, "edited", "\n\n".join(edited(part, rng) for part in parts))


def edited(part: str, rng: random.Random) -> str:
    """As a desk edits: other quotation marks and dashes, now and then a sentence left out or a word."""
    part = part.replace('"', "”").replace(" - ", " – ").replace("'", "’")
    sentences = [s for s in _END.split(part) if s.strip() and rng.random() > 0.07] or [part]
    joint = " " if part.isascii() or " " in part else ""
    words = joint.join(sentences).split(" ")
    return " ".join(word for word in words if rng.random() > 0.01)


def background(name: str, first: list[str], second: list[str]) -> Iterator[Text]:
    """Two stories of one topic: the second ends with the background of the first, up to a third of the shorter one."""
    yield Text(f"{name}/1", "topic", "\n\n".join(first))
    room, shared = min(sum(map(len, first)), sum(map(len, second))) // 3, list[str]()
    for part in reversed(first):
        if sum(map(len, shared)) + len(part) > room:
            break
        shared.insert(0, part)
    yield Text(f"{name}/2", "topic", "\n\n".join([*second, *shared]))


TOWNS = "Northwick Ashbourne Tilbury Crowmarsh Penhallow Stainforth Windham Eastleigh".split()
SKIES = "bright dull cloudy clear rainy misty stormy foggy".split()


def templates(count: int, rng: random.Random) -> Iterator[Text]:
    """Weather, share prices and match reports, each day anew in the same words."""
    for number in range(count):
        yield Text(f"weather/{number}", "template", "\n\n".join(
            f"In {rng.choice(TOWNS)} it will be {rng.choice(SKIES)} and {rng.choice(SKIES)} with a high of {rng.randint(-5, 35)} "
            f"degrees and a low of {rng.randint(-15, 15)} degrees, winds of up to {rng.randint(5, 90)} kilometres an hour "
            f"from the {rng.choice(['north', 'south', 'east', 'west'])} and a chance of rain of {rng.randint(0, 100)} per cent."
            for _ in range(8)))  # fmt: skip
        yield Text(f"shares/{number}", "template", "Shares at the close of trading.\n\n" + "\n\n".join(
            f"{town} Holdings closed at {rng.uniform(1, 900):.2f}, {rng.choice(['up', 'down'])} {rng.uniform(0, 9):.2f} per cent "
            f"on a volume of {rng.randint(10, 999)},000 shares." for town in TOWNS))  # fmt: skip
        home, away = rng.sample(TOWNS, 2)
        yield Text(f"match/{number}", "template",
            f"{home} beat {away} {rng.randint(2, 6)}-{rng.randint(0, 1)} on Saturday before a crowd of {rng.randint(900, 60000)}.\n\n"
            + "\n\n".join(f"{rng.choice(TOWNS)} striker number {rng.randint(2, 30)} scored in the {rng.randint(1, 90)}th minute "
            f"from {rng.randint(6, 40)} metres after a pass from number {rng.randint(2, 30)}." for _ in range(5)))  # fmt: skip
