// How large views come up, in Chromium: `npm run large [LEDGER]`. A report of 5,000 words, a story of 200 reports, and,
// where a ledger of bench/growth.py is given, that ledger's views. It needs a built `sayso` (target/release, or SAYSO)
// and Debian's chromium (or CHROMIUM). Printed are, as the middle of five goes in an open window that knows nothing of
// the page yet, the time until the rows are painted, the layout shift, and the longest frame while scrolling to the
// end; ends with 1 where the rows take longer than 300 ms or the layout shifts.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const root = join(import.meta.dirname, '../..');
const program = process.env.SAYSO ?? join(root, 'target/release/sayso');
const folder = mkdtempSync(join(tmpdir(), 'sayso-large-'));
const WITHIN = 300;

const TOWNS = ['Orlen', 'Lind', 'Vesby', 'Halder', 'Tarn', 'Brekke', 'Sund', 'Callow', 'Merrow', 'Aldin'];
const PEOPLE = ['Marta Veldkamp', 'Joris Amsel', 'Henrik Stolz', 'Ines Halvorsen', 'Tobias Renn', 'Karl Odum', 'Ruth Bakke', 'Pavel Brok'];
const POSTS = ['the mayor', 'the fire chief', 'a union leader', 'the harbour master', 'a spokeswoman for the water board', 'the army’s spokesman'];

/** A paragraph with a statement or two and a few figures; each number gives another. */
function paragraph(n) {
  const [town, who, post] = [TOWNS[n % 10], PEOPLE[(n * 3) % 8], POSTS[(n * 5) % 6]];
  return [
    `“We counted ${n + 12} homes without a roof in ${town} and nobody came before the evening,” ${who}, ${post} of ${town}, said on Monday. The road along the river stayed shut for the whole of the day, and buses went the long way over the hill.`,
    `According to ${who}, at least ${n + 3} people were taken to hospital after the storm reached ${town}, and two of them died there. The ministry denied that it had been warned.`,
    `${who} accused the water board of leaving the gates open for ${(n % 9) + 2} hours. The board said that ${n + 40} workers had been sent to ${town} and that “no gate was ever left without a guard”. Shops in the old market opened again by noon, though the lights did not come back.`,
  ][n % 3];
}

const long = Array.from({ length: 124 }, (_, n) => paragraph(n)).join('\n\n');
const story = Array.from({ length: 200 }, (_, n) => ({
  url: `https://outlet-${n}.example/storm`,
  outlet: `${TOWNS[n % 10]} ${['Post', 'Herald', 'Echo', 'Times'][(n >> 2) % 4]} ${n}`,
  title: `Ferry sinks off Merrow, ${20 + (n >> 5)} dead`,
  published: `2026-03-${String(2 + (n >> 5)).padStart(2, '0')}`,
  text: `${20 + (n >> 5)} people were killed when the ferry Sankt Olaf sank off Merrow on Sunday, coastguard chief Marta Veldkamp said.\n\n“The boat carried too many,” Veldkamp said. ${n % 4 ? `${PEOPLE[n % 8]}, who runs the ferry line, denied that the Sankt Olaf was overloaded.` : 'The ferry line did not answer.'}\n\n${paragraph(n * 7)}`,
}));

function serve(ledger) {
  const server = spawn(program, ['serve', '--ledger', ledger], { stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    let told = '';
    server.stderr.on('data', (data) => {
      told += data;
      const address = told.match(/http:\S+/)?.[0];
      if (address) resolve({ server, address });
    });
    server.on('exit', () => reject(new Error(`sayso serve ended: ${told}`)));
  });
}

/** Runs in the page: when the first of what is looked for is painted, and how much the layout shifts. */
function watch(selector) {
  if (location.protocol === 'about:') return;
  window.seen = { shift: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.seen.shift += entry.value))).observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    if (!document.querySelector(selector)) requestAnimationFrame(look);
    else requestAnimationFrame(() => setTimeout(() => (window.seen.at = performance.now())));
  };
  look();
}

/** Runs in the page: the longest frame while it scrolls to its end. */
async function scroll() {
  let [longest, last] = [0, performance.now()];
  for (let step = 0; step < 60; step += 1) {
    scrollTo(0, (document.documentElement.scrollHeight * step) / 60);
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    if (step > 1) longest = Math.max(longest, now - last);
    last = now;
  }
  return longest;
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
let failed = 0;

async function view(name, address, path, selector) {
  const goes = [];
  for (let go = 0; go < 5; go += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    await page.addInitScript(watch, selector);
    // A window that is open already, as a reader's is.
    await page.goto('about:blank');
    await page.goto(address + path);
    await page.waitForFunction(() => window.seen.at, undefined, { timeout: 10_000 });
    await page.waitForTimeout(300);
    const { at, shift } = await page.evaluate(() => window.seen);
    const rows = await page.locator(selector).count();
    goes.push({ at, shift, frame: await page.evaluate(scroll), rows });
    await context.close();
  }
  const middle = (key) => goes.map((go) => go[key]).sort((a, b) => a - b)[2];
  const wrong = middle('at') > WITHIN || middle('shift') >= 0.1;
  failed += Number(wrong);
  console.log(`${name}: painted after ${Math.round(middle('at'))} ms, ${goes[0].rows} rows, layout shift ${middle('shift').toFixed(3)}, longest frame ${Math.round(middle('frame'))} ms${wrong ? ' - too much' : ''}`);
}

let server;
try {
  console.log(`load ${loadavg()[0].toFixed(1)}; ${long.split(/\s+/).length} words in the long report`);
  const file = join(folder, 'large.jsonl');
  writeFileSync(file, [{ outlet: 'Kestrel Courier', title: 'A year of storms', published: '2026-01-05', text: long }, ...story].map((report) => JSON.stringify(report)).join('\n'));
  const ledger = join(folder, 'large.sayso');
  const added = spawnSync(program, ['add', '--ledger', ledger, file], { encoding: 'utf8' });
  if (added.status !== 0) throw new Error(added.stderr);
  let address;
  ({ server, address } = await serve(ledger));
  const { items } = await (await fetch(`${address}api/v1/stories`)).json();
  const most = items.reduce((a, b) => (b.reports > a.reports ? b : a));
  await view('report of 5,000 words', address, 'reports/1', '.text a.number');
  await view(`story of ${most.reports} reports`, address, `stories/${most.story}`, '.claim, .claims li, main li');
  server.kill();
  if (process.argv[2]) {
    ({ server, address } = await serve(process.argv[2]));
    const views = [['home', ''], ['search', 'reports?words=ferry%20killed'], ['claims', 'claims?status=disputed'], ['statements', 'statements?stance=denies'], ['report', 'reports/50000']];
    for (const [name, path] of views) await view(`large ledger: ${name}`, address, path, 'main li, .text p');
  }
} finally {
  await browser.close();
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
