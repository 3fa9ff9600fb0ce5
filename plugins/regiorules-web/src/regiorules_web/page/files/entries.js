// One answer in the form of a region file: a value, or a value with its source and note.

/** The source of what comes from a table of regions. */
export const TABLE = "profile";

const isObject = (entry) => entry !== null && typeof entry === "object" && !Array.isArray(entry);
const isWhole = (entry) => isObject(entry) && "value" in entry;

/** What is known; null for unknown, an object for what is partly known. */
export const valueOf = (entry) => (entry === undefined ? null : isWhole(entry) ? entry.value : entry);

/** The ids of its sources. */
export const sourcesOf = (entry) => (isObject(entry) && entry.source ? [entry.source].flat() : []);

/** The note in a language. */
export function noteOf(entry, language) {
  const note = isObject(entry) ? entry.note : "";
  return isObject(note) ? (note[language] ?? "") : (note ?? "");
}

/** True for what is partly known. */
export const isPartly = (value) => isObject(value);

/** True where somebody said not to know it. */
export const isDontKnow = (region, fact) => fact in (region.facts ?? {}) && valueOf(region.facts[fact]) === null;

/** The region with another answer; undefined takes it away. */
export function withFact(region, fact, entry) {
  const facts = { ...region.facts, [fact]: entry };
  if (entry === undefined) delete facts[fact];
  return { ...region, facts };
}

/** A number as a person types it. */
export const numberText = (value, language) =>
  typeof value === "number"
    ? value.toLocaleString(language, { useGrouping: false, maximumFractionDigits: 12 })
    : (value ?? "");

/** What was typed for a number: a number where it is one, else as it is, for the service to read (or to refuse). */
export const typedNumber = (text) => (/^-?\d+$/.test(text.trim()) ? Number(text) : text.trim());
