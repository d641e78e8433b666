"""What every proposed decision says alike."""

from modiste.workspace.flows.plan_proposal import Proposed, why_of
from modiste.workspace.flows.plan_words import plan_words


def test_a_decision_says_why_in_two_languages_with_its_facts() -> None:
    facts = {"sold": 12, "percent": 3.5}
    why = why_of("size_curve", facts)
    assert why == {**plan_words("size_curve", facts), "facts": facts}
    assert "12" in why["en"] and "12" in why["zh"]
    assert Proposed("size_curve", "a", {}, why, {}, 0.0).inputs == "", "the forecast's own"
