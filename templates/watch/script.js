"use strict";
const frame = document.getElementById("built");
const problem = document.getElementById("problem");
let shown = 0;

frame.addEventListener("load", () => {
  document.title = frame.contentDocument.title || document.title;
  // No other site can be framed here: what leads outside opens beside.
  for (const link of frame.contentDocument.querySelectorAll('a[href^="https:"]')) link.target = "_blank";
});

const tell = (text) => {
  problem.textContent = text;
  problem.hidden = !text;
};

const ask = async () => {
  try {
    const state = await (await fetch("state")).json();
    if (state.version !== shown) {
      if (shown) frame.contentWindow.location.reload();
      else frame.src = frame.dataset.first;
      shown = state.version;
    }
    tell(state.problem || "");
  } catch {
    shown = -1; // it may begin to count anew
    tell(problem.dataset.gone);
  }
  setTimeout(ask, 500);
};

ask();
