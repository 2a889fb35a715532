"use strict";
// Portal: copy with one touch, and remember what has been entered, and what it said then.
(() => {
  const by = id => document.getElementById(id), read = id => JSON.parse(by(id).textContent);
  const now = new Map(read("entries").map(one => [one.item, one])), file = read("entered"), says = read("sayings");
  const key = `smartcity-portal-${file.region}-${file.stage}-${file.instrument}`;
  const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  const rows = [...document.querySelectorAll(".entry")];
  const entered = new Map();
  let denied = false;

  const isText = value => typeof value === "string";
  const fits = one => one && now.has(one.item) && isText(one.entered_on) && isText(one.level) && isText(one.text)
    && Array.isArray(one.links) && one.links.every(isText);
  const take = list => { for (const one of list) if (fits(one) && !(entered.get(one.item)?.entered_on > one.entered_on)) entered.set(one.item, one); };
  const content = () => ({ ...file, entered: rows.map(row => entered.get(row.dataset.entry)).filter(Boolean) });
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify(content()));
    } catch (refused) {
      denied = true;
    }
    by("denied").hidden = !denied;
  };

  const show = () => {
    let changes = 0;
    for (const row of rows) {
      const item = row.dataset.entry, then = entered.get(item), is = now.get(item), note = row.querySelector(".changed");
      const parts = then ? ["level", "text", "links"].filter(part => String(then[part]) !== String(is[part])) : [];
      row.querySelector("[type=checkbox]").checked = !!then && !parts.length;
      row.classList.toggle("done", !!then && !parts.length);
      note.hidden = !parts.length;
      note.textContent = parts.length ? fill(says.changed, { day: then.entered_on }) + parts.map(
        part => `\n${says[part]}: ${[].concat(then[part]).join("\n") || "–"}`).join("") : "";
      changes += parts.length > 0;
    }
    const done = rows.filter(row => row.classList.contains("done")).length;
    by("progress").value = done;
    by("progress-text").textContent = fill(changes ? says.progressChanged : says.progress, { done, all: rows.length, changes });
  };

  const copy = text => { // the old way first: it also works where a page is no secure context
    const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
    area.className = "hidden";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  for (const row of rows) {
    const text = row.querySelector("[data-part=text]");
    if (text) text.textContent = now.get(row.dataset.entry).text; // with its lines, which the page shows as one
    for (const button of row.querySelectorAll(".copy")) button.addEventListener("click", () => {
      const value = button.parentNode.querySelector(".value"), done = copy(value.textContent);
      button.focus();
      if (!done) getSelection().selectAllChildren(value);
      by("said").textContent = done ? says.copied : says.copyYourself;
      button.textContent = done ? says.copied : says.copyYourself;
      setTimeout(() => { button.textContent = says.copy; }, 2000);
    });
    row.querySelector("[type=checkbox]").addEventListener("change", event => {
      const { level, text, links } = now.get(row.dataset.entry), day = new Date();
      const today = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map(part => String(part).padStart(2, "0")).join("-");
      if (event.target.checked) entered.set(row.dataset.entry, { item: row.dataset.entry, entered_on: today, level, text, links });
      else entered.delete(row.dataset.entry);
      keep();
      show();
    });
  }
  by("save").addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([`${JSON.stringify(content(), null, 2)}\n`], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: address, download: `portal-${file.stage}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    by("said").textContent = says.saved;
  });
  by("resume").addEventListener("change", async event => {
    const [chosen] = event.target.files;
    let found = null;
    try {
      found = JSON.parse(await new Response(chosen).text());
    } catch (damaged) { /* said below */ }
    event.target.value = "";
    const own = found && ["region", "stage", "instrument"].every(name => found[name] === file[name]) && Array.isArray(found.entered);
    by("resume-fault").hidden = !!own;
    if (!own) return;
    take(found.entered);
    keep();
    show();
  });

  try {
    const kept = JSON.parse(localStorage.getItem(key) || "{}");
    if (Array.isArray(kept.entered)) take(kept.entered);
  } catch (refused) {
    denied = refused instanceof DOMException;
  }
  take(file.entered);
  by("denied").hidden = !denied;
  show();
  by("unscripted").hidden = true;
  document.body.classList.add("runs");
})();
