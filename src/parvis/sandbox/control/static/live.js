// Keeps the public view current without reloading the page: folded threads stay folded, and nothing moves
// under someone who is reading a menu or about to press a button in it.
(() => {
  const view = document.getElementById("vue");
  let last = null;

  async function refreshFailures() {
    const failing = document.getElementById("pannes-en-cours");
    if (document.hidden || failing.contains(document.activeElement) || failing.matches(":active")) return;
    const answer = await fetch("/pannes/en-cours", { cache: "no-store" });
    if (answer.ok) failing.innerHTML = await answer.text();
  }

  async function refresh() {
    if (document.hidden || view.contains(document.activeElement) || view.matches(":active")) return;
    const answer = await fetch("/vue", { cache: "no-store" });
    if (!answer.ok) return;
    const text = await answer.text();
    if (text === last) return;
    const first = last === null;
    last = text;
    if (first) return;
    const folds = new Map([...view.querySelectorAll("details[id]")].map((one) => [one.id, one.open]));
    const known = new Set([...view.querySelectorAll("[id]")].map((one) => one.id));
    view.innerHTML = text; // our own server's page, where every text is escaped
    for (const fold of view.querySelectorAll("details[id]")) {
      if (folds.has(fold.id)) fold.open = folds.get(fold.id);
    }
    for (const one of view.querySelectorAll(".comment, .post")) {
      if (!known.has(one.id)) one.classList.add("new");
    }
  }

  setInterval(() => {
    refresh().catch(() => {});
    refreshFailures().catch(() => {});
  }, 4000);
})();
