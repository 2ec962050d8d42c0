"""Products of features that mean more together about a text near a picture."""

from __future__ import annotations


def pair_features(of: dict[str, float]) -> dict[str, float]:
    """Return products of features by name."""
    marked = of["figcaption"] or of["says_caption"]
    short = of["length_0"] or of["length_1"]
    return {
        "plain_credit": of["credit"] * (not marked),
        "marked": marked,
        "marked_names": marked * of["names"] * of["behind_longer"],
        "names_last": of["names"] * of["last"] * of["behind_longer"],
        "names_alone": of["names"] * of["only"],
        "credit_last": of["credit"] * of["last"],
        "credit_only": of["credit"] * of["only"],
        "says_credit_behind": of["says_credit"]
        * (of["behind_longer"] or of["behind_figcaption"])
        * (not of["sentence"]),
        "says_credit_text": of["says_credit"] * (of["credit"] or of["names"]),
        "next_plain": of["next"] * (not marked) * (not of["body"]) * (not of["credit"]),
        "next_small": of["next"] * of["small"] * (not of["credit"]),
        "next_hint": of["next"] * of["hint"],
        "next_ends_in_credit": of["next"] * of["ends_in_credit"],
        "next_before_credit": of["next"] * of["before_credit"] * (not marked),
        "outside_plain": of["outside"] * (not marked) * (not of["credit"]),
        "outside_body": of["outside"] * of["body"] * (not of["credit"]) * (not marked),
        "figure_plain": of["figure"] * (not marked) * (not of["credit"]),
        "short_plain": short * (not marked) * (not of["credit"]) * (not of["names"]),
        "short_marked": short * marked * (not of["credit"]) * (not of["names"]),
        "second_short_marked": short * marked * of["behind_longer"] * (not of["sentence"]),
        "sign_credit_names": of["sign_credits"] * of["names"],
        "sentence_marked": of["sentence"] * marked,
        "sentence_next": of["sentence"] * of["next"] * (not of["outside"]),
        "ahead_marked": of["ahead"] * marked,
        "ahead_credit": of["ahead"] * of["credit"],
        "label_before": of["behind_label"] * (of["names"] or of["credit"]),
        "linked_plain": of["link_away"] * (not marked) * (not of["credit"]),
    }
