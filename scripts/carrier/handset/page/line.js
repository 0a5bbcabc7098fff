/* The handset API, and the events of one telephone. */

async function ask(method, path, body) {
  const response = await fetch(`/handset${path}`, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `The network answered ${response.status}.`);
  return answer;
}

export const hotline = async () => (await ask("GET", "/hotline")).number;
export const dial = (from, to) => ask("POST", "/calls", { from, to });
export const press = (sid, digits) => ask("POST", `/calls/${sid}/keys`, { digits });
export const answer = (sid) => ask("POST", `/calls/${sid}/answer`, {});
export const decline = (sid) => ask("POST", `/calls/${sid}/decline`, {});
export const hangUp = (sid) => ask("DELETE", `/calls/${sid}`);
export const text = (from, to, body) => ask("POST", "/messages", { from, to, body });

/** Follow one telephone: `onNews` gets its calls and texts, `onLost` hears that the network is away. */
export function follow(number, onNews, onLost) {
  const source = new EventSource(`/handset/events?number=${encodeURIComponent(number)}`);
  source.onmessage = (event) => onNews(JSON.parse(event.data));
  source.onerror = () => onLost();
  return source;
}

/** A number as people write it. */
export function written(number) {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  if (parts) return `(${parts[1]}) ${parts[2]}-${parts[3]}`;
  return number.startsWith("client:") ? number.slice(7) : number;
}

/** The whole number of what somebody dialled: ten digits are North American. */
export function whole(dialled) {
  const digits = dialled.replace(/\D/g, "");
  if (dialled.trim().startsWith("+")) return `+${digits}`;
  return digits.length === 10 ? `+1${digits}` : `+${digits}`;
}
