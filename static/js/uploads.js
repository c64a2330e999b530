// Files go to the hub as soon as they are chosen, in pieces (tus 1.0), and go on where they stopped when the line breaks.
// Without this module the same field sends them with the form.

const PIECE = 512 * 1024;
const KEPT = "upload:";
const FORGET_AFTER = 2 * 24 * 3600 * 1000;
const WAITS = [1, 2, 4, 8, 15, 30];

class Refused extends Error {}
class SignedOut extends Error {}

const pause = (seconds) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    window.addEventListener("online", () => (clearTimeout(timer), resolve()), { once: true });
  });

function remembered(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept && Date.now() - kept.saved < FORGET_AFTER ? kept.address : null;
  } catch {
    return null;
  }
}

function remember(key, address) {
  try {
    if (address) localStorage.setItem(key, JSON.stringify({ address, saved: Date.now() }));
    else localStorage.removeItem(key);
  } catch {
    // A full or forbidden store: the file is sent all the same, it only cannot go on after the page is left.
  }
}

function base64(text) {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}

// One request; `progress` is told how many bytes of the body have left.
function ask(method, address, headers, { body = null, progress = null, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    for (const [name, value] of Object.entries({ "Tus-Resumable": "1.0.0", ...headers })) request.setRequestHeader(name, value);
    if (progress) request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => resolve(request);
    request.onerror = () => reject(new TypeError("the line is broken"));
    request.onabort = () => reject(new DOMException("taken off", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}

function check(answer, ...expected) {
  if (expected.includes(answer.status)) return;
  if (answer.status === 401 || answer.status === 400) throw new SignedOut();
  if (answer.status >= 500 || answer.status === 429) throw new TypeError("not now");
  const isSaid = answer.getResponseHeader("Content-Type")?.startsWith("text/plain");
  throw new Refused(isSaid ? answer.responseText : "");
}

async function create(file, token, signal) {
  const headers = { "Upload-Length": String(file.size), "Upload-Metadata": `filename ${base64(file.name)}`, "X-CSRFToken": token };
  const answer = await ask("POST", "/files/uploads", headers, { signal });
  check(answer, 201);
  return answer.getResponseHeader("Location");
}

async function arrived(address, signal) {
  const answer = await ask("HEAD", address, {}, { signal });
  if (answer.status === 404) return null;
  check(answer, 200);
  return Number(answer.getResponseHeader("Upload-Offset"));
}

// Sends what is missing; resolves when the hub has checked the file and kept it.
async function rest(file, address, token, offset, progress, signal) {
  for (;;) {
    const start = offset;
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(start), "X-CSRFToken": token };
    const body = file.slice(start, start + PIECE);
    const answer = await ask("PATCH", address, headers, { body, progress: (sent) => progress(start + sent), signal });
    if (answer.status !== 409 || answer.getResponseHeader("Upload-Offset") === null) check(answer, 204);
    const there = Number(answer.getResponseHeader("Upload-Offset"));
    if (answer.status === 409 && there === start) throw new TypeError("another window sends it");
    offset = there;
    progress(offset);
    if (answer.status === 204 && (offset >= file.size || answer.getResponseHeader("Upload-Length"))) return;
  }
}

async function send(file, token, { progress, broken, signal }) {
  const key = `${KEPT}${file.name}:${file.size}:${file.lastModified}`;
  for (let failures = 0; ; failures++) {
    try {
      let address = remembered(key);
      let offset = address ? await arrived(address, signal) : null;
      if (offset === null) {
        address = await create(file, token, signal);
        offset = 0;
        remember(key, address);
      }
      progress(offset);
      broken(false);
      await rest(file, address, token, offset, (sent) => ((failures = 0), progress(sent)), signal);
      remember(key, null);
      return address;
    } catch (error) {
      if (!(error instanceof TypeError)) {
        if (!(error instanceof SignedOut)) remember(key, null);
        throw error;
      }
      broken(true);
      await pause(WAITS[Math.min(failures, WAITS.length - 1)]);
      if (signal.aborted) throw new DOMException("taken off", "AbortError");
    }
  }
}

class FileField {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input[type=file]");
    this.form = this.input.form;
    this.list = root.querySelector("[data-upload-list]");
    this.kit = root.querySelector("template[data-upload-kit]");
    this.status = root.querySelector("[data-upload-status]");
    this.running = new Set();
    this.turn = Promise.resolve();
    this.held = null;
    this.input.addEventListener("change", () => this.takeChosen());
    this.form.addEventListener("submit", (event) => this.hold(event), { capture: true });
    this.form.addEventListener("paste", (event) => this.drop(event, event.clipboardData));
    root.addEventListener("dragover", (event) => event.preventDefault());
    root.addEventListener("drop", (event) => this.drop(event, event.dataTransfer));
    this.takeChosen(); // on a slow line files are chosen before this script arrives
  }

  takeChosen() {
    this.take(this.input.files);
    this.input.value = "";
  }

  drop(event, data) {
    if (!data?.files.length || data.types.includes("text/plain")) return;
    event.preventDefault();
    this.take(data.files);
  }

  take(files) {
    for (const file of files) this.start(file);
  }

  // The form leaves when the files have arrived.
  hold(event) {
    if (!this.running.size) return;
    event.preventDefault();
    event.stopPropagation();
    this.held = event.submitter;
    this.say(this.kit.dataset.busy);
  }

  say(text) {
    this.status.textContent = text;
    this.status.classList.toggle("visually-hidden", text !== this.kit.dataset.busy);
  }

  async start(file) {
    const line = this.kit.content.firstElementChild.cloneNode(true);
    const bar = line.querySelector("progress");
    const note = line.querySelector("[data-note]");
    const stop = new AbortController();
    line.querySelector("[data-name]").textContent = file.name;
    line.querySelector("[data-cancel]").addEventListener("click", () => {
      stop.abort();
      line.remove();
      this.input.focus();
    });
    this.list.append(line);
    const tell = (text) => {
      note.textContent = text;
      note.hidden = !text;
    };
    if (file.size > Number(this.root.dataset.limit)) {
      this.fail(line, this.kit.dataset.large);
      return;
    }
    this.running.add(line);
    // One after the other: on a short line a file that is whole is worth more than five halves.
    const before = this.turn;
    let done;
    this.turn = new Promise((resolve) => (done = resolve));
    const progress = (sent) => {
      bar.value = file.size ? (100 * sent) / file.size : 100;
      line.querySelector("[data-percent]").textContent = `${Math.floor(bar.value)} %`;
    };
    try {
      const token = this.form.elements.csrf_token.value;
      const broken = (is) => tell(is ? this.kit.dataset.waits : "");
      await before;
      if (stop.signal.aborted) throw new DOMException("taken off", "AbortError");
      const address = await send(file, token, { progress, broken, signal: stop.signal });
      const shown = await fetch(address, { credentials: "same-origin" });
      if (!shown.ok) throw new Refused("");
      const holder = document.createElement("template");
      holder.innerHTML = await shown.text();
      line.replaceWith(holder.content);
      this.say(`${this.kit.dataset.done} ${file.name}`);
    } catch (error) {
      if (error.name !== "AbortError") this.fail(line, error instanceof SignedOut ? this.kit.dataset.left : error.message || this.kit.dataset.failed);
    }
    done();
    this.running.delete(line);
    if (!this.running.size && this.held !== null) {
      const submitter = this.held;
      this.held = null;
      this.say("");
      if (!this.list.querySelector(".upload--failed")) this.form.requestSubmit(submitter ?? undefined);
    }
  }

  fail(line, message) {
    const note = line.querySelector("[data-note]");
    line.classList.add("upload--failed");
    line.querySelector("progress").remove();
    line.querySelector("[data-percent]").textContent = "";
    note.textContent = message;
    note.hidden = false;
    note.setAttribute("role", "alert");
  }
}

for (const root of document.querySelectorAll("[data-file-field]")) new FileField(root);
