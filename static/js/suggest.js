// Type-ahead for <input data-suggest="address">: a native <datalist>, filled from the server. Choosing a title goes there, or with
// data-suggest-fills puts its address into the field.

const WAIT = 180;
let number = 0;

export function attach(input) {
  const list = document.createElement("datalist");
  list.id = `suggestions-${(number += 1)}`;
  input.after(list);
  input.setAttribute("list", list.id);
  input.setAttribute("autocomplete", "off");
  const fills = "suggestFills" in input.dataset;
  let addresses = new Map();
  let timer;
  let request;

  async function ask() {
    request?.abort();
    request = new AbortController();
    const address = new URL(input.dataset.suggest, location.href);
    address.searchParams.set("q", input.value);
    try {
      const answer = await fetch(address, { signal: request.signal, credentials: "same-origin" });
      if (!answer.ok) return;
      const found = await answer.json();
      addresses = new Map(found.filter((one) => one.address && !fills).map((one) => [one.text, one.address]));
      list.replaceChildren(
        ...found.map((one) => {
          const option = document.createElement("option");
          option.value = fills ? one.address : one.text;
          if (fills) option.label = one.text;
          option.lang = one.language;
          return option;
        }),
      );
    } catch (error) {
      if (error.name !== "AbortError") list.replaceChildren();
    }
  }

  input.addEventListener("input", (event) => {
    // A choice from the list comes without an inputType, or as a replacement of the whole text.
    const isChosen = !event.inputType || event.inputType === "insertReplacementText";
    if (isChosen && addresses.has(input.value)) {
      location.assign(addresses.get(input.value));
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  if (input.value !== input.defaultValue) ask(); // typed while this script was still on its way
}
