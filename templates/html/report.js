(() => {
  "use strict";
  const lang = document.documentElement.lang;
  const fold = text => text.toLocaleLowerCase(lang);

  for (const box of document.querySelectorAll(".filter")) {
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

  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", open);
})();
