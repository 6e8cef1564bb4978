// `archive serve` in a real Chromium: every kind of page is opened and checked, and the main tasks are done by clicks and
// keys. Usage: node browser.mjs BINARY [WORD], where WORD keeps to the tasks and pages with it in their name.
// Exit code 1 where anything is wrong; each fault is a line.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { barriers, htmlFaults, outOfReach, requestsElsewhere, tooWide } from './checks.mjs';
import { binary, browser, freshArchive, serve } from './desk.mjs';
import { looking, mending } from './tasks.mjs';

const FIRST_PAGE_BYTES = 60 * 1024;
const program = binary();
const word = process.argv[3] ?? '';
const faults = [];

// A page whose console is watched; what it must not say is a fault of `name`.
async function watched(context, name) {
  const page = await context.newPage();
  page.on('console', (message) => {
    // A page that says by its status that there is nothing is an error to the console, too.
    const isStatus = message.text().startsWith('Failed to load resource: the server responded with a status of 4');
    if (['error', 'warning'].includes(message.type()) && !isStatus) faults.push(`${name}: console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`${name}: ${error.message}`));
  page.on('dialog', (dialog) => { faults.push(`${name}: a script ran: ${dialog.message()}`); dialog.dismiss(); });
  return page;
}

// Pages of the same sort are alike: one of each is opened, and those that are named.
const sort = (path) => path.replace(/\d+/g, 'N').replace(/=[^&]*/g, '').replace(/#.*/, '');

// Every sort of page that links lead to, from the first one on.
async function everySort(page, address) {
  const named = [
    '/articles?q=nothing+like+this', '/articles?q=(', '/nowhere', '/person/999999', '/people?sure=doubtful', '/map?view=europe',
    '/time?q=ferry&q=quay&by=year', '/articles?q=quay&sort=relevance&offset=1',
  ];
  // Pages that are hard to show: hostile ones, from right to left, in Chinese, of a single word.
  const hard = ['ada+london', 'الميناء', '宁波', 'site:Edges'].map((query) => `/articles?q=${encodeURI(query)}`);
  const open = [...hard, ...named, '/'];
  const found = new Map();
  while (open.length > 0) {
    const path = open.shift();
    const key = named.includes(path) || hard.includes(path) ? path : sort(path);
    if (found.has(key) || /\.(json|csv)|\/original/.test(path)) continue;
    found.set(key, path);
    await page.goto(address + path);
    const links = await page.evaluate(() => [...document.querySelectorAll('a[href^="/"]')].map((one) => one.getAttribute('href')));
    // The last of a sort, so that it is another than the tests of the tasks open.
    open.push(...links.reverse());
    if (hard.includes(path)) {
      for (const edge of links.filter((one) => /^\/article\/\d+$/.test(one))) found.set(`edge ${edge}`, edge);
    }
  }
  return [...found.values()];
}

async function checkPage(page, address, path) {
  // Without the stretch that it is opened at, where the Tab key would begin.
  const answer = await page.goto(address + path.replace(/#.*/, ''));
  const html = await answer.text();
  const wrong = [
    ...await htmlFaults(html), ...await barriers(page), ...await tooWide(page), ...await outOfReach(page),
  ];
  if (path === '/' && Buffer.byteLength(html) > FIRST_PAGE_BYTES) wrong.push(`it has ${Buffer.byteLength(html)} bytes`);
  if (await page.evaluate(() => document.querySelectorAll('script, img, [style], [onerror]').length) > 0) wrong.push('it has markup that it should not have');
  faults.push(...wrong.map((one) => `${path}: ${one}`));
  console.log(`${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${path}`);
}

async function doTasks(context, address, tasks) {
  for (const [name, task] of Object.entries(tasks).filter(([name]) => name.includes(word))) {
    const page = await watched(context, name);
    page.setDefaultTimeout(8000);
    try {
      await page.goto(`${address}/`);
      await task(page);
      console.log(`ok   ${name}`);
    } catch (error) {
      faults.push(`${name}: ${error.message.split('\n').slice(0, 4).join(' ')} at ${page.url()}`);
      console.log(`FAIL ${name}`);
    }
    await page.close();
  }
}

const desk = freshArchive(program);
const logs = mkdtempSync(join(tmpdir(), 'archive-browser-log-'));
const log = join(logs, 'net.json');
const servers = [await serve(program, desk.folder), await serve(program, desk.folder, ['--decide'])];
const [reading, deciding] = servers.map((server) => server.address);
try {
  const chromium = await browser(log);
  const context = await chromium.newContext({ acceptDownloads: true });
  await doTasks(context, reading, looking);
  await doTasks(context, deciding, mending);
  for (const address of [reading, deciding]) {
    const page = await watched(context, address);
    const paths = (await everySort(page, address)).filter((path) => path.includes(word));
    for (const path of paths) await checkPage(page, address, path);
    console.log(`${paths.length} pages of ${address}`);
    await page.close();
  }
  await chromium.close();
  faults.push(...requestsElsewhere(log, [reading, deciding]).map((url) => `the browser's log: ${url}`));
} finally {
  servers.forEach((server) => server.stop());
  desk.remove();
  rmSync(logs, { recursive: true, force: true });
}
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? 'nothing wrong' : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
