// Steps through the pictures of a deck. Each deck of a page has its data beside it.
(() => {
  "use strict";

  function start(deck) {
    const data = JSON.parse(deck.querySelector("script[type='application/json']").textContent);
    const one = (name) => deck.querySelector(name);
    const count = data.steps.length;
    const state = { step: 0, timer: null };
    const slider = one(".gw-slider");
    const items = [...deck.querySelectorAll(".gw-steps li")];

    // What a part looks like at a step: the last variant that came by then.
    function variant(part, step) {
      let found = part.from[0][1];
      for (const [from, which] of part.from) {
        if (from > step) break;
        found = which;
      }
      return found;
    }

    function draw(step) {
      for (const picture of data.pictures) {
        for (const [id, part] of Object.entries(picture.parts)) {
          const wanted = variant(part, step);
          if (part.shown === wanted) continue;
          const element = deck.querySelector("#" + CSS.escape(id));
          if (element) element.outerHTML = part.variants[wanted];
          part.shown = wanted;
        }
      }
      for (const image of deck.querySelectorAll(".gw-picture svg")) {
        image.setAttribute("aria-label", data.steps[step].alt);
      }
    }

    // Of a picture that is larger than its place, what a step changes is brought into sight.
    function follow(step) {
      const view = one(".gw-picture");
      if (view.scrollWidth <= view.clientWidth && view.scrollHeight <= view.clientHeight) return;
      for (const picture of data.pictures) {
        for (const [id, part] of Object.entries(picture.parts)) {
          // In the first picture everything is new; the next step goes on where it begins.
          if (!part.from.some(([from]) => from === Math.max(step, 1))) continue;
          const element = deck.querySelector("#" + CSS.escape(id));
          const box = element && element.getBoundingClientRect();
          if (!box || box.width === 0) continue;
          const frame = view.getBoundingClientRect();
          view.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
          view.scrollTop += box.top + box.height / 2 - frame.top - frame.height / 2;
          return;
        }
      }
    }

    function show(step, { moves = true } = {}) {
      state.step = Math.min(Math.max(step, 0), count - 1);
      draw(state.step);
      follow(state.step);
      const now = data.steps[state.step];
      one(".gw-line").textContent = now.line;
      one(".gw-rule").textContent = now.rule;
      one(".gw-place").textContent = `${state.step} / ${count - 1}`;
      slider.value = state.step;
      slider.setAttribute("aria-valuetext", now.line);
      one(".gw-back").disabled = one(".gw-first").disabled = state.step === 0;
      one(".gw-next").disabled = one(".gw-last").disabled = state.step === count - 1;
      items.forEach((item, place) => {
        if (place === state.step) item.setAttribute("aria-current", "step");
        else item.removeAttribute("aria-current");
      });
      const list = one(".gw-steps");
      const item = items[state.step];
      if (item && list.offsetParent) list.scrollTop = item.offsetTop - list.clientHeight / 2;
      deck.dataset.step = state.step;
      if (moves && data.isPage) history.replaceState(null, "", "#" + state.step);
      if (state.step === count - 1) stop();
    }

    function stop() {
      if (state.timer !== null) clearInterval(state.timer);
      state.timer = null;
      one(".gw-play").setAttribute("aria-pressed", "false");
    }

    function play() {
      if (state.timer !== null) return stop();
      if (state.step === count - 1) show(0);
      one(".gw-play").setAttribute("aria-pressed", "true");
      state.timer = setInterval(() => show(state.step + 1), data.interval);
    }

    // A move of the user's ends the automatic ones.
    function go(step) {
      stop();
      show(step);
    }

    const moves = {
      ArrowRight: () => go(state.step + 1), ArrowLeft: () => go(state.step - 1),
      ArrowDown: () => go(state.step + 1), ArrowUp: () => go(state.step - 1),
      PageDown: () => go(state.step + 1), PageUp: () => go(state.step - 1),
      Home: () => go(0), End: () => go(count - 1), " ": play,
    };
    const keys = data.isPage ? document : deck;
    keys.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target;
      if (target.matches && target.matches("summary, input, textarea, select")) {
        // The slider moves by itself; a blank opens the list.
        if (target !== slider) return;
        if (event.key !== " ") return;
      }
      if (event.key === " " && target.matches && target.matches("button, summary")) return;
      const move = moves[event.key];
      if (!move) return;
      event.preventDefault();
      move();
    });
    one(".gw-first").addEventListener("click", () => go(0));
    one(".gw-back").addEventListener("click", () => go(state.step - 1));
    one(".gw-next").addEventListener("click", () => go(state.step + 1));
    one(".gw-last").addEventListener("click", () => go(count - 1));
    one(".gw-play").addEventListener("click", play);
    slider.addEventListener("input", () => go(Number(slider.value)));
    items.forEach((item, place) => {
      item.querySelector("button").addEventListener("click", () => go(place));
    });

    // Light or dark: as the system says, until the button is used.
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const shade = one(".gw-toggle");
    function setShade(isDark) {
      deck.dataset.shade = isDark ? "dark" : "light";
      if (data.isPage) document.documentElement.dataset.shade = deck.dataset.shade;
      if (shade) shade.setAttribute("aria-pressed", String(isDark));
    }
    if (shade) {
      setShade(dark.matches);
      dark.addEventListener("change", () => setShade(dark.matches));
      shade.addEventListener("click", () => setShade(deck.dataset.shade !== "dark"));
    }

    // Formula and numbers of what is under the pointer.
    const tip = document.createElement("div");
    tip.className = "gw-tip";
    tip.hidden = true;
    document.body.append(tip);
    const words = (element) => {
      const link = element.closest && element.closest("a");
      return link && (link.getAttribute("xlink:title") || link.getAttribute("title"));
    };
    deck.addEventListener("pointermove", (event) => {
      const text = words(event.target);
      tip.hidden = !text;
      if (!text) return;
      tip.textContent = text.replaceAll("; ", "\n");
      const room = tip.getBoundingClientRect();
      tip.style.left = Math.max(4, Math.min(event.clientX + 14, innerWidth - room.width - 4)) + "px";
      const below = event.clientY + 18;
      const above = event.clientY - room.height - 8;
      tip.style.top = (below + room.height > innerHeight ? Math.max(above, 4) : below) + "px";
    });
    deck.addEventListener("pointerleave", () => { tip.hidden = true; });

    // On paper, a page a step.
    function printPages() {
      const pages = one(".gw-pages");
      const before = state.step;
      pages.replaceChildren();
      for (let step = 0; step < count; step += 1) {
        draw(step);
        const page = document.createElement("section");
        page.className = "gw-page";
        const picture = (one(".gw-light svg, .gw-only svg") || one(".gw-dark svg")).cloneNode(true);
        picture.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
        const line = document.createElement("p");
        line.className = "gw-line";
        line.textContent = data.steps[step].line;
        const rule = document.createElement("p");
        rule.className = "gw-rule";
        rule.textContent = data.steps[step].rule;
        page.append(picture, line, rule);
        pages.append(page);
      }
      draw(before);
      deck.classList.add("gw-printing");
    }
    // Among other text, one picture: that of the whole pass.
    let before = 0;
    addEventListener("beforeprint", () => {
      before = state.step;
      if (data.isPage) printPages();
      else show(count - 1);
    });
    addEventListener("afterprint", () => {
      show(before, { moves: false });
      deck.classList.remove("gw-printing");
      one(".gw-pages").replaceChildren();
    });

    for (const picture of data.pictures) {
      for (const part of Object.values(picture.parts)) part.shown = variant(part, count - 1);
    }
    const asked = data.isPage ? parseInt(location.hash.slice(1), 10) : NaN;
    show(Number.isNaN(asked) ? 0 : asked, { moves: false });
    if (data.isPage) {
      addEventListener("hashchange", () => {
        const step = parseInt(location.hash.slice(1), 10);
        if (!Number.isNaN(step) && step !== state.step) go(step);
      });
    }
    one(".gw-controls").hidden = false;
  }

  document.querySelectorAll(".gw-deck").forEach(start);
})();
