// The one thing that a letter's page does: print.
document.getElementById("print").addEventListener("click", () => window.print());
