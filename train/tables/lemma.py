#!/usr/bin/env python3
"""Make data/lemma/endings.tsv and data/lemma/capitals.tsv from a lexicon of inflected words.

    python3 train/tables/lemma.py FOLDER

FOLDER is the unpacked Python package lemminflect 0.2.3 (MIT; its word lists come from the
SPECIALIST Lexicon of the US National Library of Medicine). Read are
``lemminflect/resources/infl_lu.csv.gz`` (a lemma, its part of speech and its inflected forms)
and ``lemma_lu.csv.gz`` (a form, its part of speech and its lemmas).

For each kind of inflection the forms are sorted into a tree by their endings, longest common
ending first. A rule says how many letters to cut and what to add; it is written only where it
differs from the rule of the next shorter ending, so that the longest ending that matches a word
is right for every word of the lexicon and a good guess for others. A rule for one word alone
begins with ``^``.
"""

import csv
import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "data" / "lemma"

#: The kinds of inflection of each part of speech, in the order of the lexicon's columns.
KINDS = {
    "noun": ["plural"],
    "verb": ["past", "past", "ing", "third"],
    "adj": ["comparative", "superlative"],
    "adv": ["comparative", "superlative"],
}

#: Which lemma a form has that could have several: the one the news mean, in the usual spelling.
PREFERRED = {
    "plural": (
        "axes>axis bases>base leaves>leaf data>data media>media people>people wolves>wolf staves>staff "
        "hooves>hoof dice>dice pence>penny works>work goods>goods glasses>glass pants>pants troops>troops "
        "clothes>clothes remains>remains arms>arm ellipses>ellipsis taxes>tax oases>oasis shoes>shoe "
        "thanks>thanks means>means proceeds>proceeds savings>savings police>police surroundings>surroundings "
        "minutiae>minutia regards>regards congratulations>congratulation fireworks>fireworks crossroads>crossroads innings>innings "
        "physics>physics optics>optics trousers>trousers contents>contents stamina>stamina insignia>insignia "
        "opera>opera cola>cola commons>commons lenses>lens doses>dose curries>curry grannies>granny "
        "nannies>nanny panties>panties tongs>tongs shears>shears biceps>biceps calli>callus bogies>bogey "
        "draftsmen>draftsman orgies>orgy"
    ),
    "past": (
        "lay>lie laid>lay found>find ground>grind wound>wind bound>bind rent>rend felt>feel fell>fall saw>see "
        "left>leave born>bear borne>bear bore>bear hung>hang shone>shine lit>light slew>slay dove>dive "
        "developed>develop distilled>distil fulfilled>fulfil installed>install instilled>instil "
        "premiered>premiere paled>pale routed>rout bathed>bathe axed>axe annexed>annex hiccupped>hiccup "
        "boded>bode chaperoned>chaperone gelled>gel jelled>gel lambasted>lambast skied>ski forgone>forgo "
        "forwent>forgo"
    ),
    "ing": (
        "lying>lie dying>die tying>tie singing>sing being>be dyeing>dye developing>develop distilling>distil "
        "fulfilling>fulfil installing>install instilling>instil premiering>premiere paling>pale routing>rout "
        "bathing>bathe axing>axe annexing>annex putting>put hiccupping>hiccup chaperoning>chaperone "
        "gelling>gel jelling>gel forgoing>forgo superseding>supersede tinging>tinge lambasting>lambast"
    ),
    "third": (
        "does>do lies>lie dies>die axes>axe annexes>annex gels>gel installs>install instils>instil "
        "instills>instil fulfils>fulfil fulfills>fulfil distils>distil distills>distil hiccups>hiccup"
    ),
    "comparative": (
        "better>good worse>bad later>late stonier>stony"
    ),
    "superlative": (
        "best>good worst>bad latest>late stoniest>stony"
    ),
}

#: Adjectives written with a capital that the lexicon lacks.
CAPITALS = "Shiite Shia Shi'ite Baathist Houthi Kosovar Rohingya Salafist Zionist Paralympic Emirati Omani"

#: Endings of singular nouns, which are no plurals of one form.
SINGULAR = ("ss", "us", "is", "as", "os")

Rule = tuple[int, str]


def rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


def is_word(text: str) -> bool:
    return text.isascii() and text.isalpha()


def collect(resources: Path) -> dict[str, dict[str, set[str]]]:
    """For each kind of inflection the lemmas of each form."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for lemma, part, *columns in rows(resources / "infl_lu.csv.gz"):
        for kind, forms in zip(KINDS.get(part, []), columns):
            for form in filter(None, forms.split("/")):
                if is_word(form) and is_word(lemma) and not form[0].isupper():
                    found[kind][form.lower()].add(lemma.lower())
    # Nouns that have a plural only, or the same form for both.
    for form, part, lemmas in rows(resources / "lemma_lu.csv.gz"):
        plural = form.endswith("s") and not form.endswith(SINGULAR)
        if part == "noun" and lemmas == form and is_word(form) and form.islower() and plural:
            found["plural"].setdefault(form, {form})
    return found


def preferred(kind: str) -> dict[str, str]:
    return dict(pair.split(">") for pair in PREFERRED[kind].split())


def choose(form: str, lemmas: set[str]) -> str:
    """One lemma of several: a longer one (it is the regular one), else by the alphabet."""
    others = {lemma for lemma in lemmas if lemma != form} or lemmas
    regular = [lemma for lemma in others if form.startswith(lemma) and len(form) - len(lemma) <= 3]
    return min(regular or others, key=lambda lemma: (-len(lemma), lemma))


def rule(form: str, lemma: str) -> Rule:
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return len(form) - shared, lemma[shared:]


def grow(words: dict[str, Rule], ending: str, inherited: Rule | None) -> Iterator[tuple[str, Rule]]:
    """The rules below an ending; `words` all end in it."""
    counts = Counter(words.values())
    best = max(counts, key=lambda found: (counts[found], found == inherited, -found[0], found[1]))
    # A rule for an ending needs several words; the odd one gets a rule of its own.
    if best != inherited and (counts[best] >= 3 or not ending):
        yield ending, best
        inherited = best
    if set(counts) == {inherited}:
        return
    longer: dict[str, dict[str, Rule]] = defaultdict(dict)
    for word, wanted in words.items():
        if word == ending or len(words) < 3:
            if wanted != inherited:
                yield "^" + word, wanted
        else:
            longer[word[-len(ending) - 1 :]][word] = wanted
    for key in sorted(longer):
        yield from grow(longer[key], key, inherited)


def capitals(resources: Path) -> list[str]:
    """Adjectives that are always written with a capital."""
    written: dict[str, set[str]] = defaultdict(set)
    for _, part, lemmas in rows(resources / "lemma_lu.csv.gz"):
        if part == "adj":
            for lemma in lemmas.split("/"):
                written[lemma.lower()].add(lemma)
    found = sorted(
        lemma
        for forms in written.values()
        for lemma in forms
        if len(forms) == 1 and is_word(lemma) and lemma[0].isupper() and lemma[1:].islower() and len(lemma) > 2
    )
    return sorted({*found, *CAPITALS.split()})


ABOUT_ENDINGS = "# What each inflection cuts and adds; made by train/tables/lemma.py. An ending that begins with ^ is a word."
ABOUT_CAPITALS = "# Adjectives that are written with a capital; made by train/tables/lemma.py."
LICENCE = "# Licence: MIT (LemmInflect; SPECIALIST Lexicon); see NOTICE."


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    resources = Path(sys.argv[1]) / "lemminflect" / "resources"
    lines = [ABOUT_ENDINGS, LICENCE, "kind\tending\tcut\tadd"]
    for kind, forms in sorted(collect(resources).items()):
        lemmas = {form: choose(form, lemmas) for form, lemmas in forms.items()} | preferred(kind)
        words = {form: rule(form, lemma) for form, lemma in sorted(lemmas.items())}
        for ending, (cut, add) in sorted(grow(words, "", None)):
            lines.append(f"{kind}\t{ending}\t{cut}\t{add}")
    (OUTPUT / "endings.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (OUTPUT / "capitals.tsv").write_text("\n".join([ABOUT_CAPITALS, LICENCE, "adjective", *capitals(resources)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
