// Opens pages in Chromium and says what it saw of each, as one JSON array on stdout.
//
//   node look.mjs CHROMIUM FILE...
//
// ICAL_JS names the folder whose node_modules holds playwright-core and axe-core; without it node
// looks where it always does. Nothing but escaping guards a page here: its own policy is off.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const say = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");
const from = process.env.ICAL_JS ? join(resolve(process.env.ICAL_JS), "here.js") : import.meta.url;
const require = createRequire(from);
let chromium, axe;
try {
  ({ chromium } = require("playwright-core"));
  axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch (error) {
  say({ missing: String(error.message).split("\n")[0] });
  process.exit(0);
}

// 320 is a screen of 1280 at 400 %.
const LOOKS = [320, 360, 768, 1280].map((width) => [width, "light"]).concat([[1280, "dark"]]);
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// The titles of bars that reach out of them: each text behind a bar belongs to it.
function spilt() {
  const found = [];
  for (const text of document.querySelectorAll("svg [class^=on-]")) {
    let bar = text.previousElementSibling;
    while (bar.tagName !== "rect") bar = bar.previousElementSibling;
    const [inner, outer] = [text.getBBox(), bar.getBBox()];
    if (inner.width && inner.x + inner.width > outer.x + outer.width) found.push(text.textContent);
    if (inner.width && inner.y + inner.height > outer.y + outer.height + 2) found.push("below");
  }
  return found;
}

async function look(browser, file) {
  const seen = { requests: [], wide: [], axe: [], spilt: [], title: "", sheets: 0 };
  const url = pathToFileURL(file).href;
  for (const [width, colorScheme] of LOOKS) {
    const viewport = { width, height: 900 };
    const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    page.on("request", (each) => each.url() === url || seen.requests.push(each.url()));
    page.on("dialog", (each) => (seen.requests.push(each.message()), each.dismiss()));
    await page.goto(url);
    seen.title = await page.title();
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth);
    if (scrolls > width) seen.wide.push([width, scrolls]);
    seen.spilt.push(...(await page.evaluate(spilt)));
    if (width === 320) {
      await context.close();
      continue;
    }
    await page.evaluate(axe);
    const run = (values) => window.axe.run(document, { runOnly: { type: "tag", values } });
    for (const each of (await page.evaluate(run, RULES)).violations)
      seen.axe.push([width, colorScheme, each.id, each.nodes[0].html.slice(0, 200)]);
    if (colorScheme === "dark") {
      const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      seen.sheets = (sheets.match(/\/Type\s*\/Page\b/g) ?? []).length;
    }
    await context.close();
  }
  return seen;
}

const args = ["--no-sandbox", "--disable-dev-shm-usage"]; // as a container needs; pages are ours
const [executablePath, ...files] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args });
const answers = [];
for (const file of files) answers.push(await look(browser, file));
await browser.close();
say(answers);
