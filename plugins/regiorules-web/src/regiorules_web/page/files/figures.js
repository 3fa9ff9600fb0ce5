// Figures as images: what is in them can do nothing, and each is said in words too.

import { folded, h } from "./dom.js";
import { t } from "./texts.js";

/** Figures in a row. */
export const figures = (found) => found.length > 0 && h("div", { class: "figures" }, found.map(figure));

function figure({ title, text, svg }) {
  const image = h("img", { src: `data:image/svg+xml,${encodeURIComponent(svg)}`, alt: text });
  return h(
    "figure",
    {},
    h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": title }, image),
    h("figcaption", {}, folded(t("in_words"), h("p", {}, text))),
  );
}
