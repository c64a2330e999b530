// Completion inside a text: after `@` people, after `[[` pages of the hub. The list stands under the field, never over it.

const WAIT = 150;
const SHORTEST = 2;
const TRIGGERS = [
  { before: /(?:^|[\s(])@([\p{L}\p{N}][\p{L}\p{N}.-]*)$/u, address: "/mentions" },
  { before: /\[\[([^[\]\n]{2,60})$/u, address: "/links/suggestions" },
];
let number = 0;

function typed(field) {
  const text = field.value.slice(Math.max(0, field.selectionStart - 80), field.selectionStart);
  for (const trigger of TRIGGERS) {
    const match = trigger.before.exec(text);
    if (match && match[1].length >= SHORTEST) return { words: match[1], address: trigger.address };
  }
  return null;
}

export function attach(field, put) {
  const list = document.createElement("ul");
  list.id = `completions-${(number += 1)}`;
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0]?.textContent ?? "");
  list.hidden = true;
  field.after(list);
  field.setAttribute("aria-controls", list.id);
  let timer;
  let request;
  let chosen = -1;

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    list.replaceChildren();
    field.removeAttribute("aria-activedescendant");
    chosen = -1;
  }

  function mark(index) {
    const options = [...list.children];
    chosen = (index + options.length) % options.length;
    for (const [at, option] of options.entries()) option.setAttribute("aria-selected", String(at === chosen));
    options[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[chosen].id);
  }

  function take(option) {
    const end = field.selectionStart;
    const start = end - typed(field).words.length - option.dataset.mark.length;
    const closing = field.value.slice(end).startsWith("]]") && option.dataset.insert.endsWith("]]") ? 2 : 0;
    const text = option.dataset.insert + (field.value[end + closing] === " " ? "" : " ");
    close();
    put(field, start, end + closing, text, start + text.length, start + text.length);
  }

  function show(found) {
    list.replaceChildren(
      ...found.map((one, at) => {
        const option = document.createElement("li");
        const name = document.createElement("bdi");
        const note = document.createElement("span");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.dataset.insert = one.insert;
        option.dataset.mark = one.mark;
        name.textContent = one.text;
        note.textContent = one.note;
        option.append(name, " ", note);
        return option;
      }),
    );
    list.hidden = found.length === 0;
    if (found.length) mark(0);
  }

  async function ask() {
    const wanted = typed(field);
    if (!wanted) return close();
    request?.abort();
    request = new AbortController();
    const address = new URL(wanted.address, location.href);
    address.searchParams.set("q", wanted.words);
    try {
      const answer = await fetch(address, { signal: request.signal, credentials: "same-origin", redirect: "error" });
      if (answer.ok && typed(field)) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (typed(field)) timer = setTimeout(ask, WAIT);
    else if (!list.hidden) close();
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(chosen + 1);
    else if (event.key === "ArrowUp") mark(chosen - 1);
    else if (event.key === "Enter" || event.key === "Tab") take(list.children[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  field.addEventListener("blur", close);
}
