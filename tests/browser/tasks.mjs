// The ten main tasks of somebody who looks things up, and some of somebody who mends, by clicks and keys alone: no
// address is typed but the first. Each starts at the first page and throws where something is not as expected.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const link = (page, name) => page.getByRole('link', { name });
const inMenu = (page, name) => page.getByRole('navigation', { name: 'The archive' }).getByRole('link', { name, exact: true }).click();
const search = async (page, words) => {
  await page.getByRole('searchbox').first().fill(words);
  await page.keyboard.press('Enter');
};
const headline = (page) => page.getByRole('heading', { level: 1 }).innerText();
const count = async (page) => Number((await page.locator('.note').filter({ hasText: ' of ' }).first().innerText()).match(/of (\d+)/)[1]);

async function openArticle(page, name) {
  await search(page, `headline:"${name}"`);
  await page.locator('ol.list').getByRole('link', { name }).first().click();
  assert.equal(await headline(page), name);
}

export const looking = {
  'search from the box and take a part of the query off again': async (page) => {
    await search(page, 'quay person:Brandt');
    const few = await count(page);
    assert.equal(await page.locator('.chips li').count(), 2);
    await link(page, /^without person:/).click();
    assert.ok(await count(page) > few, 'fewer parts find more');
    assert.equal(await page.locator('.chips li').count(), 1);
  },
  'narrow a list by a person and go on to the page of the person': async (page) => {
    await search(page, 'ferry');
    const all = await count(page);
    await page.getByRole('complementary').getByRole('link', { name: 'Tomas Lindgren' }).click();
    assert.ok(await count(page) < all);
    await link(page, 'Ferry company counts its first year').click();
    await page.locator('.text').getByRole('link', { name: 'Tomas Lindgren' }).first().click();
    assert.equal(await headline(page), 'Tomas Lindgren');
  },
  'read an article and jump to where somebody says it': async (page) => {
    await openArticle(page, 'Minister opens the second quay');
    await page.getByRole('region', { name: 'Who said what' }).getByRole('link', { name: 'Today none is waiting' }).click();
    const place = page.locator(':target');
    assert.match(await place.innerText(), /Today none is waiting/);
    const box = await place.boundingBox();
    assert.ok(box.y >= 0 && box.y < page.viewportSize().height, 'it is on the screen');
  },
  'see why a speaker is believed, and the words in their place': async (page) => {
    await inMenu(page, 'Quotes');
    await search(page, 'speaker:Solheim waits');
    await link(page, /A ship that waits earns nothing/).first().click();
    await page.getByText(/^Because .*Of 100 decisions as clear as this one, \d+ are right/).waitFor();
    await link(page, 'in its place').click();
    assert.match(await page.locator(':target').innerText(), /A ship that waits earns nothing/);
  },
  'find every story that ran a picture': async (page) => {
    await inMenu(page, 'Captions');
    await link(page, 'only those shown more than once').click();
    await link(page, 'The new crane above the east quay of Rotterdam.').click();
    assert.match(await page.getByRole('heading', { level: 2 }).innerText(), /^4 stories/);
    assert.equal(await page.locator('ol.list li').count(), 4);
  },
  'compare two words over time': async (page) => {
    await inMenu(page, 'Time');
    for (const words of ['ferry', 'quay']) {
      await page.getByRole('searchbox', { name: 'One more query' }).fill(words);
      await page.getByRole('button', { name: 'Compare' }).click();
    }
    await link(page, 'by year').click();
    const drawings = page.locator('figure.bars');
    assert.equal(await drawings.count(), 2);
    await drawings.first().getByText('As a table').click();
    assert.match(await drawings.first().getByRole('row', { name: /2010/ }).innerText(), /1 of \d+/);
    await drawings.last().locator('svg a').first().click();
    assert.match(page.url(), /\/articles\?q=quay/);
  },
  'find places on the map and open one': async (page) => {
    await inMenu(page, 'Map');
    await link(page, 'Europe').click();
    // A circle with a number leads nearer, until Rotterdam has one of its own.
    const circle = (name) => page.locator('svg.map a').filter({ hasText: name });
    for (let step = 0; step < 4 && await circle('Rotterdam: ').count() === 0; step += 1) {
      await circle(/Rotterdam and \d+ more/).locator('circle').click();
    }
    await circle('Rotterdam: ').locator('circle').click();
    assert.equal(await headline(page), 'Rotterdam');
  },
  'take an original home as it came': async (page) => {
    await openArticle(page, 'Old pier reopens after eleven years');
    const [download] = await Promise.all([page.waitForEvent('download'), link(page, 'as it came').click()]);
    const came = readFileSync(await download.path());
    assert.match(await page.locator('article dl code').innerText(), /^[0-9a-f]{64}$/);
    const { createHash } = await import('node:crypto');
    assert.equal(createHash('sha256').update(came).digest('hex'), await page.locator('article dl code').innerText());
  },
  'see what became of an article': async (page) => {
    await openArticle(page, 'What became of the night ferry');
    await page.locator('dt:text-is("Versions") + dd a').click();
    await link(page, 'compare with 1').click();
    assert.match((await page.locator('.body-changes del').allInnerTexts()).join(), /Copenhagen/);
    assert.match((await page.locator('.body-changes ins').allInnerTexts()).join(), /Aarhus/);
  },
  'go from a person to whom, where and when': async (page) => {
    await inMenu(page, 'People');
    await link(page, 'Marit Solheim').first().click();
    await page.locator('figure.roles').getByText(/^deputy transport minister$/i).first().waitFor();
    await page.locator('figure.bars svg a').first().click();
    assert.equal(await page.locator('ol.list li').count(), 1);
    await page.goBack();
    await page.locator('figure.company a').filter({ hasText: 'Adaeze Okoro: ' }).first().click();
    assert.match(await headline(page), /Adaeze Okoro/);
  },
  'search and open what is found by keys alone': async (page) => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.match(page.url(), /#main$/);
    for (let step = 0; step < 40 && await page.evaluate(() => document.activeElement.id) !== 'q'; step += 1) {
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.type('headline:pilots');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/articles\?q=/);
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      if (/Strike of the pilots/.test(await page.evaluate(() => document.activeElement.innerText || ''))) break;
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/article\/\d+$/);
    assert.equal(await headline(page), 'Strike of the pilots closes four harbours');
  },
  'read without marks, of one kind or of all': async (page) => {
    await openArticle(page, 'Night ferry to Gothenburg sails again');
    const line = (kind) => page.locator(`.text .${kind}`).first().evaluate((one) => getComputedStyle(one).borderBottomStyle);
    assert.deepEqual([await line('person'), await line('place')], ['solid', 'dashed']);
    await page.getByLabel('People', { exact: true }).uncheck();
    assert.deepEqual([await line('person'), await line('place')], ['none', 'dashed']);
  },
};

export const mending = {
  'rename a person after a look at what follows, and take it back': async (page) => {
    await inMenu(page, 'People');
    await link(page, 'Tomas Lindgren').click();
    await page.locator('summary').filter({ hasText: 'Mend' }).click();
    await page.getByLabel('Call it').fill('Tomas Lind');
    await page.keyboard.press('Enter');
    await page.getByText(/is called Tomas Lind/).waitFor();
    await page.getByRole('button', { name: 'Decide' }).click();
    await inMenu(page, 'People');
    assert.equal(await link(page, 'Tomas Lindgren').count(), 0);
    await inMenu(page, 'Doubts');
    await link(page, 'What was decided').click();
    await link(page, 'undo').first().click();
    await page.getByRole('button', { name: 'Decide' }).click();
    await inMenu(page, 'People');
    assert.equal(await link(page, 'Tomas Lindgren').count(), 1);
  },
  'say that two people are one': async (page) => {
    await inMenu(page, 'Doubts');
    await page.locator('li').filter({ hasText: 'J. Brandt' }).getByRole('link', { name: 'They are one' }).click();
    await page.getByRole('button', { name: 'Decide' }).click();
    await inMenu(page, 'People');
    assert.equal(await link(page, 'J. Brandt').count(), 0);
  },
  'put a word of your own on an article and find it by that': async (page) => {
    await openArticle(page, 'Pilots go back to work after five days');
    await page.locator('summary').filter({ hasText: 'Mend' }).click();
    await page.getByLabel('Tag').fill('strike file');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Decide' }).click();
    await openArticle(page, 'Pilots go back to work after five days');
    await link(page, 'strike file').first().click();
    assert.equal(await page.locator('ol.list li').count(), 1);
  },
};
