// The map's geometry: places as points of Web Mercator, those that lie close as one, and names where there is room.

import type { Mapped } from './types';

/** The outlines of countries, as `npm run map` writes them. */
export interface World {
  width: number;
  box: [number, number, number, number];
  lands: { name: string; disputed: boolean; d: string }[];
}

/** A region of a country, with the box that it fills. */
export interface Region {
  name: string;
  d: string;
  box: [number, number, number, number];
}

export interface View {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Cluster {
  x: number;
  y: number;
  places: Mapped[];
  reports: number;
}

export interface Label {
  x: number;
  y: number;
  name: string;
  land: boolean;
}

interface Land {
  name: string;
  x: number;
  y: number;
  width: number;
}

/** Places nearer than this many pixels are one cluster. */
const NEAR = 18;
/** Heights of letters, in pixels. */
const PLACE = 13;
const LAND = 11;
/** Width of a letter by its height, with the space between letters (measured by eye). */
const LETTER = 0.6;

export function project(width: number, lon: number, lat: number): { x: number; y: number } {
  const held = Math.max(-80, Math.min(83, lat));
  const y = Math.log(Math.tan(Math.PI / 4 + (held * Math.PI) / 360));
  return { x: ((lon + 180) / 360) * width, y: (0.5 - y / (2 * Math.PI)) * width };
}

/** Radius of a cluster's circle, in pixels. */
export function radius(cluster: Cluster): number {
  return Math.min(22, 5 + 3 * Math.sqrt(cluster.reports));
}

/** The places but for whole countries, whose middle is no place where something happened. */
export function clustersOf(places: Mapped[], width: number, unit: number): Cluster[] {
  const found = new Map<string, Cluster>();
  const size = unit * NEAR;
  for (const place of places) {
    if (place.precision === 'country') continue;
    const { x, y } = project(width, place.lon, place.lat);
    const key = `${Math.round(x / size)} ${Math.round(y / size)}`;
    const cluster = found.get(key) ?? { x, y, places: [], reports: 0 };
    cluster.places.push(place);
    cluster.reports += place.reports;
    found.set(key, cluster);
  }
  return [...found.values()];
}

/** The corners of an outline; steps after small letters are relative. */
function corners(d: string): [number, number][] {
  const found: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, letter, rest] of d.matchAll(/([MmLlHhVv])([^A-Za-z]*)/g)) {
    const numbers = (rest?.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    const small = letter === letter?.toLowerCase();
    const two = letter && /[ml]/i.test(letter);
    for (let at = 0; at < numbers.length; at += two ? 2 : 1) {
      const [a, b] = [numbers[at] ?? 0, numbers[at + 1] ?? 0];
      if (two) [x, y] = small ? [x + a, y + b] : [a, b];
      else if (letter && /h/i.test(letter)) x = small ? x + a : a;
      else y = small ? y + a : a;
      found.push([x, y]);
    }
  }
  return found;
}

/** Where each country's name stands: in the middle of its widest outline. */
export function landsOf(world: World): Land[] {
  return world.lands.map(({ name, d }) => {
    let best = { x: 0, y: 0, width: 0 };
    for (const part of d.split(/z/i)) {
      const points = corners(part);
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      if (points.length > 2 && right - left > best.width) best = { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left };
    }
    return { name, ...best };
  });
}

/** Names are whole or not there at all: the places of most reports first, then countries, where nothing else stands. */
export function labelsOf(clusters: Cluster[], lands: Land[], view: View, unit: number): Label[] {
  const taken: [number, number, number, number][] = [];
  const wide = (name: string, size: number) => name.length * size * LETTER * unit;
  const free = (x: number, y: number, name: string, size: number): boolean => {
    const box: [number, number, number, number] = [x, y - size * unit, x + wide(name, size), y + 0.35 * size * unit];
    const meets = taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
    if (meets || box[2] < view.x || box[0] > view.x + view.width) return false;
    taken.push(box);
    return true;
  };
  const found: Label[] = [];
  for (const cluster of clusters.toSorted((a, b) => b.reports - a.reports)) {
    const name = cluster.places[0]?.name ?? '';
    const [x, y] = [cluster.x + unit * (8 + radius(cluster)), cluster.y + 4 * unit];
    if (free(x, y, name, PLACE)) found.push({ x, y, name, land: false });
  }
  for (const land of lands) {
    const x = land.x - wide(land.name, LAND) / 2;
    if (land.width > 0.8 * wide(land.name, LAND) && free(x, land.y, land.name, LAND)) found.push({ x, y: land.y, name: land.name, land: true });
  }
  return found;
}
