// What must hold on every page, whatever it shows. Each check gives a list of what is wrong.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate } from 'html-validate';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// The rules of the standard, not those of taste.
const validator = new HtmlValidate({ extends: ['html-validate:standard'] });

// Faults of the HTML as it was sent.
export async function htmlFaults(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) => messages.map((one) => `html: ${one.ruleId}, line ${one.line}: ${one.message}`));
}

// What axe-core finds, in light and in dark.
export async function barriers(page) {
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    found.push(...violations.map((one) => `axe, ${colorScheme}: ${one.id}: ${one.nodes.map((node) => node.target).slice(0, 3).join(' | ')}: ${one.help}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

// Widths, in pixels, at which the page would have to be scrolled sideways.
export async function tooWide(page) {
  const found = [];
  for (const width of [320, 360, 768, 1440, 3840]) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) return '';
      const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > room + 1);
      return wide.slice(-3).map((one) => `${one.tagName} ${one.className}`).join(', ') || 'something';
    });
    if (over) found.push(`at ${width} px it must be scrolled sideways: ${over}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return found;
}

// What can be used with a mouse and is not reached by the Tab key, or does not show that it was.
export async function outOfReach(page, most = 400) {
  const wanted = await page.evaluate(() => {
    const usable = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')];
    // A link in a drawing is left out of the round where the list beneath it has the same.
    const again = (one) => one.tabIndex < 0 && usable.some((other) => other.tabIndex >= 0 && other.getAttribute('href') === one.getAttribute('href'));
    const seen = usable.filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 0 && !again(one));
    seen.forEach((one, place) => one.setAttribute('data-place', place));
    document.activeElement?.blur();
    return seen.length;
  });
  const reached = new Set();
  const faults = [];
  for (let step = 0; step < Math.min(wanted + 50, most); step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const look = getComputedStyle(one);
      const shown = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
      return { place: one.getAttribute('data-place'), shown, name: one.outerHTML.slice(0, 80) };
    });
    if (!at) break;
    if (!at.shown) faults.push(`the focus does not show on ${at.name}`);
    reached.add(at.place);
  }
  reached.delete(null);
  if (reached.size < Math.min(wanted, most - 50)) faults.push(`Tab reaches ${reached.size} of ${wanted} things`);
  return [...new Set(faults)];
}

// What pages asked of the network that was not the server, by the browser's own log. Chromium also asks its maker for news
// (and is not let through): such requests have no page that began them.
export function requestsElsewhere(log, addresses) {
  const ours = (url) => addresses.some((address) => url.startsWith(`${address}/`));
  const asked = JSON.parse(readFileSync(log, 'utf8')).events.map(({ params }) => params ?? {}).filter(({ url }) => url);
  const byPages = asked.filter(({ initiator }) => addresses.includes(initiator));
  if (byPages.length === 0) return ['the log of the network has no request of a page'];
  return [...new Set(byPages.map(({ url }) => url).filter((url) => !ours(url) && !url.startsWith('data:')))];
}
