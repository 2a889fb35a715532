// Form: fields, what is wrong with them, progress, and the file that is saved.
(() => {
  const { sent, says } = store, { fill, make } = papers;
  const by = id => document.getElementById(id), all = (query, within = document) => [...within.querySelectorAll(query)];
  const items = all(".item"), answers = items.filter(entry => entry.dataset.kind === "answers");
  const owed = items.filter(entry => entry.dataset.kind === "answers" || "waits" in entry.dataset);
  const waits = new Map();
  let announced = 0;

  const say = text => { by("said").textContent = text; };
  const cellOf = (entry, cell) => store.now(entry.dataset.kind, entry.dataset.entry, cell);

  // Faults: a text below the field, which the field names.
  const faultOf = input => by(input.closest(".levels") ? `${input.closest(".item").id}-level-fault` : `${input.id}-fault`);
  const show = (input, text) => {
    const fault = faultOf(input);
    fault.textContent = text;
    fault.hidden = !text;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  const isEdited = (entry, cell) => cell in ((store.changes[entry.dataset.kind] || {})[entry.dataset.entry] || {});
  const wrongIn = input => {
    const entry = input.closest(".item"), cell = input.dataset.cell || input.dataset.check;
    if ("between" in input.dataset) return wrongLevel(entry, input);
    const rule = checks[cell];
    if (entry && input.dataset.cell && !isEdited(entry, cell)) return wrongPart(entry, cell);
    const name = rule ? rule(input.value) : "";
    return name ? says.faults[name] : entry ? wrongPart(entry, cell) : "";
  };
  const wrongPart = (entry, cell) => { // what a field needs of others
    if (entry.dataset.kind !== "answers") return "";
    const parts = "external" in entry.dataset ? ["value", "year"] : ["value", "unit", "year"];
    const touched = parts.some(part => isEdited(entry, part));
    const isEmpty = part => checks.isNothing(cellOf(entry, part));
    if (parts.includes(cell) && touched && isEmpty(cell) && !parts.every(isEmpty)) return says.faults[`no_${cell}`];
    if (cell === "not_applicable" && !isEmpty(cell) && !isEmpty("level")) return says.faults.both;
    return "";
  };
  const wrongLevel = (entry, input) => {
    const radios = all("[type=radio]", entry).map(radio => radio.value).filter(Boolean).map(Number);
    const text = input.value.trim(), number = parseFloat(text.replace(",", "."));
    const fits = !text || (checks.isNumber(text) && number >= Math.min(...radios) && number <= Math.max(...radios));
    return fits ? "" : says.faults.level;
  };
  const check = input => {
    if (!faultOf(input)) return; // a list to choose from
    clearTimeout(waits.get(input));
    waits.delete(input);
    const before = faultOf(input).textContent, text = wrongIn(input);
    show(input, text);
    if (text && text !== before) say(text);
  };
  const checkable = entry => all("input[type=text], textarea, select[data-needed]", entry);
  const related = ["value", "unit", "year", "level", "not_applicable"];

  // States: which items are answered, which need a look.
  const isAnswered = entry => entry.dataset.kind === "innovations" ? !!cellOf(entry, "started")
    : entry.dataset.kind === "marks" ? !checks.isNothing(cellOf(entry, "reply"))
    : ["fact", "value", "level", "not_applicable"].some(cell => !checks.isNothing(cellOf(entry, cell)));
  const showState = entry => {
    const faulty = all("[aria-invalid]", entry).length > 0, done = isAnswered(entry);
    const changed = !!store.changes[entry.dataset.kind][entry.dataset.entry];
    entry.classList.toggle("done", done && !faulty);
    entry.classList.toggle("faulty", faulty);
    const asked = entry.dataset.kind !== "marks" || "waits" in entry.dataset; // a reply to the other remarks is optional
    entry.querySelector(".state").textContent = faulty ? says.faulty
      : done ? (changed ? says.changed : says.done) : asked ? says.empty : "";
  };
  const showProgress = () => {
    const done = owed.filter(isAnswered).length, open = store.isDirty();
    by("progress").max = owed.length;
    by("progress").value = done;
    by("progress-text").textContent = fill(says.progress, { done, all: owed.length });
    by("unsaved").textContent = !open ? (store.changes.saved ? says.savedBefore : "") : store.isDenied() ? says.unsavedDenied : says.unsaved;
    by("unsaved").classList.toggle("urgent", open && store.isDenied());
    by("kept").hidden = store.isDenied();
    by("denied").hidden = !store.isDenied();
    by("jump").hidden = done === owed.length;
  };

  const changed = (input, text) => {
    if (text) say(text);
    const entry = input && input.closest(".item");
    store.keep();
    if (entry) showState(entry);
    showProgress();
    const every = 5; // where nothing is kept, remind of saving after so many items
    if (store.isDenied() && store.count() >= announced + every) {
      announced = store.count();
      say(says.unsavedDenied);
    }
    if (text) papers.showChosen(changedPaper);
  };
  const later = input => {
    clearTimeout(waits.get(input));
    if (input.getAttribute("aria-invalid")) check(input);
    else waits.set(input, setTimeout(() => { check(input); settle(input); }, 900));
  };
  const settle = input => {
    const entry = input.closest(".item");
    if (entry) showState(entry);
  };
  const changedPaper = input => { changed(input); later(input); };
  const changedNewcomer = (input, text) => { changed(input, text); if (input) later(input); };

  const read = input => {
    const entry = input.closest(".item");
    if (!entry || !("cell" in input.dataset || "between" in input.dataset)) return;
    const { kind, entry: id } = entry.dataset;
    if (input.type === "radio" || "between" in input.dataset) {
      const between = entry.querySelector("[data-between]"), none = entry.querySelector("[type=radio][value='']");
      if (input === between && between.value.trim()) none.checked = true;
      else if (input.type === "radio" && input.value && between) between.value = "";
      const typed = between ? between.value.trim() : "", chosen = entry.querySelector("[type=radio]:checked");
      store.set(kind, id, "level", typed ? (typed === between.defaultValue ? originOf(kind, id, "level") : typed) : chosen ? chosen.value : "");
    } else {
      const same = input.value === input.dataset.origin;
      store.set(kind, id, input.dataset.cell, same ? originOf(kind, id, input.dataset.cell) : input.value.trim());
    }
    changed(input);
    later(input);
    const cell = input.dataset.cell || "level";
    for (const other of related.includes(cell) ? checkable(entry) : []) {
      const bound = other.getAttribute("aria-invalid") || (cell === "level" && other.dataset.cell === "not_applicable");
      if (other !== input && related.includes(other.dataset.cell) && bound) check(other);
    }
  };
  const originOf = (kind, id, cell) => sent[kind].find(one => one[store.names[kind]] === id).sent[cell];

  const showCells = entry => { // what was kept or saved before
    const { kind, entry: id } = entry.dataset, edited = store.changes[kind][id] || {};
    for (const input of checkable(entry)) {
      if (!("cell" in input.dataset)) continue;
      if (input.tagName === "TEXTAREA") input.value = originOf(kind, id, input.dataset.cell); // with its lines
      input.dataset.origin ??= input.value;
      if (input.dataset.cell in edited) input.value = edited[input.dataset.cell];
    }
    if ("level" in edited) {
      const radio = all("[type=radio]", entry).find(one => one.value === edited.level);
      (radio || entry.querySelector("[type=radio][value='']")).checked = true;
      const between = entry.querySelector("[data-between]");
      if (between) between.value = radio ? "" : edited.level;
    }
    if (kind === "answers") papers.showUses(entry, changedPaper2);
    if (Object.keys(edited).length) checkable(entry).forEach(input => show(input, wrongIn(input)));
    showState(entry);
  };
  const changedPaper2 = (input, text) => { changed(input, text); if (input && input.dataset.check) later(input); };
  const showAll = () => {
    items.forEach(showCells);
    papers.showChosen(changedPaper);
    newcomers.show(changedNewcomer);
    showProgress();
  };

  document.addEventListener("input", event => read(event.target));
  document.addEventListener("focusout", event => {
    const input = event.target;
    if (waits.has(input)) { check(input); settle(input); }
    const entry = input.closest && input.closest(".figure") && input.closest(".item");
    if (entry && !input.closest(".figure").contains(event.relatedTarget)) {
      all(".figure input", entry).forEach(part => show(part, wrongIn(part)));
      settle(input);
    }
  });

  for (const entry of answers) {
    const known = entry.querySelector(".known"), file = entry.querySelector(".file");
    if (known) known.addEventListener("change", () => {
      if (known.value) papers.addUse(entry, known.value, changedPaper2);
      known.value = "";
    });
    file.addEventListener("change", async () => {
      const faults = await papers.choose(entry, [...file.files], changedPaper2);
      const place = by(`${entry.id}-document-fault`);
      place.textContent = faults.join(" ");
      place.hidden = !faults.length;
      file.value = "";
      if (faults.length) say(faults.join(" "));
    });
    entry.querySelector(".next").addEventListener("click", () => open(answers[answers.indexOf(entry) + 1] || null));
  }

  const open = entry => {
    const target = entry ? entry.querySelector("summary") : by("save");
    if (entry) entry.open = true;
    target.focus();
    target.scrollIntoView({ block: "start" });
  };
  by("add").addEventListener("click", () => newcomers.add(changedNewcomer));
  by("jump").addEventListener("click", () => {
    const here = document.activeElement && document.activeElement.closest(".item"), at = owed.indexOf(here);
    const order = [...owed.slice(at + 1), ...owed.slice(0, at + 1)];
    open(order.find(entry => !isAnswered(entry)) || null);
  });

  const listFaults = () => {
    all(".item, .paper").forEach(entry => checkable(entry).forEach(input => show(input, wrongIn(input))));
    items.forEach(showState);
    const wrong = all("[aria-invalid]");
    by("faults").hidden = !wrong.length;
    by("faults").querySelector("p").textContent = fill(says.toCheck, { n: wrong.length });
    by("faults").querySelector("ul").replaceChildren(...wrong.map(input => {
      const entry = input.closest(".item"), link = make("a", { href: `#${input.id}` });
      const where = entry ? `${(entry.querySelector(".number") || { textContent: "" }).textContent} ` : "";
      link.textContent = where + faultOf(input).textContent;
      link.addEventListener("click", event => {
        event.preventDefault();
        if (entry) entry.open = true;
        input.focus();
        input.scrollIntoView({ block: "center" });
      });
      return make("li", {}, link);
    }));
    return wrong.length;
  };
  by("save").addEventListener("click", () => {
    const name = `isian-${sent.agency || sent.dimension || "semua"}.json`;
    newcomers.prune(changedNewcomer);
    const address = URL.createObjectURL(new Blob([store.content()], { type: "application/json" }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    store.noteSaved();
    announced = store.count();
    store.keep();
    listFaults();
    showProgress();
    by("sent").hidden = false;
    by("sent").querySelector("p").textContent = fill(says.saved, { name });
    by("sent").querySelector("ul").replaceChildren(...[name, ...store.changes.documents.filter(paper => !paper.content).map(paper => paper.file)].map(
      file => make("li", { textContent: file })));
    by("sent").focus();
    by("sent").scrollIntoView({ block: "center" });
  });

  by("resume").addEventListener("change", async event => {
    const [file] = event.target.files, fault = by("resume-fault");
    if (!file) return;
    const fits = file.size < 2e7 && store.resume(await new Response(file).text());
    event.target.value = "";
    fault.hidden = fits;
    fault.textContent = fits ? "" : fill(says.otherFile, { name: file.name });
    say(fits ? fill(says.resumed, { name: file.name }) : fault.textContent);
    if (fits) {
      store.keep();
      showAll();
    }
  });

  addEventListener("storage", event => { if (event.key === store.key) by("twice").hidden = false; });
  addEventListener("beforeunload", event => { if (store.isDirty() && store.isDenied()) event.preventDefault(); });
  by("form").hidden = false;
  by("unscripted").hidden = true;
  showAll();
})();
