// What the page asks of the service that it came from; nothing is asked of any other.

import { language, t } from "./texts.js";

/** An answer of the service that says what is wrong: `lines` in the language of the page. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail || problem.title || "");
    this.lines = (problem.errors ?? []).map(line);
    if (!this.lines.length) this.lines = [this.message];
  }
}

/** What is wrong, with the line of the file or the row of the list that it is about. */
function line({ detail, path, place, in: where }) {
  if (!where && place?.line) return `${t("file_line", { number: place.line })}: ${detail}`;
  const [, number] = /^facts\.\w+\[(\d+)\]/.exec(path ?? "") ?? [];
  return number ? `${t("row", { number })}: ${detail}` : detail;
}

async function ask(path, body, accept = "application/json") {
  const headers = { Accept: accept, "Accept-Language": language() };
  const options = body ? { method: "POST", body: JSON.stringify({ language: language(), ...body }) } : {};
  if (body) headers["Content-Type"] = "application/json";
  const response = await fetch(`/v1/${path}`, { ...options, headers });
  if (response.ok) return response;
  throw new Refused(await response.json().catch(() => ({ title: response.statusText })));
}

const json = async (path, body) => (await ask(path, body)).json();

const kept = new Map(); // what was asked before, by what was asked: the last ones
const MOST = 30;

function once(path, body) {
  const key = JSON.stringify([language(), path, body]);
  if (!kept.has(key)) kept.set(key, json(path, body));
  const found = kept.get(key);
  found.catch(() => kept.delete(key));
  if (kept.size > MOST) kept.delete(kept.keys().next().value);
  return found;
}

/** The facts, groups, assumptions and words of the rule sets. */
export const vocabulary = () => once("facts");

/** The names of the regions to start from. */
export const regions = async () => (await once("regions")).map((each) => each.name);

/** The formats in which advice is there. */
export const formats = () => once("formats");

/** A region in its own form, with its advice and its figures. */
export const overview = (region) => once("overviews", { region });

/** What changes when facts are set. */
export const changes = (region, set) => once("changes", { region, set });

/** The reasons of one conclusion. */
export const explanation = (region, conclusion) => once("explanations", { region, conclusion });

/** The answers that several persons gave to the same questions. */
export const disagreements = (regions) => once("disagreements", { regions });

/** Positions, routes and risks side by side. */
export const comparison = (regions) => once("comparisons", { regions });

/** The region in the text of a file. */
export const readFile = (name, text) => json("regions", { name, text });

/** The region as the text of a file, as a blob. */
export const fileOf = async (region, format) => (await ask("region-files", { region, format }, "*/*")).blob();

/** The advice in a format, as a blob. */
export const adviceIn = async (region, format) => (await ask("advice", { region, format }, "*/*")).blob();
