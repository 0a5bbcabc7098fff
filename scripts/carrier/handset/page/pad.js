/* The twelve keys, with their letters. */

const pad = document.getElementById("pad");
const LETTERS = { 2: "ABC", 3: "DEF", 4: "GHI", 5: "JKL", 6: "MNO", 7: "PQRS", 8: "TUV", 9: "WXYZ" };
const NAMES = { "*": "∗ star", "#": "# hash" };

/** Lay out the keys; each calls `onPress` with its own. */
export function build(onPress) {
  for (const symbol of "123456789*0#") {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.key = symbol;
    if (NAMES[symbol]) button.setAttribute("aria-label", NAMES[symbol]);
    button.append(span("digit", symbol === "*" ? "∗" : symbol), " ", span("letters", LETTERS[symbol] ?? ""));
    button.addEventListener("click", () => onPress(symbol));
    pad.append(button);
  }
}

/** Show that a key goes down. */
export function flash(symbol) {
  const button = pad.querySelector(`[data-key="${symbol}"]`);
  button.classList.add("down");
  setTimeout(() => button.classList.remove("down"), 140);
}

function span(kind, words) {
  const element = document.createElement("span");
  element.className = kind;
  element.textContent = words;
  return element;
}
