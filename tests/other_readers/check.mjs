// Reads the sample's exports with other people's programs, and fails if one of them finds a fault:
//
//     cd tests/other_readers && npm ci && node check.mjs ../../target/release/crosscheck
//
// Not part of CI, since Chromium is large. Needs Node, Java, and Debian's chromium (or CHROMIUM=/path/to/it).
//
// vnu            every report is valid HTML
// axe            no report has a fault of accessibility, in light and in dark
// Chromium       each link to a passage scrolls to it and marks all of its words, and nothing else
// recogito       every Web Annotation is anchored at its words
// schema-dts     ClaimReview has the types of schema.org
// Graphviz       DOT is laid out, with a node for each article, passage and claim
// citeproc       CSL-JSON gives an entry for each article
// Ajv            the project as JSON is as its schema says
//
// check.py has the readers in Python.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-csl";
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import Ajv2020 from "ajv/dist/2020.js";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const crosscheck = resolve(process.argv[2] ?? "");
const sample = join(here, "../../examples/orvane-barrage.ron");
const folder = mkdtempSync(join(tmpdir(), "readers-"));
const LANGUAGES = ["en", "ar", "de", "es", "fr", "uk"];
let faults = 0;

function tell(reader, found) {
  faults += found.length;
  console.log(`${reader}: ${found.length === 0 ? "no fault" : found.join("\n  ")}`);
}

function exported(format, name, ...options) {
  const path = join(folder, name);
  execFileSync(crosscheck, ["export", sample, "--format", format, "-o", path, ...options], { stdio: ["ignore", "ignore", "ignore"] });
  return path;
}

function checkHtml(reports) {
  const jar = join(here, "node_modules/vnu-jar/build/dist/vnu.jar");
  try {
    execFileSync("java", ["-jar", jar, "--format", "text", ...reports], { encoding: "utf8", stdio: "pipe" });
    tell("vnu", []);
  } catch (error) {
    tell("vnu", error.stderr.trim().split("\n"));
  }
}

async function checkAccessibility(browser, reports) {
  const axe = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    // The report itself allows no script.
    const context = await browser.newContext({ bypassCSP: true, colorScheme });
    for (const report of reports) {
      const page = await context.newPage();
      await page.goto(`file://${report}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      for (const { id, help, nodes } of violations) {
        found.push(`${report} (${colorScheme}): ${id}, ${help}, ${nodes.length} times: ${nodes[0].html.slice(0, 120)}`);
      }
      await page.close();
    }
    await context.close();
  }
  tell("axe", found);
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

// The article as a page: far from the top, and with room below.
function pageOf(article) {
  const paragraphs = article.text.split("\n").map((text) => `<p>${escaped(text)}</p>`);
  return `<!doctype html><meta charset="utf-8"><style>
    body { font: 16px/1.6 sans-serif; color: #000; padding: 3000px 40px; margin: 0 }
    ::target-text { background: #f00; color: #f00 }</style>${paragraphs.join("\n")}`;
}

// Serves the articles by their addresses, whatever the host.
async function serve(articles) {
  const pages = new Map(articles.map((article) => [new URL(article.url).pathname, pageOf(article)]));
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url, "http://x").pathname);
    response.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    response.end(page ?? "");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

// The letters that Chromium marked, by the colour in the middle of each.
async function marked(page) {
  const picture = await page.screenshot();
  return page.evaluate(async (bytes) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${bytes}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    let words = "";
    for (const paragraph of document.querySelectorAll("p")) {
      const text = paragraph.firstChild;
      for (let at = 0; text && at < text.length; at++) {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const { left, top, width, height } = range.getBoundingClientRect();
        if (width === 0 || top < 0 || top + height > innerHeight) continue;
        const [red, green] = canvas.getImageData(left + width / 2, top + height / 2, 1, 1).data;
        if (red > 200 && green < 60) words += text.data[at];
      }
    }
    return words;
  }, picture.toString("base64"));
}

async function checkTextFragments(browser, report, project) {
  const server = await serve(project.articles);
  const origin = `http://127.0.0.1:${server.address().port}`;
  const html = readFileSync(report, "utf8");
  const figures = html.split("<figure class=\"quote\">").slice(1);
  const text = (markup) => markup.replace(/<[^>]*>/g, "").replace(/&amp;/g, "&").replace(/&quot;/g, "\"").replace(/&#39;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">");
  const letters = (words) => words.replace(/\s/g, "");
  const found = [];
  let checked = 0;
  for (const figure of figures) {
    const quote = text(figure.match(/<mark>(.*?)<\/mark>/s)[1]);
    const link = figure.match(/href="([^"]*#:~:text=[^"]*)"/);
    if (!link) continue;
    const address = new URL(link[1].replaceAll("&amp;", "&"));
    const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
    await page.goto(origin + address.pathname + address.hash);
    await page.waitForFunction(() => scrollY > 0, null, { timeout: 5000 }).catch(() => {});
    const words = await marked(page);
    if (letters(words) !== letters(quote)) found.push(`${address.hash}: marked “${words}” instead of “${quote}”`);
    checked += 1;
    await page.close();
  }
  server.close();
  if (checked === 0) found.push("no link to a passage");
  tell(`Chromium, ${checked} links to passages`, found);
}

// Recogito counts UTF-16 units; the standard counts code points.
function inUtf16(annotation, text) {
  const points = Array.from(text);
  const units = (count) => points.slice(0, count).join("").length;
  for (const selector of annotation.target.selector) {
    if (selector.type !== "TextPositionSelector") continue;
    selector.start = units(selector.start);
    selector.end = units(selector.end);
  }
  return annotation;
}

async function checkAnnotations(browser, project) {
  const { first } = JSON.parse(readFileSync(exported("web-annotation", "annotations.json"), "utf8"));
  const library = readFileSync(join(here, "node_modules/@recogito/text-annotator/dist/text-annotator.umd.js"), "utf8");
  const found = [];
  let anchored = 0;
  for (const article of project.articles) {
    const items = first.items.filter((item) => item.target.source === article.url);
    const own = items.map((item) => inUtf16(item, article.text));
    const page = await browser.newPage();
    await page.setContent("<div id=\"text\" style=\"white-space: pre-wrap\"></div>");
    // The library was built for a bundler.
    await page.addScriptTag({ content: `globalThis.process = { env: {} };${library}` });
    const quotes = await page.evaluate(async ([text, annotations, source]) => {
      const element = document.getElementById("text");
      element.textContent = text;
      const { createTextAnnotator, W3CTextFormat } = globalThis.RecogitoJS;
      const annotator = createTextAnnotator(element, { adapter: W3CTextFormat(source, element) });
      await annotator.setAnnotations(annotations);
      return annotator.state.store.all().map((it) => [it.id, it.target.selector[0].range.toString()]);
    }, [article.text, own, article.url]);
    const expected = new Map(own.map((item) => [item.id, item.target.selector.find((it) => it.type === "TextQuoteSelector").exact]));
    for (const [id, quote] of quotes) {
      if (expected.get(id) === quote) anchored += 1;
      else found.push(`${id}: anchored at “${quote}” instead of “${expected.get(id)}”`);
      expected.delete(id);
    }
    for (const quote of expected.values()) found.push(`not anchored: “${quote}”`);
    await page.close();
  }
  if (anchored === 0) found.push("no annotation");
  tell(`recogito, ${anchored} annotations`, found);
}

function checkClaimReview() {
  const review = readFileSync(exported("claimreview", "review.json"), "utf8");
  const source = join(here, "review.check.ts");
  const types = "import type { Graph } from \"schema-dts\";\n";
  writeFileSync(source, `${types}const review: Graph = ${review};\nexport default review;\n`);
  try {
    execFileSync(join(here, "node_modules/.bin/tsc"), ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext", source], { encoding: "utf8", stdio: "pipe" });
    tell("schema-dts", []);
  } catch (error) {
    tell("schema-dts", error.stdout.trim().split("\n"));
  } finally {
    rmSync(source);
  }
}

async function checkDot(project) {
  const graphviz = await Graphviz.load();
  const svg = graphviz.dot(readFileSync(exported("dot", "graph.dot"), "utf8"));
  const nodes = svg.split("class=\"node\"").length - 1;
  const passages = project.articles.reduce((sum, article) => sum + article.highlights.length, 0);
  const least = project.articles.length + passages + project.claims.length;
  tell(`Graphviz, ${nodes} nodes`, nodes < least ? [`fewer than ${least}`] : []);
}

function checkCitations(project) {
  const items = JSON.parse(readFileSync(exported("csl-json", "sources.json"), "utf8"));
  const entries = new Cite(items).format("bibliography", { format: "text", template: "apa" }).trim().split("\n");
  const found = project.articles.filter((article) => !entries.some((entry) => entry.includes(article.title)));
  tell(`citeproc, ${entries.length} entries`, found.map((article) => `no entry for ${article.title}`));
}

function checkProject(project) {
  const schema = JSON.parse(readFileSync(join(here, "../../docs/project.schema.json"), "utf8"));
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  tell("Ajv", validate(project) ? [] : validate.errors.map((error) => `${error.instancePath}: ${error.message}`));
}

const reports = LANGUAGES.map((language) => exported("html", `report-${language}.html`, "--language", language));
const project = JSON.parse(readFileSync(exported("json", "project.json"), "utf8"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
checkHtml(reports);
await checkAccessibility(browser, reports);
await checkTextFragments(browser, reports[0], project);
await checkAnnotations(browser, project);
checkClaimReview();
await checkDot(project);
checkCitations(project);
checkProject(project);
await browser.close();
rmSync(folder, { recursive: true });
process.exit(faults === 0 ? 0 : 1);
