// The source and the note of an answer.

import { noteOf, sourcesOf, TABLE, valueOf } from "./entries.js";
import { folded, fresh, h, labelled } from "./dom.js";
import { language, t } from "./texts.js";

/** Fields for a source and a note; `read(value)` gives the entry, with all sources of the region. */
export function sourcing(region, entry) {
  const before = { ids: sourcesOf(entry), note: noteOf(entry, language()) };
  const sources = region.sources ?? {};
  const source = sources[before.ids[0]] ?? {};
  const text = (value, more = {}) => h("input", { type: "text", autocomplete: "off", value: value ?? "", ...more });
  const list = h(
    "datalist",
    { id: fresh("sources") },
    Object.values(sources).map((each) => h("option", { value: each.title })),
  );
  const inputs = { title: text(source.title, { list: list.id }), url: text(source.url), date: text(source.date) };
  const note = h("textarea", { rows: "2", value: before.note });
  inputs.title.addEventListener("change", () => fill(inputs, sources));
  const node = folded(
    t("source_and_note"),
    list,
    labelled(t("source"), inputs.title, t("source_hint")),
    labelled(t("url"), inputs.url),
    labelled(t("source_date"), inputs.date, t("date_hint")),
    labelled(t("note"), note),
  );
  node.open = Boolean(before.ids.length || before.note);
  return { node, read: (value) => read(value, entry, before, { ...sources }, inputs, note.value.trim()) };
}

/** A source that is there already brings its address and date along. */
function fill(inputs, sources) {
  const found = Object.values(sources).find((each) => each.title === inputs.title.value.trim());
  if (!found) return;
  inputs.url.value = found.url ?? "";
  inputs.date.value = found.date ?? "";
}

function read(value, entry, before, sources, inputs, note) {
  const told = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value.trim()]));
  const first = named(told, sources, before.ids[0]);
  const rest = first && first === before.ids[0] ? before.ids.slice(1) : [];
  const found = { value };
  const isSame = JSON.stringify(value) === JSON.stringify(valueOf(entry));
  const source = [first, ...rest].filter((id) => id && (isSame || id !== TABLE)); // another answer isn't the table's
  if (source.length) found.source = source;
  const kept = note === before.note ? entry?.note : noted(note, before.note, entry?.note);
  if (kept) found.note = kept;
  return { entry: found, sources };
}

/** A note that was changed in the language of the page; what it says otherwise in another language stays. */
function noted(note, before, all) {
  const others = Object.entries(typeof all === "object" ? all : {}).filter(
    ([each, text]) => each !== language() && text && text !== before,
  );
  if (!others.length) return note;
  return Object.fromEntries(note ? [...others, [language(), note]] : others);
}

/** The id of the source that was filled in, which is added where it is new; "" for none. */
function named({ title, url, date }, sources, mine) {
  if (!title && !url) return "";
  const source = Object.fromEntries(Object.entries({ title: title || url, url, date }).filter(([, text]) => text));
  const same = (each) => ["title", "url", "date"].every((name) => (each[name] ?? "") === (source[name] ?? ""));
  const there = [mine, ...Object.keys(sources)].find((id) => id && sources[id] && same(sources[id]));
  if (there) return there;
  let number = 1;
  while (`source-${number}` in sources) number++;
  sources[`source-${number}`] = source;
  return `source-${number}`;
}
