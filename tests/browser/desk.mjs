// The desk at which the tests sit: a fresh archive of invented pages, `archive serve` beside it, and Chromium before it.
// Nothing here checks anything.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

// From the root of the repository, where this is run: the scripts themselves may be a copy beside their packages.
const pages = ['tests/browser/pages', 'fixtures/pages', 'fixtures/tour'].map((folder) => resolve(folder));

// Chromium asks its maker for news; no other host than this one is found, so that nothing comes of it.
const quiet = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

// The program that is tested: the first argument.
export function binary() {
  const named = process.argv[2];
  if (!named) {
    console.error(`usage: node ${process.argv[1]} BINARY`);
    process.exit(2);
  }
  return resolve(named);
}

// An archive of all pages in a folder of its own.
export function freshArchive(program) {
  const folder = mkdtempSync(join(tmpdir(), 'archive-browser-'));
  execFileSync(program, ['--db', 'tidewater.db', 'import', '--quiet', ...pages], { cwd: folder });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

// A server of the archive in `folder`: its address, and how it is ended.
export async function serve(program, folder, flags = []) {
  const server = spawn(program, ['--db', 'tidewater.db', 'serve', '--port', '0', ...flags], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout })) {
    return { address: line.trim().replace(/\/$/, ''), stop: () => server.kill() };
  }
  throw new Error('archive serve ended before it gave an address');
}

// The browser; `log` is a file for what it asks of the network.
export function browser(log) {
  const logged = log ? [`--log-net-log=${log}`] : [];
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...quiet, ...logged] });
}
