// Newcomers: innovations that the office has not recorded yet, each with its name, its dimension, its start and a remark.
const newcomers = (() => {
  const { says, changes } = store, { fill, cloned, bind } = papers;
  const list = document.getElementById("newcomers"), button = document.getElementById("add");

  const show = changed => {
    list.replaceChildren(...changes.new_innovations.map((one, at) => {
      const row = cloned("newcomer", `i${at + 1}`), title = fill(says.newcomer, { n: at + 1 }), remove = row.querySelector("button");
      row.querySelector("h3").textContent = title;
      bind(row, one, changed);
      remove.textContent = fill(says.remove, { name: title });
      remove.addEventListener("click", () => {
        changes.new_innovations.splice(at, 1);
        show(changed);
        button.focus();
        changed(null, fill(says.removed, { name: title }));
      });
      return row;
    }));
  };
  const add = changed => {
    changes.new_innovations.push({});
    show(changed);
    list.lastElementChild.querySelector("input").focus();
  };
  const prune = changed => { // those of which nothing is written
    changes.new_innovations = changes.new_innovations.filter(one => Object.keys(one).length);
    show(changed);
  };
  return { show, add, prune };
})();
