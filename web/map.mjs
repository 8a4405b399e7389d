// Writes crates/serve/page's world.json: the countries' outlines as SVG paths in Web Mercator, 4,000 wide, from
// Natural Earth (1:50m, through the package world-atlas). What is disputed is drawn so.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import { presimplify, quantile, simplify } from 'topojson-simplify';

const require = createRequire(import.meta.url);
const WIDTH = 4000;
const NORTH = 83;
const SOUTH = -58;

// Lands that have no ISO number, or whose rule is contested between states.
const DISPUTED = new Map([
  ['Kosovo', 'Kosovo: disputed'],
  ['N. Cyprus', 'Northern Cyprus: disputed'],
  ['Siachen Glacier', 'Siachen Glacier: disputed'],
  ['Somaliland', 'Somaliland: disputed'],
  ['W. Sahara', 'Western Sahara: disputed'],
  ['Palestine', 'Palestine: disputed'],
  ['Taiwan', 'Taiwan: disputed'],
  ['Falkland Is.', 'Falkland Islands: disputed'],
]);

const world = presimplify(require('world-atlas/countries-50m.json'));
const countries = feature(
  simplify(world, quantile(world, 0.6)),
  'countries',
).features;

function project([lon, lat]) {
  const held = Math.max(SOUTH, Math.min(NORTH, lat));
  const y = Math.log(Math.tan(Math.PI / 4 + (held * Math.PI) / 360));
  return [((lon + 180) / 360) * WIDTH, (0.5 - y / (2 * Math.PI)) * WIDTH];
}

function path(polygons) {
  let d = '';
  for (const ring of polygons.flat()) {
    let last = null;
    const points = [];
    for (const point of ring) {
      const [x, y] = project(point).map((value) => Math.round(value * 5) / 5);
      if (last && last[0] === x && last[1] === y) continue;
      points.push([x, y]);
      last = [x, y];
    }
    if (points.length < 4) continue;
    d += points
      .map(([x, y], at) => {
        if (at === 0) return `M${x} ${y}l`;
        const [dx, dy] = [x - points[at - 1][0], y - points[at - 1][1]].map((v) => Math.round(v * 5) / 5);
        return `${dx} ${dy}`;
      })
      .join(' ');
    d += 'z';
  }
  return d;
}

// Crimea stands among Russia's polygons in the source, which shows who holds a land, not whose it is.
function isCrimea([outline]) {
  const [lons, lats] = [0, 1].map((axis) => outline.map((point) => point[axis]));
  return Math.min(...lons) > 32 && Math.max(...lons) < 37 && Math.min(...lats) > 44 && Math.max(...lats) < 46.5;
}

const lands = [];
let crimea = null;
for (const { properties, geometry } of countries) {
  if (properties.name === 'Antarctica') continue;
  let polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  if (properties.name === 'Russia') {
    crimea = polygons.filter(isCrimea);
    polygons = polygons.filter((polygon) => !isCrimea(polygon));
  }
  const disputed = DISPUTED.get(properties.name);
  lands.push({ name: disputed ?? properties.name, disputed: Boolean(disputed), d: path(polygons) });
}
if (crimea?.length !== 1) throw new Error('Crimea is not where it was in the source');
lands.push({ name: 'Crimea: disputed', disputed: true, d: path(crimea) });

const top = project([0, NORTH])[1];
const bottom = project([0, SOUTH])[1];
const box = [0, Math.floor(top), WIDTH, Math.ceil(bottom - top)];
mkdirSync('public', { recursive: true });
writeFileSync('public/world.json', JSON.stringify({ width: WIDTH, box, lands: lands.filter(({ d }) => d) }));
