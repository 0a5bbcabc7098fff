// The chart of the day, drawn from the table below it: anew whenever its numbers, the colours or the width change.
(() => {
  "use strict";

  const frame = document.getElementById("chart");
  const source = document.querySelector('[data-piece="day"]');
  const HEIGHT = 225;
  const QUARTER = 900; // seconds
  let chart = null;

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // Columns of the table, oldest first: when each quarter began, who waited at its end, was answered, abandoned.
  const columns = () => {
    const rows = [...source.querySelectorAll("tr[data-at]")].reverse();
    const numbers = (at) => rows.map((row) => Number(row.cells[at].textContent));
    return [rows.map((row) => Number(row.dataset.at)), numbers(1), numbers(2), numbers(3)];
  };

  const axis = (more) => ({
    stroke: colour("--quiet"),
    grid: { stroke: colour("--rule"), width: 1 },
    ticks: { show: false },
    font: `13px ${colour("--body")}`,
    ...more,
  });
  const line = (label, name, more) => ({ label, stroke: colour(name), width: 2.5, points: { size: 6 }, ...more });

  const draw = () => {
    const zone = source.querySelector("table").dataset.zone;
    const [waiting, answered, abandoned] = [...document.querySelectorAll(".legend li")].map((each) => each.textContent);
    const whole = (_, splits) => splits.map((each) => (Number.isInteger(each) ? each : ""));
    if (chart) chart.destroy();
    chart = new uPlot(
      {
        width: frame.clientWidth,
        height: HEIGHT,
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (_, least, most) => [0, Math.max(4, most * 1.1)] } },
        axes: [axis({ values: "{HH}:{mm}", space: 70, size: 34, incrs: [1, 2, 4, 8, 12, 24].map((each) => each * QUARTER) }), axis({ values: whole, size: 46 })],
        series: [
          {},
          line(waiting, "--act", { fill: `${colour("--act")}22` }),
          line(answered, "--good"),
          line(abandoned, "--bad", { dash: [7, 5] }),
        ],
      },
      columns(),
      frame,
    );
  };

  // The answer of a lever is of that moment: the next one that is pulled takes it away.
  document.addEventListener("htmx:beforeRequest", () => {
    for (const each of document.querySelectorAll("[data-answer]")) each.remove();
  });

  const refresh = () => (chart ? chart.setData(columns()) : draw());
  draw();
  new MutationObserver(refresh).observe(source, { childList: true });
  new ResizeObserver(() => chart.setSize({ width: frame.clientWidth, height: HEIGHT })).observe(frame);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
