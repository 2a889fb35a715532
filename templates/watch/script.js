"use strict";
const frame = document.getElementById("built");
const problem = document.getElementById("problem");
let shown = 0;

frame.addEventListener("load", () => {
  document.title = frame.contentDocument.title || document.title;
  // The frame shows no other site: links that lead outside open in a new tab.
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
    shown = -1; // it may count from the beginning again
    tell(problem.dataset.gone);
  }
  setTimeout(ask, 500);
};

ask();
