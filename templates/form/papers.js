// Papers: the documents that answers name, and the files that are sent along. Files are hashed here, and small ones are put into the saved file.
const papers = (() => {
  const { sent, says, changes } = store;
  const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  const lines = text => text ? text.split("\n") : [];
  const size = bytes => bytes >= 1e6 ? `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`
    : `${Math.max(1, Math.round(bytes / 1e3))} kB`;

  const usesOf = item => {
    const names = lines(store.now("answers", item, "document")), pages = lines(store.now("answers", item, "pages"));
    return names.map((name, at) => ({ name, pages: pages[at] && pages[at] !== "-" ? pages[at] : "" }));
  };
  const setUses = (item, uses) => {
    store.set("answers", item, "document", uses.map(use => use.name).join("\n"));
    store.set("answers", item, "pages", uses.some(use => use.pages) ? uses.map(use => use.pages || "-").join("\n") : "");
  };
  const titleOf = name => says.titles[name] || name;
  const make = (tag, values, ...inside) => {
    const made = Object.assign(document.createElement(tag), values);
    made.append(...inside);
    return made;
  };

  const showUses = (entry, changed) => {
    const item = entry.dataset.entry, before = new Set(lines(sent.answers.find(one => one.item === item).sent.document));
    const list = entry.querySelector(".uses"), uses = usesOf(item);
    list.replaceChildren(...uses.map((use, at) => {
      const id = `${entry.id}-pages-${at}`, fault = make("p", { id: `${id}-fault`, className: "fault", hidden: true });
      const input = make("input", { type: "text", id, value: use.pages, autocomplete: "off" });
      input.setAttribute("aria-describedby", fault.id);
      input.addEventListener("input", () => {
        use.pages = input.value.replace(/[\n\r]/g, " ").trim();
        setUses(item, uses);
        changed(input);
      });
      input.dataset.check = "pages";
      const row = make("li", {}, make("strong", { textContent: titleOf(use.name) }),
        make("div", { className: "field" }, make("label", { htmlFor: id, textContent: fill(says.pages, { name: titleOf(use.name) }) }), input, fault));
      if (!before.has(use.name)) {
        const remove = make("button", { type: "button", textContent: fill(says.remove, { name: titleOf(use.name) }) });
        remove.addEventListener("click", () => {
          uses.splice(at, 1);
          setUses(item, uses);
          prune();
          showUses(entry, changed);
          entry.querySelector(".file").focus();
          changed(entry.querySelector(".file"), fill(says.removed, { name: titleOf(use.name) }));
        });
        row.append(remove);
      }
      return row;
    }));
  };
  const addUse = (entry, name, changed) => {
    const item = entry.dataset.entry, uses = usesOf(item);
    if (!uses.some(use => use.name === name)) uses.push({ name, pages: "" });
    setUses(item, uses);
    showUses(entry, changed);
    changed(entry.querySelector(".file"), fill(says.added, { name: titleOf(name) }));
  };
  const prune = () => { // a file that no answer names any more is not sent along
    const named = new Set(sent.answers.flatMap(one => usesOf(one.item).map(use => use.name)));
    for (const paper of changes.documents) if (!named.has(paper.file)) store.forget(paper);
    changes.documents = changes.documents.filter(paper => named.has(paper.file));
  };

  const room = () => says.together - store.all64();
  const embed = async (paper, file) => { // photos and PDFs that are small enough; all others are sent along
    if (!/^image\/|^application\/pdf$/.test(file.type) || !file.size || file.size > Math.min(says.most, room())) return;
    const address = await new Promise(done => {
      const reader = new FileReader();
      reader.onloadend = () => done(reader.result || "");
      reader.readAsDataURL(file);
    });
    const content = address.slice(address.indexOf(",") + 1);
    if (store.sizeOf(content) === file.size) store.embed(paper, content);
  };

  const choose = async (entry, files, changed) => {
    const faults = [];
    for (const file of files) {
      const name = file.name.normalize("NFC");
      if (/[;/\\\n\r]|^[.\s-]+$/.test(name) || checks.title(name) || store.clean(name) !== name) {
        faults.push(fill(says.badName, { name }));
        continue;
      }
      changed(null, fill(says.reading, { name }));
      let sum = null;
      try {
        sum = await sha256(file);
      } catch (unreadable) {
        faults.push(fill(says.unreadable, { name }));
        continue;
      }
      const same = changes.documents.find(paper => paper.sha256 === sum);
      if (!same && (changes.documents.some(paper => paper.file.toLowerCase() === name.toLowerCase() && paper.sha256 !== sum) || says.titles[name])) {
        faults.push(fill(says.sameName, { name }));
        continue;
      }
      if (!same) {
        const paper = { file: name, sha256: sum, size: file.size };
        changes.documents.push(paper);
        await embed(paper, file);
      } else if (!same.content) await embed(same, file);
      addUse(entry, same ? same.file : name, changed);
    }
    return faults;
  };

  const cloned = (name, prefix) => { // a row of the page's own template, with the ids of its parts made its own
    const row = document.getElementById(name).content.cloneNode(true).firstElementChild;
    for (const part of row.querySelectorAll("[id], [for]")) {
      if (part.id) part.id = prefix + part.id;
      if (part.htmlFor) part.htmlFor = prefix + part.htmlFor;
      const about = part.getAttribute("aria-describedby");
      if (about) part.setAttribute("aria-describedby", about.split(" ").map(id => prefix + id).join(" "));
    }
    return row;
  };
  const bind = (row, values, changed) => { // what is typed goes into the values, without what is empty
    for (const input of row.querySelectorAll("[data-cell]")) {
      const cell = input.dataset.cell;
      input.value = values[cell] || "";
      input.addEventListener("input", () => {
        const text = store.clean(input.value).trim();
        if (text) values[cell] = text;
        else delete values[cell];
        changed(input);
      });
    }
  };

  const showChosen = changed => {
    const list = document.getElementById("chosen");
    document.getElementById("no-papers").hidden = changes.documents.length > 0;
    list.replaceChildren(...changes.documents.map((paper, at) => {
      const row = cloned("paper", `d${at + 1}`);
      row.querySelector("h3").textContent = paper.file;
      row.querySelector(".about").textContent = fill(paper.content ? says.embedded : says.hashed, { size: size(paper.size), sum: paper.sha256.slice(0, 12) });
      bind(row, paper, changed);
      return row;
    }));
  };
  return { fill, make, cloned, bind, usesOf, showUses, addUse, choose, showChosen };
})();
