/* Choose a telephone: the page before it is picked up. */

import { hotline, written } from "./line.js";

const used = JSON.parse(localStorage.getItem("telephones") ?? "[]");
const recent = document.getElementById("recent");
const form = document.getElementById("choice");

for (const number of used) {
  const link = document.createElement("a");
  link.href = `/handset/${number}`;
  link.textContent = written(number);
  const item = document.createElement("li");
  item.append(link);
  recent.querySelector("ul").append(item);
}
recent.hidden = used.length === 0;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  location.href = `/handset/${form.elements.number.value.trim()}`;
});

hotline().then((number) => { document.getElementById("hotline").textContent = written(number); }).catch(() => {});
