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

// Width, colours, size of text in %, and whether axe looks: a telephone, a tablet, a desk. A screen
// of 1280 is 640 wide at 200 %, and 320 at 400 %.
const LOOKS = [
  [320, "light", 100, false],
  [360, "light", 100, true],
  [640, "light", 100, false],
  [768, "light", 100, false],
  [1280, "light", 200, false],
  [1280, "light", 100, true],
  [1280, "dark", 100, true],
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]";
const A4_ACROSS = { width: 1062, height: 733 }; // in pixels of CSS, without the margins of 8 mm

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

// What is cut off, or drawn beside the screen; what only a screen reader is to meet is 1 pixel.
function cut() {
  const found = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
  for (const each of document.querySelectorAll("body *:not(svg *)")) {
    if (getComputedStyle(each).overflow === "visible" || each.clientWidth < 2) continue;
    const beyond = [each.scrollWidth - each.clientWidth, each.scrollHeight - each.clientHeight];
    if (Math.max(...beyond) > 1) found.push(each.outerHTML.slice(0, 200));
  }
  return found;
}

// How many points the smallest title of a bar has on paper.
function letters() {
  const size = (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
  return 0.75 * Math.min(...[...document.querySelectorAll("svg [class^=on-]")].map(size));
}

// What Tab does not come to, or comes to unseen.
async function unreached(page) {
  const left = new Set(await page.$$eval(STOPS, (all) => all.map((each) => each.outerHTML)));
  for (let stop = left.size; stop > 0; stop--) {
    await page.keyboard.press("Tab");
    const shown = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return outlineStyle !== "none" && outlineWidth !== "0px" && document.activeElement.outerHTML;
    });
    left.delete(shown);
  }
  return [...left];
}

// A picture in greys from 0 to 255, in rows of 64, each the middle of a square of its pixels.
async function greys(picture) {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const side = Math.floor(image.width / 64);
  const size = [image.width, image.height];
  const canvas = new OffscreenCanvas(...size).getContext("2d", { willReadFrequently: true });
  canvas.drawImage(image, 0, 0);
  const grey = (x, y) => {
    const { data } = canvas.getImageData(side * x, side * y, side, side);
    const colours = data.filter((_, n) => n % 4 < 3);
    return Math.round(colours.reduce((sum, each) => sum + each, 0) / colours.length);
  };
  const rows = Math.floor(image.height / side);
  return Array.from({ length: 64 * rows }, (_, n) => grey(n % 64, Math.floor(n / 64)));
}

// The drawings of a page as wide as a desk, without their words: letters differ by machine.
async function drawings(page) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await page.addStyleTag({ content: "svg text { visibility: hidden }" });
  const found = [];
  for (const each of await page.locator("main svg").all())
    found.push(await page.evaluate(greys, (await each.screenshot()).toString("base64")));
  return found;
}

async function look(browser, file) {
  const seen = { events: [], cut: [], axe: [], spilt: [], unreached: [], title: "", letters: null };
  const url = pathToFileURL(file).href;
  const page = await browser.newPage({ bypassCSP: true });
  page.on("request", (each) => each.url() === url || seen.events.push(each.url()));
  page.on("dialog", (each) => (seen.events.push(each.message()), each.dismiss()));
  page.on("console", (each) => seen.events.push(each.text()));
  page.on("pageerror", (each) => seen.events.push(String(each)));
  await page.goto(url);
  seen.title = await page.title();
  seen.unreached = await unreached(page);
  await page.evaluate(axe);
  for (const [width, colorScheme, size, checked] of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), size);
    seen.cut.push(...(await page.evaluate(cut)).map((each) => [width, size, each]));
    seen.spilt.push(...(await page.evaluate(spilt)));
    if (!checked) continue;
    const run = (values) => window.axe.run(document, { runOnly: { type: "tag", values } });
    for (const each of (await page.evaluate(run, RULES)).violations)
      seen.axe.push([width, colorScheme, each.id, each.nodes[0].html.slice(0, 200)]);
  }
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const boxes = paper.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g);
  seen.sheets = [...boxes].map((box) => [Math.round(box[1]), Math.round(box[2])]);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(A4_ACROSS);
  seen.letters = await page.evaluate(letters);
  await page.emulateMedia({ media: "screen" });
  seen.drawings = await drawings(page);
  await page.close();
  return seen;
}

const args = ["--no-sandbox", "--disable-dev-shm-usage"]; // as a container needs; pages are ours
const [executablePath, ...files] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args });
const answers = [];
for (const file of files) answers.push(await look(browser, file));
await browser.close();
say(answers);
