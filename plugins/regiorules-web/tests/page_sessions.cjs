// Sessions of a person at the page: node page_sessions.cjs SESSION ADDRESS CHROMIUM INPUT, which prints what was seen.

const { chromium } = require("playwright-core");
const { readFileSync } = require("node:fs");

const [, , session, address, browser, input] = process.argv;
const told = JSON.parse(input);
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const seen = { origins: [], errors: [], dialogs: 0 };
let page;

// --- what a person does ---------------------------------------------------------------------------------------------

const ready = () =>
  page.waitForFunction(
    () => document.querySelector("#main > div") && !document.querySelector("#main[aria-busy], body.busy"),
  );
const text = (selector) => page.locator(selector).innerText();
/** Do what shows another view, and wait until it is there. */
const moved = async (action) => {
  await page.evaluate(() => (document.querySelector("#main > div").dataset.left = ""));
  await action();
  await page.waitForSelector("#main > div:not([data-left])");
  await ready();
};
const view = async (name) => {
  if ((await page.evaluate(() => location.hash)) === `#/${name}`) return;
  await moved(() => page.evaluate((hash) => (location.hash = hash), `#/${name}`));
};
const press = async (name, where = "main") => {
  await page.locator(where).getByRole("button", { name, exact: true }).first().click();
  await ready();
};
const begin = async (language = "nl") => {
  await page.goto(`${address}/?lang=${language}`);
  await ready();
};
const file = (data, name = "regio.json") => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(typeof data === "string" ? data : JSON.stringify(data)),
});
const open = async (data, name) => {
  await page.setInputFiles("input[type=file]", file(data, name));
  await moved(() => press("Open", "form:has(input[type=file])"));
};
const saved = async (kind = /JSON/) => {
  await view("file");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: kind }).first().click(),
  ]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
};
const question = () => page.evaluate(() => location.hash.split("/")[2] ?? "");

const MODES = { level: ["at_least", "at_most", "one_of"], set: ["includes", "excludes"] };

/** The facts by id, as the service tells of them. */
async function vocabulary() {
  const response = await page.request.get(`${address}/v1/facts`, { headers: { "Accept-Language": "nl" } });
  return new Map((await response.json()).facts.map((each) => [each.id, each]));
}

/** Fill in one answer, whole or in part. */
async function fill(fact, value) {
  const form = page.locator("main form");
  const partly = value !== null && typeof value === "object" && !Array.isArray(value);
  const label = (id) =>
    fact.options.find((each) => each.id === id)?.label ?? (id === true ? "ja" : id === false ? "nee" : id);
  const tick = (id) =>
    form
      .locator("label.option", { hasText: new RegExp(`^\\s*${label(id)}\\s*$`) })
      .first()
      .click();
  if (fact.type === "number" && partly) {
    await form.locator("select").first().selectOption("range");
    await form.getByLabel("Minstens").fill(String(value.at_least ?? ""));
    await form.getByLabel("Hoogstens").fill(String(value.at_most ?? ""));
  } else if (fact.type === "set" && partly) {
    await form.locator("select").first().selectOption("set_partly");
    for (const way of MODES.set)
      for (const id of value[way] ?? []) await form.locator(`input[data-option="${id}"][value="${way}"]`).click();
  } else if (fact.type === "set") {
    for (const id of value) await tick(id);
  } else if (partly) {
    const [mode, chosen] = Object.entries(value)[0];
    await form.locator("select").first().selectOption(mode);
    for (const id of [chosen].flat()) await tick(id);
  } else if (fact.options.length || fact.type === "yes_no" || (await form.locator("label.option").count()))
    await tick(value);
  else await form.locator('input[type="text"]').first().fill(String(value));
}

async function backed({ source, note }) {
  if (!source && !note) return;
  const form = page.locator("main form");
  const part = form.locator("details").first();
  if (!(await part.evaluate((each) => each.open))) await part.locator("summary").click();
  await part.getByLabel("Bron", { exact: true }).fill(source?.title ?? "");
  await part.getByLabel("Webadres").fill(source?.url ?? "");
  await part.getByLabel("Opmerking").fill(note ?? "");
}

/** Answer the question that is asked, or say not to know. */
async function answer(facts, answers) {
  const id = await question();
  const given = answers[id];
  if (given) {
    await fill(facts.get(id), given.value);
    await backed(given);
  }
  await moved(() => press(given ? "Bewaar en ga verder" : "Weet ik niet"));
  return id;
}

// --- sessions -------------------------------------------------------------------------------------------------------

const SESSIONS = {
  async zeeland() {
    const facts = await vocabulary();
    await begin();
    await page.getByLabel("Arbeidsmarktregio", { exact: true }).selectOption(told.profile);
    await moved(() => press("Begin"));
    const order = [];
    while (await question()) order.push(await answer(facts, told.answers));
    for (const id of Object.keys(told.answers).filter((each) => !order.includes(each))) {
      await view(`question/${id}`);
      await answer(facts, told.answers);
    }
    await view("answers");
    await page.getByLabel("Datum van de antwoorden").fill(told.date);
    await moved(() => press("Bewaar"));
    await view("advice");
    return { order, advice: await text("main"), saved: await saved() };
  },

  async edits() {
    await begin();
    await open(told.file, "zeeland.yaml");
    const first = await question();
    const opened = await saved();
    await view(`question/${told.fact}`);
    const before = await page.locator("input:checked").count();
    await page.locator("label.option", { hasText: told.label }).click();
    await moved(() => press("Bewaar en ga verder"));
    await page.waitForSelector("#news");
    const news = await text("#news");
    await moved(() => page.goBack());
    const back = { fact: await question(), chosen: await text("label.option:has(:checked)") };
    await page.reload();
    await ready();
    const reloaded = { fact: await question(), chosen: await text("label.option:has(:checked)") };
    const edited = await saved(/YAML/);
    await view("answers");
    await page.getByRole("button", { name: `Verwijder: ${told.title}` }).click();
    await page.waitForFunction(
      (name) => !document.querySelector(`button[aria-label="${name}"]`),
      `Verwijder: ${told.title}`,
    );
    const removed = await saved();
    await page.getByRole("link", { name: "English" }).click();
    await ready();
    return {
      first,
      before,
      news,
      back,
      reloaded,
      opened,
      edited,
      removed,
      language: await page.evaluate(() => document.documentElement.lang),
      english: await text("main"),
    };
  },

  async keyboard() {
    const key = (name) => page.keyboard.press(name);
    const focused = () =>
      page.evaluate(() => `${document.activeElement.tagName} ${document.activeElement.textContent.trim()}`);
    const tabTo = async (what) => {
      for (let presses = 0; presses < 60; presses++) {
        await key("Tab");
        const shown = await page.evaluate(
          () => getComputedStyle(document.activeElement.closest(".option") ?? document.activeElement).outlineStyle,
        );
        if (shown === "none") seen.errors.push(`no focus to see on ${await focused()}`);
        if (await page.evaluate((selector) => document.activeElement.matches(selector), what)) return;
      }
      throw new Error(`no way to ${what} by Tab`);
    };
    await begin();
    await key("Tab");
    const skip = await focused();
    await tabTo("form:nth-of-type(2) input");
    await page.keyboard.type("Nergens");
    await moved(() => key("Enter"));
    const asked = await question();
    const heading = await focused();
    await tabTo('input[type="radio"]');
    await key("ArrowDown");
    await moved(() => key("Enter"));
    const status = await page.evaluate(() => document.getElementById("status").textContent);
    await tabTo('a[href="#/advice"]');
    await moved(() => key("Enter"));
    return { skip, asked, heading, status, end: await focused(), saved: await saved() };
  },

  async accessible() {
    const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
    const faults = {};
    const check = async (name) => {
      await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
      await page.waitForTimeout(150);
      await ready();
      await page.evaluate(`${axe}; 0`).catch(() => {});
      const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      if (found.passes.length < 10) throw new Error(`axe looked at nothing in ${name}`);
      faults[name] = found.violations
        .filter((each) => ["serious", "critical"].includes(each.impact))
        .map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 200)}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) faults[name].push(`wider than the window by ${wide}`);
    };
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await begin(told.language);
      await check(`start ${width}`);
      await open(told.file, "zeeland.yaml");
      await check(`question ${width}`);
      for (const each of told.views) {
        await view(each);
        await check(`${each} ${width}`);
      }
      await view("what-if/regional_network");
      await page.locator("label.option").last().click();
      await page.locator("form.card button[type=submit]").click();
      await page.waitForSelector(".columns");
      await check(`tried ${width}`);
      await view("together");
      await open(told.other, "ander.yaml");
      await page.waitForSelector("select[id^=choose]");
      await check(`two ${width}`);
      await view("question/regional_network");
      await page.locator("main form button[type=submit]").click();
      await page.goto(`${address}/?lang=${told.language}#/nowhere`);
      await ready();
      await check(`nowhere ${width}`);
    }
    return { faults };
  },

  async hostile() {
    await begin();
    await open(told.region);
    const found = {};
    for (const each of told.views) {
      await view(each);
      await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
      await ready();
      found[each] = await page.evaluate(() => ({
        text: document.documentElement.innerText,
        title: document.title,
        values: [...document.querySelectorAll("input, textarea, option")].map((part) => part.value).join("\n"),
        scripts: document.querySelectorAll("main script, header script, main iframe, main b, [onerror], [onload]")
          .length,
        images: [...document.querySelectorAll("img")].filter((image) => !image.src.startsWith("data:image/svg+xml"))
          .length,
      }));
    }
    return { found, hacked: await page.evaluate(() => "hacked" in window), saved: await saved() };
  },

  async respondents() {
    await begin();
    await open(told.one, "een.json");
    await view("together");
    await page.getByLabel("Naam of functie", { exact: true }).fill("Wethouder");
    await moved(() => press("Begin"));
    const fresh = await question();
    const empty = await saved();
    await view("together");
    await open(told.other, "ander.json");
    await page.waitForSelector("select[id^=choose]");
    const together = await text("main");
    const contradicted = await page
      .locator("select[id^=choose]")
      .evaluateAll((every) => every.map((each) => each.id.slice("choose-".length)));
    await page.locator(`#choose-${told.fact}`).selectOption("0");
    await ready();
    await press("Maak één gezamenlijk dossier");
    await page.waitForFunction(() => document.querySelector("#whose")?.value === "3");
    const joint = await saved();
    await view("together");
    await moved(() => press("Maak één gezamenlijk dossier"));
    const people = await page.locator("#whose option").allInnerTexts();
    await page.locator("#whose").selectOption("0");
    await ready();
    return { fresh, empty, together, contradicted, joint, people, one: await saved() };
  },

  async replaced() {
    const form = "form:has(input[type=file])";
    await begin();
    await open(told.one);
    await view("file");
    await page.setInputFiles("input[type=file]", file(told.other));
    await press("Open", form);
    const asked = await text(form);
    const before = await saved();
    await moved(() => press("Weet u het zeker? Open dit bestand", form));
    return { asked, before, after: await saved() };
  },

  async joined() {
    await begin();
    const [first, ...others] = told.regions;
    await open(first);
    await view("together");
    for (const each of others) await open(each);
    for (const [name, index] of Object.entries(told.chosen ?? {})) {
      await moved(() => page.locator(`#choose-${name}`).selectOption(index));
    }
    const seen = await text("main");
    await press("Maak één gezamenlijk dossier");
    await page.waitForFunction((index) => document.querySelector("#whose")?.value === index, `${told.regions.length}`);
    return { together: seen, joint: await saved() };
  },

  async wide() {
    await begin();
    await open(told.region);
    await view("together");
    await page.getByLabel("Naam of functie", { exact: true }).fill(told.region.region);
    await moved(() => press("Begin"));
    await view("together");
    await open(told.other);
    const wide = {};
    for (const each of told.views) {
      await view(each);
      for (const part of await page.getByRole("button", { name: /^Verwijder: W{9}/ }).all()) await part.click();
      for (const width of told.widths) {
        await page.setViewportSize({ width, height: 900 });
        const found = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (found > 0) wide[`${each} ${width}`] = found;
      }
    }
    return { wide };
  },

  async hurried() {
    /** Act while the service is silent; then it answers all, and what comes of that is waited for. */
    const slowly = async (act) => {
      let answered;
      const silence = new Promise((resolve) => (answered = resolve));
      await page.route("**/v1/**", async (route) => (await silence, route.continue()));
      await act();
      answered();
      await page.unrouteAll({ behavior: "wait" });
      await ready();
    };
    const click = (name) => page.locator("main").getByRole("button", { name, exact: true }).first().click();
    const choose = (label) => page.locator("label.option", { hasText: new RegExp(`^${label}$`) }).click();
    const people = () => page.evaluate(() => JSON.parse(sessionStorage.getItem("regiorules")).people);
    const turn = async (index) => {
      await page.locator("#whose").selectOption(index);
      await ready();
    };
    await begin();
    for (const each of told.regions) {
      await open(each);
      await view("together");
    }
    await turn("0");

    await view(`question/${told.fact}`);
    await choose(told.label);
    await slowly(async () => {
      await click("Bewaar en ga verder");
      await page.locator("#whose").selectOption("1");
    });
    const turned = { people: await people(), at: await question() };

    await choose(told.label);
    await slowly(async () => {
      await click("Bewaar en ga verder");
      await click("Bewaar en ga verder");
      seen.moment = await text("main form [role=alert]");
      await page.evaluate((to) => (location.hash = to), `#/question/${told.other}`);
    });
    const left = { people: await people(), at: await question() };

    await page.locator("label.option").first().click();
    await page.route("**/v1/overviews", async (route) => {
      await page.waitForSelector("#main[aria-busy]");
      await route.abort();
    });
    await click("Bewaar en ga verder");
    await page.evaluate(() => (location.hash = "#/answers"));
    await page.waitForSelector("#main > div");
    await ready();
    await page.unrouteAll({ behavior: "wait" });
    const cut = await text("#main");

    await view("question");
    await view("answers");
    await slowly(async () => {
      for (const name of told.gone) await click(`Verwijder: ${name}`);
    });
    const removed = await people();

    await view("together");
    const sure = page.getByRole("button", { name: /^Weet u het zeker/, includeHidden: true });
    await sure.first().evaluate((each) => (each.click(), each.click()));
    await ready();
    return { turned, left, cut, removed, people: await people() };
  },

  async fields() {
    const facts = await vocabulary();
    await begin();
    await open(told.region);
    for (const [id, value] of told.answers) {
      await view(`question/${id}`);
      await fill(facts.get(id), value);
      await moved(() => press("Bewaar en ga verder"));
    }
    const first = await saved();
    for (const [id] of told.answers) {
      await view(`question/${id}`);
      await moved(() => press("Bewaar en ga verder"));
    }
    return { first, again: await saved() };
  },

  async whatif() {
    await begin();
    await open(told.file, "zeeland.yaml");
    await view(`what-if/${told.fact}`);
    await page.locator("label.option", { hasText: told.label }).click();
    await moved(() => press("Probeer dit"));
    await page.locator("form.inline select").selectOption(told.parameter);
    await moved(() => press("Kies"));
    await page.locator("form.card input").fill(told.value);
    await moved(() => press("Probeer dit"));
    const columns = await page.locator(".column").evaluateAll((every) => every.map((each) => each.innerText));
    const found = { columns, text: await text("main"), kept: await saved() };
    await view("what-if");
    await moved(() => press("Neem over in de antwoorden"));
    return { ...found, left: await page.locator(".column").count(), adopted: await saved() };
  },

  async table() {
    await begin();
    await page.getByLabel("Arbeidsmarktregio", { exact: true }).selectOption(told.profile);
    await moved(() => press("Begin"));
    const first = await saved();
    for (const fact of told.facts) {
      await view(`question/${fact}`);
      await moved(() => press("Bewaar en ga verder"));
    }
    const same = await saved();
    await view(`question/${told.list}`);
    await page.locator(".row").first().locator("input").last().fill("12.345");
    await moved(() => press("Bewaar en ga verder"));
    return { first, same, other: await saved() };
  },

  async downloads() {
    await begin();
    await open(told.file, "zeeland.yaml");
    await view("file");
    const found = {};
    for (const name of told.formats) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: new RegExp(`^Als ${name} \\(`) }).click(),
      ]);
      found[name] = { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
    }
    await press("Wis alles");
    await press("Weet u het zeker? Wis alles");
    await page.waitForFunction(() => location.hash === "#/start");
    await ready();
    return {
      found,
      cleared: await page.evaluate(() => sessionStorage.getItem("regiorules")),
      stored: await page.evaluate(() => localStorage.length),
    };
  },

  async elsewhere() {
    await begin();
    const start = await text("body");
    await page.locator("form.card input[type=text]").fill("Ergens");
    await moved(() => press("Begin"));
    const shown = [await text("body")];
    while (await question()) {
      const options = page.locator("main form label.option");
      const isChoice = (await options.count()) > 0;
      if (isChoice) await options.first().click();
      await moved(() => press(isChoice ? "Bewaar en ga verder" : "Weet ik niet"));
    }
    for (const each of told.views) {
      await view(each);
      shown.push(await text("body"));
    }
    return { start, shown, saved: await saved() };
  },

  async silent() {
    await page.goto(`${address}/`);
    return { text: await text("body") };
  },

  async refused() {
    await begin();
    await page.setInputFiles("input[type=file]", file("region: X\nfacts: {nonsense: 3}\n", "fout.yaml"));
    await press("Open", "form:has(input[type=file])");
    await page.waitForSelector('form:has(input[type=file]) [role="alert"] p');
    const unread = await text('form:has(input[type=file]) [role="alert"]');
    await open({ region: "X", facts: {} });
    await view("question/municipalities");
    const cells = page.locator(".row input");
    await cells.nth(0).fill("Westdorp");
    await cells.nth(1).fill("heel veel");
    await press("Bewaar en ga verder");
    const wrong = await text('main form [role="alert"]');
    await cells.nth(1).fill("minstens 10.000");
    await press("Voeg een rij toe");
    await cells.nth(2).fill("Oostdorp");
    await cells.nth(3).fill("9500");
    await press("Voeg een rij toe");
    await page.getByRole("button", { name: "Verwijder rij 3" }).click();
    await page.locator("label.option", { hasText: "Er zijn er meer" }).click();
    await moved(() => press("Bewaar en ga verder"));
    const kept = await saved();
    await page.route("**/v1/**", (route) => route.abort());
    await view("question/pursuit");
    await page.locator("label.option").first().click();
    await press("Bewaar en ga verder");
    return { unread, wrong, kept, cut: await text('main form [role="alert"]') };
  },
};

async function main() {
  const started = await chromium.launch({ executablePath: browser, args: FLAGS });
  try {
    const context = await started.newContext({
      viewport: { width: 1280, height: 900 },
      javaScriptEnabled: session !== "silent",
    });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on("request", (request) => seen.origins.push(request.url()));
    page.on("pageerror", (error) => seen.errors.push(error.stack));
    page.on(
      "console",
      (message) => /Content Security Policy|Refused to/.test(message.text()) && seen.errors.push(message.text()),
    );
    page.on("dialog", (dialog) => (seen.dialogs++, dialog.dismiss()));
    const found = await SESSIONS[session]();
    console.log(
      JSON.stringify({ ...found, ...seen, origins: [...new Set(seen.origins.map((each) => new URL(each).origin))] }),
    );
  } finally {
    await started.close();
  }
}

main().catch((error) => {
  console.error(error.stack);
  process.exit(1);
});
