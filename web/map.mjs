// Writes ../crates/serve/map's world.json and regions.json, the outlines of the map as SVG paths in Web Mercator, 4,000 wide:
//
//     npm run map -- world_map.gpkg
//
// of Natural Earth's admin-1 polygons (1:10m, version 4.1) as Debian's package qgis-common 3.22 holds them; it needs
// the command `sqlite3`. Countries are their regions joined, so that both fit. What is disputed is drawn so.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { feature, merge } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';

const WIDTH = 4000;
const NORTH = 83;
const SOUTH = -58;
/** Triangles of less than this, in square degrees, are cut off. */
const LEAST = 0.0015;

// Lands whose rule or statehood is contested between states, by Natural Earth's codes. Its Crimea stands among Russia's
// regions, which shows who holds a land, not whose it is.
const DISPUTED_LANDS = new Map([
  ['KOS', 'Kosovo'],
  ['CYN', 'Northern Cyprus'],
  ['KAS', 'Siachen Glacier'],
  ['SOL', 'Somaliland'],
  ['SAH', 'Western Sahara'],
  ['PSX', 'Palestine'],
  ['TWN', 'Taiwan'],
  ['FLK', 'Falkland Islands'],
]);
const DISPUTED_REGIONS = new Map([
  ['UP11', 'Crimea'],
  ['UP20', 'Crimea'],
  ['GG02', 'Abkhazia'],
  ['MD58', 'Transnistria'],
  ['MD72', 'Transnistria'],
  ['IN12', 'Jammu and Kashmir'],
  ['PK06', 'Azad Kashmir'],
  ['PK07', 'Gilgit-Baltistan'],
]);

/** The polygons of a geometry as GeoPackage writes it: a header, then well-known binary (OGC 12-128r14, 2.1.3). */
function polygons(hex) {
  const bytes = Buffer.from(hex, 'hex');
  const envelope = [0, 32, 48, 48, 64][(bytes[3] >> 1) & 7];
  let at = 8 + envelope;
  const read = {
    count: () => ((at += 4), bytes.readUInt32LE(at - 4)),
    number: () => ((at += 8), bytes.readDoubleLE(at - 8)),
  };
  const polygon = () => Array.from({ length: read.count() }, () => Array.from({ length: read.count() }, () => [read.number(), read.number()]));
  const kind = () => {
    if (bytes[at] !== 1) throw new Error('a geometry is not little-endian');
    at += 1;
    return read.count();
  };
  switch (kind()) {
    case 3:
      return [polygon()];
    case 6:
      return Array.from({ length: read.count() }, () => (kind(), polygon()));
    default:
      throw new Error('a region is no polygon');
  }
}

function project([lon, lat]) {
  const held = Math.max(SOUTH, Math.min(NORTH, lat));
  const y = Math.log(Math.tan(Math.PI / 4 + (held * Math.PI) / 360));
  return [((lon + 180) / 360) * WIDTH, (0.5 - y / (2 * Math.PI)) * WIDTH];
}

/** A path of relative lines with one digit after the point, and the box it fills. */
function path({ coordinates }) {
  let d = '';
  const box = [WIDTH, WIDTH, 0, 0];
  for (const ring of coordinates.flat()) {
    const points = [];
    for (const point of ring) {
      const [x, y] = project(point).map((value) => Math.round(value * 5));
      const last = points.at(-1);
      if (!last || last[0] !== x || last[1] !== y) points.push([x, y]);
    }
    if (points.length < 4) continue;
    const steps = points.slice(1).map(([x, y], at) => [x - points[at][0], y - points[at][1]]);
    const told = ([x, y]) => `${x / 5} ${y / 5}`;
    d += `M${told(points[0])}l${steps.slice(0, -1).map(told).join(' ')}z`;
    for (const [x, y] of points) {
      box[0] = Math.min(box[0], Math.floor(x / 5));
      box[1] = Math.min(box[1], Math.floor(y / 5));
      box[2] = Math.max(box[2], Math.ceil(x / 5));
      box[3] = Math.max(box[3], Math.ceil(y / 5));
    }
  }
  return { d: d.replaceAll(/(?<![\d.])0\./g, '.').replaceAll(' -', '-'), box };
}

const [, , source] = process.argv;
if (!source) throw new Error('name the file: npm run map -- world_map.gpkg');
const query = "SELECT json_object('name', coalesce(name, ''), 'fips', fips, 'land', admin, 'code', adm0_a3, 'geom', hex(geom)) FROM states_provinces WHERE adm0_a3 <> 'ATA' ORDER BY fid";
const rows = execFileSync('sqlite3', [source, query], { encoding: 'utf8', maxBuffer: 1 << 28 }).trim().split('\n').map((line) => JSON.parse(line));
const features = rows.map(({ geom, ...properties }) => ({ type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates: polygons(geom) } }));
const whole = topology({ regions: { type: 'FeatureCollection', features } }, 1e5);
const world = simplify(presimplify(whole), LEAST);

const lands = new Map();
for (const region of world.objects.regions.geometries) {
  const { land, code, fips } = region.properties;
  const disputed = DISPUTED_LANDS.get(code) ?? DISPUTED_REGIONS.get(fips);
  const name = disputed ? `${disputed}: disputed` : land;
  if (!lands.has(name)) lands.set(name, { disputed: Boolean(disputed), regions: [] });
  lands.get(name).regions.push(region);
}
for (const wanted of new Set([...DISPUTED_LANDS.values(), ...DISPUTED_REGIONS.values()])) {
  if (!lands.has(`${wanted}: disputed`)) throw new Error(`${wanted} is not in the source`);
}
const drawn = [...lands].map(([name, { disputed, regions }]) => ({ name, disputed, d: path(merge(world, regions)).d }));

const several = (name) => lands.get(name)?.regions.length > 1;
const regions = feature(world, 'regions').features
  .filter(({ properties }) => properties.name && (several(properties.land) || DISPUTED_REGIONS.has(properties.fips)))
  .map(({ properties, geometry }) => ({ name: properties.name, ...path({ coordinates: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates ?? [] }) }));

const top = project([0, NORTH])[1];
const bottom = project([0, SOUTH])[1];
const box = [0, Math.floor(top), WIDTH, Math.ceil(bottom - top)];
const folder = new URL('../crates/serve/map/', import.meta.url);
writeFileSync(new URL('world.json', folder), JSON.stringify({ width: WIDTH, box, lands: drawn.filter(({ d }) => d) }));
writeFileSync(new URL('regions.json', folder), JSON.stringify(regions.filter(({ d }) => d)));
