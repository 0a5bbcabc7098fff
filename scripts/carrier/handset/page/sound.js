/* What a telephone sounds like: touch-tones, its ring, the far end ringing, a text coming in. */

const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477];
const KEYS = ["123", "456", "789", "*0#"];
let context;

function speaker() {
  context ??= new AudioContext();
  if (context.state === "suspended") context.resume().catch(() => {});
  return context;
}

function tones(frequencies, start, seconds, loudness) {
  const audio = speaker();
  const gain = audio.createGain();
  gain.connect(audio.destination);
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(loudness, start + 0.008);
  gain.gain.setValueAtTime(loudness, start + seconds - 0.02);
  gain.gain.linearRampToValueAtTime(0, start + seconds);
  for (const frequency of frequencies) {
    const oscillator = audio.createOscillator();
    oscillator.frequency.value = frequency;
    oscillator.connect(gain);
    oscillator.start(start);
    oscillator.stop(start + seconds);
  }
  return gain;
}

/** The tone of one key. */
export function key(symbol) {
  const row = KEYS.findIndex((keys) => keys.includes(symbol));
  if (row < 0) return;
  tones([ROWS[row], COLUMNS[KEYS[row].indexOf(symbol)]], speaker().currentTime, 0.16, 0.12);
}

/** A bell: two notes that take turns, two seconds in every four. */
function bell() {
  const now = speaker().currentTime;
  return Array.from({ length: 20 }, (_, n) => tones([n % 2 ? 660 : 528, n % 2 ? 1320 : 1056], now + n * 0.1, 0.1, 0.08));
}

const farBell = () => [tones([440, 480], speaker().currentTime, 1.6, 0.04)];

let round;
let sounding = [];

function repeat(sound) {
  stop();
  const play = () => { sounding = sound(); };
  play();
  round = setInterval(play, 4000);
}

export const ring = () => repeat(bell);
export const ringBack = () => repeat(farBell);

export function stop() {
  clearInterval(round);
  for (const gain of sounding) gain.disconnect();
  sounding = [];
}

export function chime() {
  const now = speaker().currentTime;
  tones([880], now, 0.12, 0.08);
  tones([1175], now + 0.13, 0.2, 0.08);
}

// A browser lets a page sound only once somebody has touched it.
for (const event of ["pointerdown", "keydown"]) addEventListener(event, speaker, { once: true });
