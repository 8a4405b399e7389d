// A new user's way through the page, in Chromium: `npm test`; `TIMED=1 npm test` also wants each step within a second.
// It needs a built `sayso` (target/debug, or SAYSO) and Debian's chromium (or CHROMIUM). Pictures are kept in tests/pictures.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { STORY } from './story.mjs';

const here = import.meta.dirname;
const root = join(here, '../..');
const pictures = join(here, 'pictures');
const folder = mkdtempSync(join(tmpdir(), 'sayso-page-'));
// Times are asserted where they are asked for: they hang on what else the machine does.
const timed = process.env.TIMED !== undefined;
const times = [];
let passed = 0;

const HOSTILE = `<script>window.ran = 1</script> “<img src=x onerror="window.ran=1">,” said Ines Halvorsen, the mayor of Port Callow.

“Nothing \u202egnihton\u202c is left of it, and 14 people \u{1F6A2} were hurt,” Mayor Ines Halvorsen said on Friday. {{7*7}} \${7*7} '; DROP TABLE report; --

قالت رئيسة البلدية إن الجسر مغلق. "Shut," she said.`;

function serve() {
  const program = process.env.SAYSO ?? join(root, 'target/debug/sayso');
  const server = spawn(program, ['serve', '--new', '--ledger', join(folder, 'test.sayso')], { stdio: ['ignore', 'ignore', 'pipe'] });
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

async function step(name, work, within = 1000) {
  const start = performance.now();
  await work();
  const took = performance.now() - start;
  times.push([name, took]);
  assert.ok(!timed || took < within, `${name}: took ${Math.round(took)} ms`);
  passed += 1;
}

async function accessible(page, name) {
  // What is half under the head only because of where the page was scrolled to is no small target.
  await page.evaluate(() => scrollTo(0, 0));
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.any[0]?.message ?? ''}`).join('\n  ')}`);
    assert.deepEqual(told, [], `${name}, ${colorScheme}`);
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
    passed += 1;
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
const { server, address } = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) complaints.push(`asks ${request.url()}`);
  });

  // An empty ledger says how to begin.
  await page.goto(address);
  await page.getByText('Add the first report').click();
  await accessible(page, 'add');

  await step('look at the example reports before they are kept', async () => {
    const files = ['dam', 'crossing', 'strike'].map((name) => join(root, `examples/stories/${name}.jsonl`));
    await page.setInputFiles('input[type=file]', files);
    await page.getByRole('button', { name: 'Keep 23 reports' }).waitFor();
  });
  await accessible(page, 'add-preview');
  await step('keep them', async () => {
    await page.getByRole('button', { name: 'Keep 23 reports' }).click();
    await page.getByText('added', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Add more' }).waitFor();
  }, 15_000);

  await step('an address that does not answer is said to be so', async () => {
    await page.getByRole('button', { name: 'Add more' }).click();
    await page.getByLabel('Or fetch a page or feed').fill('http://127.0.0.1:9/none');
    await page.getByRole('button', { name: 'Fetch it' }).click();
    await page.getByRole('alert').getByText('127.0.0.1:9/none').waitFor();
  });

  // Is this toll disputed, and by whom: one click from home.
  await page.goto(address);
  await page.getByRole('list', { name: 'Stories' }).getByRole('link').first().waitFor();
  await accessible(page, 'home');
  await page.screenshot({ path: join(pictures, 'home-whole.png'), fullPage: true });
  await step('who disputes what', async () => {
    await page.getByRole('link', { name: 'Nurses walk out at St Agnes' }).click();
    await page.getByText('400', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'The Nurses’ Federation' }).first().waitFor();
  });
  await page.goto(address);
  await step('a denial in large type', async () => {
    await page.getByRole('link', { name: 'Three border guards wounded at Tarn crossing' }).click();
    await page.locator('.side.denies').getByText('defence ministry of Vostria').first().waitFor();
  });
  await accessible(page, 'story');
  await page.screenshot({ path: join(pictures, 'story-whole.png'), fullPage: true });
  await step('claims are opened by keys', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    assert.match(page.url(), /\/stories\/\d+\/\d+\.\d+$/);
  });
  await page.emulateMedia({ media: 'print' });
  await page.getByText('independent voices that it rests on').waitFor();
  const printed = await page.locator('main').innerText();
  for (const words of ['The fire came from the Vostrian side', 'Emil Radek', 'denies:', 'Who rests on whom', 'independent voices that it rests on', 'A third man had only fallen']) {
    assert.ok(printed.includes(words), `${words}: is not printed`);
  }
  await page.screenshot({ path: join(pictures, 'story-print.png'), fullPage: true });
  await page.emulateMedia({ media: 'screen' });

  await step('a story is saved whole', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as Markdown' }).click();
    const saved = readFileSync(await (await download).path(), 'utf8');
    assert.match(saved, /^# Three border guards wounded at Tarn crossing\n/);
    assert.match(saved, /\*\*.*\*\* DENIES it: “/);
  });

  // What did X say and take back: two clicks from home.
  await page.goto(address);
  await page.getByRole('link', { name: 'Who', exact: true }).waitFor();
  await step('what one said and took back', async () => {
    await page.getByRole('list').getByRole('link', { name: 'Tomas Grell' }).first().click();
    await page.getByRole('heading', { name: 'Contested, taken back or changed' }).waitFor();
  });
  await accessible(page, 'voice');
  await page.getByRole('link', { name: 'Who', exact: true }).click();
  await page.getByRole('list', { name: 'Who speaks' }).getByRole('link').first().waitFor();
  await accessible(page, 'who');
  await page.getByRole('link', { name: 'Claims', exact: true }).click();
  await page.getByRole('list', { name: 'Claims found' }).getByRole('button').first().click();
  await accessible(page, 'claims');

  await step('keys are listed, and lead to the search', async () => {
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('type')), 'search');
  });

  await page.getByRole('link', { name: 'Stories', exact: true }).click();
  await step('one search over all, by beginnings', async () => {
    await page.getByLabel('Words of claims, statements and reports').pressSequentially('inspected', { delay: 5 });
    await page.getByRole('list', { name: 'Claims found' }).getByRole('link').first().waitFor();
    await page.getByRole('list', { name: 'Reports found' }).getByRole('link').first().waitFor();
  });
  await accessible(page, 'search');

  await page.getByRole('navigation').getByRole('link', { name: 'Reports', exact: true }).click();
  await step('search as you type', async () => {
    await page.getByLabel('Words in reports').pressSequentially('dam gov', { delay: 5 });
    await page.getByText('Toll in Kestrel flood').waitFor();
  });
  await accessible(page, 'reports');

  await step('open a report', async () => {
    await page.getByRole('link', { name: 'Dam fails above Orlen' }).click();
    await page.getByRole('heading', { name: 'Rests on' }).waitFor();
  });
  await page.getByText(/^Report \d of \d of this story/).waitFor();
  assert.match(await page.getByRole('link', { name: /^Original at/ }).getAttribute('href'), /^https:\/\//);
  const shown = await page.evaluate(async () => {
    const { text } = await (await fetch(`/api/v1${location.pathname}`)).json();
    const paragraphs = [...document.querySelectorAll('.text p')].map((p) => {
      const copy = p.cloneNode(true);
      for (const number of copy.querySelectorAll('a.number')) number.remove();
      return copy.textContent;
    });
    return [paragraphs.join('\n\n').replaceAll(/\n\s*\n/g, '\n\n').trim(), text.replaceAll(/\n\s*\n/g, '\n\n').trim()];
  });
  assert.equal(shown[0], shown[1], 'the text is shown as it is');

  await step('see who said it, by keys', async () => {
    await page.keyboard.press('j');
    await page.getByText('Says so').waitFor();
    assert.match(page.url(), /\/reports\/\d+\/s\d+$/);
  });
  for (const layer of ['figures', 'times', 'places']) {
    const box = page.getByLabel(layer);
    if (await box.isEnabled()) await box.check();
  }
  await accessible(page, 'report');

  await step('correct a speaker', async () => {
    await page.getByLabel('Who decides').fill('Ada Byron');
    await page.getByRole('button', { name: 'Correct…' }).click();
    await page.getByLabel('Speaker').fill('Marta Veldkamp');
    await page.getByLabel('Stance').selectOption('accuses');
    await page.getByLabel('Why').fill('named further down');
    await page.getByRole('button', { name: 'Keep the correction' }).click();
    await page.getByText('corrected it').waitFor();
  });
  await accessible(page, 'corrected');
  await page.keyboard.press('Escape');
  await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: join(pictures, 'report-print.png') });
  await page.emulateMedia({ media: 'screen' });

  await step('review and export', async () => {
    await page.getByRole('link', { name: 'Review', exact: true }).click();
    await page.getByRole('heading', { name: 'How often Sayso was right' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /Export/ }).click();
    const line = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
    assert.equal(line.reviews[0].who, 'Ada Byron');
    assert.equal(line.reviews[0].corrected.stance, 'accuses');
  });
  await accessible(page, 'review');

  // A correction is seen everywhere, and can be undone.
  await step('a corrected speaker is in the statements', async () => {
    await page.goto(`${address}statements?by=veldkamp&stance=accuses`);
    await page.getByRole('list', { name: 'Statements found' }).getByText('Marta Veldkamp').first().waitFor();
  });
  await step('a claim is decided on, seen, and undone', async () => {
    await page.goto(`${address}stories/1`);
    const claim = page.locator('.claims > li.disputed').first();
    const words = await claim.locator('h3').innerText();
    await claim.getByText('Correct this claim').click();
    await claim.getByRole('combobox', { name: /^Status/ }).selectOption('confirmed');
    await claim.getByRole('button', { name: 'Decide so: what follows?' }).click();
    await claim.getByText('What follows').waitFor();
    await claim.getByRole('button', { name: 'Decide so' }).click();
    await page.locator('.claims > li.confirmed', { hasText: words }).getByText('decided by').first().waitFor();
    await page.goto(`${address}review`);
    await page.getByRole('list', { name: 'Decisions on reports, stories and claims' }).getByRole('button', { name: 'Undo' }).click();
    await page.getByText('· undone').waitFor();
  }, 3000);
  await accessible(page, 'decisions');
  await step('a report is given a date', async () => {
    await page.goto(`${address}reports/1`);
    await page.getByText('Correct, move or remove this report').click();
    await page.getByLabel('Published').fill('2 Feb 2026');
    await page.getByRole('button', { name: 'Correct it: what follows?' }).click();
    await page.getByText('What follows').waitFor();
    await page.getByRole('button', { name: 'Correct it' }).click();
    await page.getByText('2 Feb 2026').first().waitFor();
  }, 3000);

  // A draft of a few sentences is held against the ledger.
  await step('verify a draft', async () => {
    await page.getByRole('link', { name: 'Verify', exact: true }).click();
    await page.getByLabel('Text').fill('“We counted nobody,” Tomas Grell said. Some 400 nurses are on strike at St Agnes. The dam was inspected in October. It rained.');
    await page.getByRole('button', { name: 'Verify it' }).click();
    await page.getByText('It rained.').waitFor();
    await page.getByText(/of 4 sentences not checked/).waitFor();
  }, 3000);
  await accessible(page, 'verify');

  await step('find statements', async () => {
    await page.getByRole('link', { name: 'Statements', exact: true }).click();
    await page.getByLabel('Stance').selectOption('denies');
    await page.getByRole('list', { name: 'Statements found' }).getByRole('listitem').first().waitFor();
  });
  await accessible(page, 'statements');

  await step('a figure through time', async () => {
    await page.getByRole('link', { name: 'Figures', exact: true }).click();
    await page.getByLabel('What is counted').fill('people dam');
    await page.locator('.series svg a').first().waitFor();
  });
  await accessible(page, 'figures');
  await step('a point opens its sentence', async () => {
    await page.locator('.series circle').first().click();
    await page.getByRole('heading', { name: /^Figure/ }).waitFor();
  });

  await step('a pasted text is read and opened', async () => {
    await page.getByRole('link', { name: 'Add', exact: true }).click();
    await page.getByRole('textbox', { name: 'Text' }).fill(HOSTILE);
    await page.getByLabel('Headline').fill('<b onclick=alert(1)>Bridge</b> \u202eegdirB');
    await page.getByRole('textbox', { name: 'Outlet' }).fill('"><script>window.ran=1</script>');
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByText(/^No date/).waitFor();
    await page.getByRole('button', { name: 'Keep 1 report' }).click();
    await page.getByRole('heading', { name: 'Rests on' }).waitFor();
  });
  assert.equal(await page.evaluate(() => window.ran), undefined, 'nothing in a report runs');
  assert.ok((await page.locator('.text').textContent()).includes('<img src=x onerror="window.ran=1">'));
  assert.equal(await page.locator('.text img, .text script, h1 b').count(), 0);
  await page.getByLabel('figures').check();
  const marked = await page.locator('.text a.figure').allTextContents();
  assert.ok(marked.includes('14'), `spans after a ship are right: ${marked}`);
  await accessible(page, 'hostile');

  await step('the map', async () => {
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await page.locator('.map path').first().waitFor();
  });
  await page.locator('.map g.place').first().waitFor({ timeout: 2000 }).catch(() => undefined);
  await accessible(page, 'map');
  assert.equal(await page.locator('.map path.disputed title', { hasText: 'Crimea' }).count(), 1);

  await step('open the words of a claim', async () => {
    await page.goto(`${address}stories/1`);
    await page.locator('.side blockquote a').first().click();
    await page.getByText('Claimed here and elsewhere').waitFor();
  });
  await accessible(page, 'claimed');

  // A story that nine outlets have from one agency.
  await page.route('**/api/v1/stories/1', (route) => route.fulfill({ json: STORY }));
  await step('a story with one source', async () => {
    await page.goto(`${address}stories/1`);
    await page.getByText(/^9 outlets, 3 sources/).waitFor();
    await page.getByText('by way of Northern Press Agency').first().waitFor();
  });
  await accessible(page, 'nine');
  await page.screenshot({ path: join(pictures, 'nine-whole.png'), fullPage: true });

  // What goes wrong is said, and the page stays usable.
  complaints.length = 0;
  await page.goto(`${address}reports/999999`);
  await page.getByText('the ledger has no such report').waitFor();
  await page.goto(`${address}no/such/view`);
  await page.getByText('There is nothing here').waitFor();
  await accessible(page, 'lost');
  complaints.length = 0;

  await page.setViewportSize({ width: 390, height: 740 });
  for (const [name, path] of [['home', ''], ['story', 'stories/2'], ['claims', 'claims'], ['reports', 'reports'], ['voice', 'who/Emil%20Radek'], ['report', 'reports/1/s1'], ['figures', 'figures?of=people'], ['map', 'map'], ['verify', 'verify'], ['add', 'add'], ['review', 'review']]) {
    await page.goto(address + path);
    await page.waitForLoadState('networkidle');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${name} is ${wide} px too wide`);
    await page.screenshot({ path: join(pictures, `${name}-narrow.png`) });
    passed += 1;
  }

  await page.setViewportSize({ width: 1280, height: 860 });
  await page.goto(`${address}reports/1`);
  await page.getByRole('heading', { name: 'Rests on' }).waitFor();
  const [paint, shift] = await page.evaluate(
    () =>
      new Promise((resolve) => {
        let shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shift += entry.value))).observe({ type: 'layout-shift', buffered: true });
        const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
        setTimeout(() => resolve([paint, shift]), 300);
      }),
  );
  assert.ok(!timed || paint < 300, `the first view took ${paint} ms`);
  assert.ok(shift < 0.1, `the layout shifts by ${shift}`);
  const weight = gzipSync(readFileSync(join(root, 'crates/serve/page/app.js'))).length;
  assert.ok(weight < 70_000, `the script weighs ${weight} bytes`);
  assert.deepEqual(complaints, []);
  for (const [name, took] of times) console.log(`${Math.round(took).toString().padStart(6)} ms  ${name}`);
  console.log(`${Math.round(paint).toString().padStart(6)} ms  first view; layout shift ${shift.toFixed(3)}; script ${weight} bytes gzipped`);
  console.log(`${passed} passed, 0 failed`);
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
