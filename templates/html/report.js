(() => {
  "use strict";
  const lang = document.documentElement.lang;
  const fold = text => text.toLocaleLowerCase(lang);

  for (const box of document.querySelectorAll(".filter[data-rows]")) {
    const place = document.getElementById(box.dataset.rows);
    const rows = [...place.querySelectorAll("[data-row]")];
    const groups = [...place.querySelectorAll("details")].map(group => [group, group.open, [...group.querySelectorAll("[data-row]")]]);
    const fields = [...box.querySelectorAll("[data-key]")];
    const texts = new Map();
    const said = row => texts.get(row) ?? texts.set(row, fold(row.textContent)).get(row);
    const fits = (row, field) => field.dataset.key === "text"
      ? said(row).includes(fold(field.value.trim()))
      : ` ${row.dataset[field.dataset.key]} `.includes(` ${field.value} `);
    const show = () => {
      const asked = fields.filter(field => field.value.trim());
      let shown = 0;
      for (const row of rows) {
        row.hidden = !asked.every(field => fits(row, field));
        shown += !row.hidden;
      }
      for (const [group, open, held] of groups) {
        group.hidden = asked.length > 0 && held.every(row => row.hidden);
        group.open = asked.length > 0 || open;
      }
      box.querySelector("[role=status]").textContent = asked.length
        ? box.dataset.said.replace("{shown}", shown).replace("{all}", rows.length) : "";
    };
    box.hidden = rows.length < 2;
    box.addEventListener("input", show);
    addEventListener("pageshow", show);
  }

  const decimal = (1.5).toLocaleString(lang).includes(",") ? "," : ".";
  const figure = text => {
    const plain = decimal === "," ? text.replaceAll(".", "").replaceAll(",", ".") : text.replaceAll(",", "");
    return parseFloat(plain.replace("−", "-").replace(/^\s*\+/, ""));
  };
  for (const table of document.querySelectorAll("table[data-sort]")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (head.classList.contains("wide")) return;
      const button = document.createElement("button");
      button.append(...head.childNodes);
      head.append(button);
      const numeric = head.classList.contains("n");
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === (numeric ? "descending" : "ascending");
        const order = down === numeric ? "ascending" : "descending";
        const sign = order === "ascending" ? 1 : -1;
        const keyed = [...table.tBodies[0].rows].map(row => {
          const text = row.cells[column].textContent.trim();
          return [numeric ? figure(text) : text, row];
        });
        const compare = numeric
          ? (a, b) => isNaN(a) - isNaN(b) || sign * (a - b) || 0
          : (a, b) => sign * a.localeCompare(b, lang);
        keyed.sort((a, b) => compare(a[0], b[0]));
        for (const [, row] of keyed) table.tBodies[0].append(row);
        heads.forEach(other => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", order);
      });
    });
  }

  const main = document.querySelector("main");
  const box = document.querySelector(".search");
  const folds = new Map();
  const restore = () => {
    for (const [part, open] of folds) part.open = open;
    folds.clear();
    for (const part of document.querySelectorAll(".found, .holds")) part.classList.remove("found", "holds");
  };
  const find = () => {
    const words = fold(box.querySelector("[name=q]").value).split(/\s+/).filter(Boolean);
    const agency = box.querySelector("[name=agency]")?.value;
    const asked = words.length > 0 || agency;
    restore();
    main.classList.toggle("searching", Boolean(asked));
    const units = [...main.querySelectorAll("[data-find]")];
    const found = asked ? units.filter(unit => {
      const said = fold(unit.textContent);
      return words.every(word => said.includes(word)) && (!agency || ` ${unit.dataset.agency} `.includes(` ${agency} `));
    }) : [];
    const open = part => {
      if (!folds.has(part)) folds.set(part, part.open);
      part.open = true;
    };
    for (const unit of found) {
      unit.classList.add("found");
      for (let at = unit.parentElement; at !== main.parentElement; at = at.parentElement) {
        at.classList.add("holds");
        if (at.tagName === "DETAILS") open(at);
      }
      if (found.length <= 5) for (const part of unit.querySelectorAll("details")) open(part);
    }
    box.querySelector("[role=status]").textContent = asked
      ? box.dataset.said.replace("{shown}", found.length).replace("{all}", units.length) : "";
    return asked;
  };
  const search = () => {
    const asked = find();
    const fields = [...box.querySelectorAll("[name]")].filter(field => field.value.trim());
    const said = new URLSearchParams(fields.map(field => [field.name, field.value.trim()]));
    history.replaceState(null, "", asked ? `#${said}` : location.pathname + location.search);
  };

  const go = () => {
    const hash = location.hash.slice(1);
    if (box && /^(q|agency)=/.test(hash)) {
      const said = new URLSearchParams(hash);
      for (const field of box.querySelectorAll("[name]")) field.value = said.get(field.name) ?? "";
      const agency = box.querySelector("[name=agency]");
      if (said.get("agency") && agency?.value !== said.get("agency")) {
        if (agency) agency.value = "";
        box.querySelector("[name=q]").value = `${said.get("q") ?? ""} ${said.get("agency")}`.trim();
      }
      find();
      main.scrollIntoView();
      return;
    }
    let name = hash;
    try { name = decodeURIComponent(hash); } catch { /* not an encoded name */ }
    const target = document.getElementById(name);
    if (box && target && main.classList.contains("searching")) {
      for (const field of box.querySelectorAll("[name]")) field.value = "";
      find();
    }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target?.dataset.find !== undefined) for (const part of target.querySelectorAll("details")) part.open = true;
    target?.scrollIntoView();
  };
  if (box) {
    box.hidden = false;
    box.addEventListener("input", search);
    addEventListener("pageshow", () => location.hash ? go() : find());
  }
  addEventListener("hashchange", go);
})();
