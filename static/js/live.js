// Keeps parts of an open page fresh: <… data-live="topic:12" data-live-from="/address/of/the/fragment">.
// A hint over the socket says that something changed; the fragment says what, as far as this reader may see it.
// Without a socket the fragments are fetched once a minute. <… data-live="figures:0" hidden> is shown at the first hint.

const CALM = 400; // hints within this time become one fetch
const SPREAD = 1200; // readers of one page do not all ask in the same moment
const SLOW = 60_000;
const AWAY = 5_000;

const places = [...document.querySelectorAll("[data-live]")];
const timers = new Map();
const deaf = new Set(); // places that the hub will not tell of
let socket;

function isConnected() {
  return socket?.connected ?? false;
}

async function refresh(place) {
  if (!place.dataset.liveFrom) {
    place.hidden = false;
    return;
  }
  try {
    const answer = await fetch(place.dataset.liveFrom, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return;
    const text = await answer.text();
    if (text.trim() !== place.innerHTML.trim()) place.innerHTML = text;
  } catch {
    // no network: the next hint or the next minute tries again
  }
}

function refreshSoon(place, within = SPREAD) {
  clearTimeout(timers.get(place));
  timers.set(place, setTimeout(refresh, CALM + Math.random() * within, place));
}

function hear({ kind, id }) {
  for (const place of places) {
    if (place.dataset.live === `${kind}:${id}`) refreshSoon(place);
  }
}

function watch() {
  for (const place of places) {
    const [kind, id] = place.dataset.live.split(":");
    if (kind === "inbox") continue; // one's own: told without asking
    socket.emit("watch", { kind, id: Number(id) }, (isHeard) => (isHeard ? deaf.delete(place) : deaf.add(place)));
  }
}

async function connect() {
  const { io } = await import("../vendor/socket.io.esm.min.js");
  let wasConnected = false;
  socket = io({ transports: ["websocket"], reconnectionDelay: 2_000, reconnectionDelayMax: 60_000, timeout: 10_000 });
  socket.on("connect", () => {
    watch();
    // What happened while the line was down was not heard.
    if (wasConnected) for (const place of places) if (place.dataset.liveFrom) refreshSoon(place);
    wasConnected = true;
  });
  socket.on("changed", hear);
  // Ended by the hub: signed out elsewhere, or other rights. Come back as who one is now.
  socket.on("disconnect", (reason) => reason === "io server disconnect" && setTimeout(() => socket.connect(), AWAY));
}

function lookAround() {
  if (document.visibilityState !== "visible") return;
  for (const place of places) if (place.dataset.liveFrom && (!isConnected() || deaf.has(place))) refreshSoon(place);
}

if (places.length) {
  setInterval(lookAround, SLOW);
  document.addEventListener("visibilitychange", lookAround);
  // A page kept for going back has a dead socket and old figures.
  window.addEventListener("pageshow", (event) => event.persisted && lookAround());
  if (!navigator.connection?.saveData) connect().catch(() => {}); // the library is not built: once a minute is what there is
}
