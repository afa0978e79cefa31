(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const cases = [...document.querySelectorAll(".case")];
  const words = new Map(cases.map(item => [item, (item.querySelector("summary") || item).textContent.toLowerCase()
    + [...item.querySelectorAll(".rules code")].map(rule => rule.textContent.toLowerCase()).join(" ")]));
  const chosen = name => new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map(box => box.value));
  const apply = () => {
    const verdicts = chosen("verdict"), levels = chosen("level");
    const area = form.elements.area.value, text = form.elements.text.value.trim().toLowerCase();
    let shown = 0;
    for (const item of cases) {
      const data = item.dataset;
      const fits = verdicts.has(data.verdict) && levels.has(data.level)
        && (!area || data.area === area) && (!text || words.get(item).includes(text));
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const list of document.querySelectorAll("[data-list]")) {
      list.hidden = !list.querySelector(".case:not([hidden])");
      if (list.matches("details") && (area || text)) list.open = !list.hidden;
    }
    document.getElementById("shown").textContent = `${shown} of ${cases.length} cases`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  apply();
  const open = () => {
    const item = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!item || !item.classList.contains("case")) return;
    for (let part = item; part; part = part.parentElement) if (part.matches("details")) part.open = true;
    item.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
})();
