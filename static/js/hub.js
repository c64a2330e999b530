// Small behaviours on top of pages that work without them.

// Menus are <details>: Escape closes and gives the focus back; a click elsewhere, or another menu opening, closes.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details[data-menu]"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (document.querySelector("[data-dialog]:target")) {
    leaveDialog();
  }
});

// A dialog is a :target panel. Leaving it gives the focus back to the link that opened it.
function leaveDialog() {
  const opener = document.querySelector(`a[href="${CSS.escape(location.hash).replace("\\#", "#")}"]`);
  location.hash = "";
  history.replaceState(null, "", location.pathname + location.search);
  opener?.focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-dialog-close]")) {
    event.preventDefault();
    leaveDialog();
  }
});

// The appearance changes at once; the address that the link carries tells the server to remember.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-theme-choice]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  document.documentElement.dataset.theme = link.dataset.themeChoice;
  for (const choice of document.querySelectorAll("[data-theme-choice]")) {
    choice.toggleAttribute("aria-current", choice.dataset.themeChoice === link.dataset.themeChoice);
    if (choice.hasAttribute("aria-current")) choice.setAttribute("aria-current", "true");
  }
  fetch(link.href, { method: "HEAD", credentials: "same-origin" });
});

// A refused form: the summary of errors takes the focus.
document.querySelector("[data-focus]")?.focus();

// A form is sent once, however often the button is pressed on a slow line.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.querySelector("button:not([type=button])")?.setAttribute("data-busy", "");
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[data-busy]")?.removeAttribute("data-busy");
  }
});

// Copy a permanent link: <button data-copy="address">.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
  button.dataset.done = "yes";
});

// Filters that say so are applied when a choice changes.
document.addEventListener("change", (event) => {
  if (event.target.matches("form[data-auto] :is(select, input[type=checkbox], input[type=radio])")) {
    event.target.form.requestSubmit();
  }
});

// What only some pages need is fetched when it is needed.
if (document.querySelector("textarea[data-editor]")) import("./editor.js");

// Live updates wait until the page is there: they must not compete with it for a slow line.
if (document.querySelector("[data-live]")) {
  const listen = () => setTimeout(() => import("./live.js"), 500);
  if (document.readyState === "complete") listen();
  else window.addEventListener("load", listen, { once: true });
}
if (document.querySelector("[data-file-field]")) import("./uploads.js");

for (const input of document.querySelectorAll("[data-suggest]")) {
  const help = async () => (await import("./suggest.js")).attach(input);
  if (input === document.activeElement) help();
  else input.addEventListener("focus", help, { once: true });
}
