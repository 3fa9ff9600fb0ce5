// Where something comes from.

import { h } from "./dom.js";

/** A source in a line, with a link where it has an address on the web. */
export function sourced({ title, url, date }) {
  const isAddress = /^https?:\/\//i.test(url ?? "");
  const shown = isAddress
    ? h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, title || url)
    : title || url;
  return h("span", { class: "source" }, shown, date && `, ${date}`);
}
