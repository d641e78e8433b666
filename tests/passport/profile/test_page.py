"""The page's table of fields is the profile's."""

from pathlib import Path

from modiste.passport.profile.mapping import MAPPINGS, read_mapping
from modiste.passport.profile.profile import Profile, read_profile


def table(profile: Profile) -> list[str]:
    """The table of the page, made from the profile and the mappings."""
    lines = [
        f"| Field | 中文 | What it says | Of | For | Type | Evidence | {' | '.join(MAPPINGS)} |",
        f"|{'---|' * (7 + len(MAPPINGS))}",
    ]
    for each in profile.fields.values():
        places = [
            "<br>".join(
                dict.fromkeys(
                    f"`{rule.to.removeprefix('credentialSubject.')}`"
                    for rule in read_mapping(target).rules
                    if rule.field == each.id
                )
            )
            for target in MAPPINGS
        ]
        star = "\\*" if each.required else ""
        type_ = f"{each.type}, {each.unit}" if each.unit else each.type
        words = (f"`{each.id}`{star}", each.title_zh, f"{each.title}: {each.says}", each.level)
        audience, evidence = each.audience.replace("_", " "), ", ".join(each.evidence)
        lines.append(f"| {' | '.join((*words, audience, type_, evidence, *places))} |")
    return lines


def test_the_pages_table_is_the_profiles() -> None:
    page = Path(__file__).parents[3] / "docs" / "passport-content.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[-len(read_profile().fields) - 2 :] == table(read_profile())
