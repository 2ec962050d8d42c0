"""Products of features that mean more together about a picture."""

from __future__ import annotations


def pair_features(of: dict[str, float]) -> dict[str, float]:
    """Return products of features that mean more together."""
    own = not (of["furniture"] or of["overlay"] or of["aside"] or of["article"])
    linked = of["link_here"] or of["link_abroad"]
    return {
        "own": own,
        "furniture_unmarked": of["furniture"] * (not of["marked"]),
        "player_unmarked": of["player"] * (not of["marked"]),
        "above_unmarked": of["above"] * (not of["marked"]) * (not of["named"]),
        "before_away": of["before"] * of["away"],
        "inside_own": of["inside"] * own * (not linked) * (not of["elsewhere"]),
        "inside_marked": of["inside"] * of["marked"],
        "caption_credited": of["caption"] * of["credited"],
        "before_credited": of["before"] * of["credited"],
        "inside_own_marked": of["inside"] * of["marked"] * own,
        "inside_elsewhere": of["inside"] * of["elsewhere"],
        "inside_linked": of["inside"] * linked,
        "inside_unsized": of["inside"] * of["unsized"],
        "inside_large": of["inside"] * of["large"],
        "inside_figure": of["inside"] * of["figure"],
        "inside_caption_is_link": of["inside"] * of["caption_is_link"],
        "before_large": of["before"] * of["large"],
        "before_unsized": of["before"] * of["unsized"],
        "before_named": of["before"] * of["named"],
        "before_marked": of["before"] * of["marked"],
        "before_figure": of["before"] * of["figure"],
        "before_only": of["before"] * (not of["marked"]) * (not of["named"]),
        "above_marked": of["above"] * of["marked"],
        "end_marked": of["end"] * of["marked"],
        "end_unmarked": of["end"] * (not of["marked"]),
        "unnamed_linked": (not of["named"]) * linked,
    }


def may_lead(of: dict[str, float]) -> bool:
    """Return whether a picture before the text is placed like a lead picture, even if its size is unknown."""
    small = of["icon"] or of["portrait"] or of["shown_small"] or of["drawn"]
    return bool(of["before"] and of["own"]) and not (small or of["link_here"] or of["link_abroad"])
