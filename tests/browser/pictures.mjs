// The pictures of the documents: an article and a person of the invented pages, as `.ci/browser pictures` makes them.
// Usage: node pictures.mjs BINARY, from the root of the repository.

import { mkdirSync } from 'node:fs';
import { binary, browser, freshArchive, serve } from './desk.mjs';

const folder = 'docs/pictures';
const program = binary();
const desk = freshArchive(program);
const chromium = await browser();
const server = await serve(program, desk.folder);
try {
  mkdirSync(folder, { recursive: true });
  const page = await chromium.newPage({ viewport: { width: 880, height: 620 } });
  for (const [name, list, wanted] of [['article', 'Articles', 'Minister opens the second quay'], ['person', 'People', 'Marit Solheim']]) {
    await page.goto(server.address);
    await page.getByRole('navigation').getByRole('link', { name: list }).click();
    await page.getByRole('searchbox').fill(wanted);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: wanted }).first().click();
    await page.screenshot({ path: `${folder}/${name}.png` });
  }
} finally {
  await chromium.close();
  server.stop();
  desk.remove();
}
