// Store: what has been filled in, kept in the browser under the hash of what was sent. Only changes are kept.
const store = (() => {
  const read = id => JSON.parse(document.getElementById(id).textContent);
  const sent = read("parcel"), says = read("sayings");
  const key = `smartcity-isian-${sent.base}`;
  const names = { answers: "item", innovations: "innovation", marks: "mark" }, kinds = Object.keys(names);
  const changes = { answers: {}, innovations: {}, marks: {}, new_innovations: [], documents: [], saved: null };
  let denied = false;

  const write = (name, text) => { // what was typed counts more than documents, which can be chosen or sent again
    try {
      localStorage.setItem(name, text);
    } catch (full) {
      Object.keys(localStorage).filter(one => /^smartcity-isian-.+-[0-9a-f]{64}$/.test(one)).forEach(one => localStorage.removeItem(one));
      localStorage.setItem(name, text);
    }
  };
  const kept = () => {
    try {
      write(`${key}-?`, "1");
      localStorage.removeItem(`${key}-?`);
      return localStorage.getItem(key);
    } catch (refused) {
      denied = true;
      return null;
    }
  };
  const bare = () => changes.documents.map(({ content, ...paper }) => paper);
  const keep = () => {
    if (denied) return false;
    try {
      write(key, JSON.stringify({ ...changes, documents: bare() }));
    } catch (refused) {
      denied = true; // full, or switched off meanwhile
    }
    return !denied;
  };

  const items = Object.fromEntries(kinds.map(kind => [kind, new Map(sent[kind].map(one => [one[names[kind]], one]))]));
  const now = (kind, id, cell) => (changes[kind][id] || {})[cell] ?? items[kind].get(id).sent[cell];
  // Signs that nobody sees and that files of data may not have; phones copy some along with names and numbers.
  const UNSEEN = new RegExp("[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\ufffe\\uffff]", "g");
  const clean = text => Array.from(text.replace(UNSEEN, "")).filter(sign => !/^[\ud800-\udfff]$/.test(sign)).join("");
  const set = (kind, id, cell, written) => {
    const text = clean(written);
    const changed = changes[kind][id] || {};
    if (text === items[kind].get(id).sent[cell]) delete changed[cell];
    else changed[cell] = text;
    if (Object.keys(changed).length) changes[kind][id] = changed;
    else delete changes[kind][id];
  };

  // Documents that go into the saved file are kept apart, each once. One that the browser has no room for is lost when
  // the page is closed; it is named and hashed all the same, and then the page says that it is to be sent along.
  const place = paper => `${key}-${paper.sha256}`;
  const embed = (paper, content) => {
    paper.content = content;
    if (denied) return;
    try {
      localStorage.setItem(place(paper), content);
    } catch (full) { /* see above */ }
  };
  const forget = paper => { if (!denied) localStorage.removeItem(place(paper)); };
  const kept64 = paper => {
    const found = denied || !paper.sha256 ? null : localStorage.getItem(place(paper));
    return found && /^[A-Za-z0-9+/]+={0,2}$/.test(found) ? found : null;
  };

  const NEW = ["name", "dimension", "started", "remark"];
  const listed = () => changes.new_innovations.filter(one => Object.keys(one).length).map(one => ({ name: "", ...one }));
  const returned = () => {
    const filled = kind => sent[kind].map(one => ({ ...one, returned: { ...(changes[kind][one[names[kind]]] || {}) } }));
    return { ...sent, ...Object.fromEntries(kinds.map(kind => [kind, filled(kind)])), new_innovations: listed(),
      documents: changes.documents.map(({ size, ...paper }) => paper) };
  };
  const content = () => JSON.stringify(returned(), null, 1) + "\n";
  const sizeOf = content => { // of what is written in base64; 0 if it is damaged
    try {
      return atob(content).length;
    } catch (damaged) {
      return 0;
    }
  };
  const all64 = () => changes.documents.reduce((sum, paper) => sum + (paper.content ? paper.size : 0), 0);
  const isText = value => typeof value === "string";
  const take = found => { // what was kept or saved before; nothing is believed that does not fit
    for (const kind of kinds) {
      for (const [id, cells] of Object.entries(found[kind] || {})) {
        const known = items[kind].get(id);
        if (!known) continue;
        for (const [cell, text] of Object.entries(cells)) if (cell in known.sent && isText(text)) set(kind, id, cell, text);
      }
    }
    for (const one of Array.isArray(found.new_innovations) ? found.new_innovations : []) {
      const known = Object.fromEntries(NEW.filter(cell => one && isText(one[cell]) && one[cell]).map(cell => [cell, clean(one[cell])]));
      const isKnown = changes.new_innovations.some(other => JSON.stringify(other) === JSON.stringify(known));
      if (Object.keys(known).length && !isKnown) changes.new_innovations.push(known);
    }
    for (const paper of found.documents || []) {
      if (!paper || !isText(paper.file) || changes.documents.some(one => one.file === paper.file)) continue;
      const cells = ["file", "title", "kind", "number", "issued_on", "remark", "sha256"].filter(cell => isText(paper[cell]));
      const known = Object.fromEntries([...cells.map(cell => [cell, clean(paper[cell])]), ["size", +paper.size || 0]]);
      const content = isText(paper.content) ? paper.content : kept64(known);
      changes.documents.push(known);
      if (content && isText(known.sha256)) {
        known.size = sizeOf(content);
        if (known.size && known.size <= says.most && all64() + known.size <= says.together) embed(known, content);
      }
    }
  };
  const resume = text => { // a file that was saved before; false if it belongs to something else
    let found;
    try {
      found = JSON.parse(text);
    } catch (damaged) {
      return false;
    }
    if (!found || found.base !== sent.base || !Array.isArray(found.answers) || !Array.isArray(found.innovations)) return false;
    const cells = kind => Object.fromEntries((Array.isArray(found[kind]) ? found[kind] : []).map(one => [one[names[kind]], one.returned || {}]));
    take({ ...found, ...Object.fromEntries(kinds.map(kind => [kind, cells(kind)])) });
    return true;
  };

  const before = kept();
  if (before) {
    try {
      const found = JSON.parse(before);
      take(found);
      changes.saved = isText(found.saved) ? found.saved : null;
    } catch (damaged) { /* it is written again with the next change */ }
  }
  const count = () => kinds.reduce((sum, kind) => sum + Object.keys(changes[kind]).length, listed().length);
  const mark = () => JSON.stringify([...kinds.map(kind => changes[kind]), listed(), bare().map(paper => Object.entries(paper).sort())]);
  return { sent, names, says, key, changes, now, set, clean, keep, embed, forget, all64, sizeOf, resume, content, count,
    isDenied: () => denied, isDirty: () => count() + changes.documents.length > 0 && changes.saved !== mark(),
    noteSaved: () => { changes.saved = mark(); } };
})();
