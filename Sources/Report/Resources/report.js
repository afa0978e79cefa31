(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const cases = [...document.querySelectorAll(".case")];
  const words = new Map(cases.map(item => [item, (item.querySelector("summary") || item).textContent.toLowerCase()
    + [...item.querySelectorAll(".rules code")].map(rule => rule.textContent.toLowerCase()).join(" ")]));
  const boxes = name => [...form.querySelectorAll(`input[name=${name}]`)];
  const chosen = name => boxes(name).filter(box => box.checked).map(box => box.value);
  const apply = () => {
    const verdicts = new Set(chosen("verdict")), levels = new Set(chosen("level"));
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
  // The address keeps the choice, so that a link shows what its sender saw: #verdict=fail&level=must&area=stream&text=crlf
  const keep = () => {
    const choice = new URLSearchParams();
    for (const name of ["verdict", "level"])
      if (chosen(name).length < boxes(name).length) choice.set(name, chosen(name).join(","));
    for (const name of ["area", "text"])
      if (form.elements[name].value) choice.set(name, form.elements[name].value);
    history.replaceState(null, "", "#" + choice);
  };
  const read = hash => {
    const choice = new URLSearchParams(hash);
    for (const name of ["verdict", "level"]) {
      const wanted = choice.has(name) && choice.get(name).split(",");
      for (const box of boxes(name)) box.checked = !wanted || wanted.includes(box.value);
    }
    for (const name of ["area", "text"]) form.elements[name].value = choice.get(name) || "";
  };
  const go = () => {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      read(hash);
      apply();
      form.scrollIntoView();
      return;
    }
    let id = hash;
    try { id = decodeURIComponent(hash); } catch {}
    const item = document.getElementById(id);
    if (!item || !item.classList.contains("case")) return;
    form.reset();
    apply();
    for (let part = item; part; part = part.parentElement) if (part.matches("details")) part.open = true;
    item.scrollIntoView();
    (item.querySelector("summary") || item).focus({preventScroll: true});
  };
  form.addEventListener("input", () => { apply(); keep(); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); keep(); }));
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  apply();
  addEventListener("hashchange", go);
  go();
})();
