// A form that opens a saved file.

import { h, labelled, twice } from "./dom.js";
import { readFile, Refused } from "./api.js";
import { t } from "./texts.js";
import { trying } from "./trying.js";

const MOST = 2_000_000; // bytes: far more than answers take

/** A form for a file; `use` is given the region in it, and whether one is still there; `sure` is asked first. */
export function opened(heading, title, use, sure = "") {
  const input = h("input", { type: "file", accept: ".yaml,.yml,.json" });
  const wrong = h("div", { class: "wrong", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    const [file] = input.files;
    trying(wrong, async (isHere) => use(await read(file), isHere));
  };
  return h(
    "form",
    { class: "card", onsubmit: submit, "aria-label": title },
    h(heading, {}, title),
    labelled(t("file"), input, t("file_hint")),
    wrong,
    sure && h("p", {}, sure),
    h("p", {}, sure ? twice(t("open"), t("open_sure"), submit) : submitting()),
  );
}

const submitting = () => h("button", { type: "submit", class: "quiet" }, t("open"));

async function read(file) {
  if (!file) throw new Refused({ detail: t("no_file") });
  if (file.size > MOST) throw new Refused({ detail: t("big_file") });
  return readFile(file.name, await file.text());
}
