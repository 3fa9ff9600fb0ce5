// A decision table as it stands for a region: a word says of every row how it stands.

import { h } from "./dom.js";
import { t } from "./texts.js";

const MOST = 12; // rows: of a larger table only those that hold or are open
const SIGNS = { holds: "✓", open: "?", off: "–" };

/** The table as an element; one that is wide scrolls by itself. */
export function decisions(table) {
  const asked = table.headers.length - table.concludes;
  const columns = table.headers.map((each, at) => (at < asked ? each : `→ ${each}`));
  const rows = table.rows.filter((each) => table.rows.length <= MOST || each.status in { holds: 1, open: 1 });
  const hidden = table.rows.length - rows.length;
  const name = t("decisions", { name: table.id });
  return h(
    "div",
    { class: "wide", role: "region", tabindex: 0, "aria-label": name },
    h(
      "table",
      {},
      h("caption", {}, name),
      h("thead", {}, h("tr", {}, [t("table_row"), t("stands"), ...columns].map((each) => h("th", { scope: "col" }, each)))),
      h("tbody", {}, rows.map(row)),
    ),
    hidden > 0 && h("p", { class: "hint" }, t("rows_failing", { count: hidden })),
  );
}

const row = (each) =>
  h(
    "tr",
    { class: each.status === "holds" ? "differs" : each.status === "open" ? "" : "faint" },
    h("th", { scope: "row" }, each.id),
    h("td", {}, `${SIGNS[each.status] ?? ""} ${t(`stands_${each.status}`)}`.trim()),
    each.cells.map((cell) => h("td", {}, cell || "-")),
  );
