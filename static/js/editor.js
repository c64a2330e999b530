// Dresses up <textarea data-editor>: formatting buttons, preview, a draft kept in this browser.
// The words come from the page's <template data-editor-kit>, so this file has none.

import { attach as complete } from "./complete.js";

const DAYS_KEPT = 14;
const PREFIX = "draft:";

const MARKS = {
  bold: { around: "**" },
  italic: { around: "*" },
  link: { link: true },
  heading: { before: "## " },
  quote: { before: "> " },
  list: { before: "- " },
  numbered: { before: "1. " },
  reference: { opening: "[[" },
};
const KEYS = { b: "bold", i: "italic", k: "link" };

function put(field, start, end, text, from, to) {
  field.focus();
  field.setSelectionRange(start, end);
  // execCommand keeps the browser's own undo; setRangeText is the fallback.
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(from, to);
}

function apply(field, mark) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const chosen = value.slice(start, end);
  if (mark.around) {
    const size = mark.around.length;
    const isMarked = value.slice(start - size, start) === mark.around && value.slice(end, end + size) === mark.around;
    if (isMarked) put(field, start - size, end + size, chosen, start - size, end - size);
    else put(field, start, end, mark.around + chosen + mark.around, start + size, end + size);
  } else if (mark.link) {
    const isAddress = /^https?:\/\/\S+$/.test(chosen);
    const text = isAddress ? `[](${chosen})` : `[${chosen}](https://)`;
    const at = isAddress ? start + 1 : start + chosen.length + 3;
    put(field, start, end, text, at, isAddress ? at : at + 8);
  } else if (mark.opening) {
    put(field, start, end, mark.opening + chosen, start + mark.opening.length, end + mark.opening.length);
  } else {
    const first = value.lastIndexOf("\n", start - 1) + 1;
    const lines = value.slice(first, end).split("\n");
    const isMarked = lines.every((line) => line.startsWith(mark.before));
    const changed = lines.map((line) => (isMarked ? line.slice(mark.before.length) : mark.before + line)).join("\n");
    put(field, first, end, changed, first, first + changed.length);
    if (first === end - lines[0].length && lines.length === 1) field.setSelectionRange(first + changed.length, first + changed.length);
  }
}

async function showPreview(field, pane, button, kit) {
  const isOpen = button.getAttribute("aria-pressed") === "true";
  button.setAttribute("aria-pressed", String(!isOpen));
  pane.hidden = isOpen;
  field.hidden = !isOpen;
  if (isOpen) {
    field.focus();
    return;
  }
  pane.setAttribute("aria-busy", "true");
  const body = new URLSearchParams({ source: field.value, csrf_token: field.form.elements.csrf_token?.value ?? "" });
  try {
    const answer = await fetch(field.dataset.preview, { method: "POST", body, credentials: "same-origin", redirect: "error" });
    const text = await answer.text();
    if (answer.ok) pane.innerHTML = text;
    else pane.textContent = answer.status === 422 ? text : kit.dataset.failed;
  } catch {
    pane.textContent = kit.dataset.failed;
  }
  pane.removeAttribute("aria-busy");
}

// -- drafts: { text, base, saved, sent } under the form's address and the field's name ----------------------

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // refused by the browser's settings: no drafts, nothing else is lost
  }
}

function readDraft(key) {
  try {
    return JSON.parse(storage()?.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function writeDraft(key, draft) {
  try {
    storage()?.setItem(key, JSON.stringify(draft));
  } catch {
    // full: the text is still in the field
  }
}

function dropDraft(key) {
  storage()?.removeItem(key);
}

// Words of a text that stand on the page as they were typed: references, addresses and names are drawn otherwise.
function telling(text) {
  const runs = text.split(/\[\[[^\]]*\]\]|https?:\S+|@\S+|[*_`>#[\]()\n]+/).map((run) => run.replace(/\s+/g, " ").trim());
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), "").slice(0, 40);
}

// A text that was sent and now stands on the page has arrived; one that does not may have been lost on the way.
function sweep() {
  const oldest = Date.now() - DAYS_KEPT * 86_400_000;
  const shown = document.body.textContent.replace(/\s+/g, " ");
  for (const key of Object.keys(storage() ?? {}).filter((name) => name.startsWith(PREFIX))) {
    const draft = readDraft(key);
    if (!draft || draft.saved < oldest || (draft.sent && shown.includes(telling(draft.text)))) dropDraft(key);
  }
}

function keepDraft(field, notice) {
  const key = `${PREFIX}${new URL(field.form.action, location.href).pathname}#${field.name}`;
  const base = field.defaultValue;
  const draft = readDraft(key);
  if (draft && draft.base === base && draft.text !== base && draft.text.trim()) {
    field.value = draft.text;
    notice.hidden = false;
    notice.querySelector("button").addEventListener("click", () => {
      field.value = base;
      dropDraft(key);
      notice.hidden = true;
      field.focus();
    });
  } else if (draft && draft.base !== base) {
    dropDraft(key);
  }
  let timer;
  const save = (sent) => {
    clearTimeout(timer);
    if (field.value === base) dropDraft(key);
    else writeDraft(key, { text: field.value, base, saved: Date.now(), sent });
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 600, false);
  });
  field.form.addEventListener("submit", () => save(true));
  window.addEventListener("pagehide", () => timer && field.value !== base && !readDraft(key)?.sent && save(false));
}

function dress(field) {
  const kit = (field.closest(".field") ?? field.form ?? document).querySelector("template[data-editor-kit]");
  if (!kit || !field.form) return;
  const parts = kit.content.cloneNode(true);
  const bar = parts.querySelector("[data-editor-bar]");
  const pane = parts.querySelector("[data-editor-pane]");
  const notice = parts.querySelector("[data-editor-draft]");
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.mark) apply(field, MARKS[button.dataset.mark]);
    else showPreview(field, pane, button, kit);
  });
  field.addEventListener("keydown", (event) => {
    const name = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key.toLowerCase()];
    if (!name) return;
    event.preventDefault();
    apply(field, MARKS[name]);
  });
  field.before(notice, bar);
  field.after(pane);
  complete(field, put);
  keepDraft(field, notice);
}

sweep();
for (const field of document.querySelectorAll("textarea[data-editor]")) dress(field);
