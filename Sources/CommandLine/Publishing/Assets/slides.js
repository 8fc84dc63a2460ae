// Shows slides one by one: keys, touch, buttons, and the address say which.
(() => {
  "use strict";
  const stage = document.querySelector(".slides");
  const slides = [...document.querySelectorAll(".slide")];
  const stepsOf = (slide) => [...slide.querySelectorAll(".step")];
  const bar = document.querySelector(".bar");
  const progress = document.querySelector(".progress");
  const state = { slide: 0, step: 0 };
  document.body.classList.add("running");

  // Slides are laid out for 1280 points of width, 640 on a screen that stands upright, and scaled.
  function resize() {
    const width = innerWidth >= innerHeight ? 1280 : 640;
    const scale = innerWidth / width;
    stage.style.width = width + "px";
    stage.style.height = innerHeight / scale + "px";
    stage.style.transform = "scale(" + scale + ")";
    fit(slides[state.slide]);
  }

  // What is higher or wider than a slide is made smaller, with what code found out below the code or
  // beside it, whichever is larger; and where it could not be read, it is scrolled.
  function fit(slide, height = slide.clientHeight) {
    const inner = slide.querySelector(".inner");
    const style = getComputedStyle(slide);
    const room = height - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    const heightOf = () => inner.getBoundingClientRect().height
      / (slide.getBoundingClientRect().width / slide.offsetWidth || 1);
    const arranged = (isBeside) => {
      inner.classList.toggle("beside", isBeside);
      let zoom = 1;
      inner.style.zoom = "";
      for (let turn = 0; turn < 8; turn += 1) {
        const wide = Math.max(1, ...[...inner.querySelectorAll("pre, .formula, .frame")]
          .map((element) => element.scrollWidth / Math.max(element.clientWidth, 1)));
        const ratio = Math.min(room / heightOf(), 1 / wide);
        if (ratio >= 1 || zoom <= 0.5) break;
        zoom = Math.max(0.5, zoom * Math.max(ratio, 0.8) * 0.99);
        inner.style.zoom = zoom;
      }
      return heightOf() > room + 1 ? 0 : zoom;
    };
    const below = arranged(false);
    if (below < 1 && innerWidth >= innerHeight && arranged(true) <= below) arranged(false);
    slide.classList.toggle("overfull", heightOf() > room + 1);
  }

  function show(slide, step) {
    state.slide = Math.min(Math.max(slide, 0), slides.length - 1);
    const current = slides[state.slide];
    const steps = stepsOf(current);
    state.step = Math.min(Math.max(step, 0), steps.length);
    slides.forEach((each, place) => {
      each.classList.toggle("current", place === state.slide);
      each.inert = place !== state.slide;
    });
    steps.forEach((each, place) => {
      each.classList.toggle("ahead", place >= state.step);
      each.inert = place >= state.step;
    });
    fit(current);
    bar.querySelector(".place").textContent = (state.slide + 1) + " / " + slides.length;
    const share = (state.slide + (state.step + 1) / (steps.length + 1)) / slides.length;
    progress.firstElementChild.style.width = 100 * share + "%";
    const address = "#" + (state.slide + 1) + (state.step > 0 ? "." + state.step : "");
    if (location.hash !== address) history.replaceState(null, "", address);
  }

  function next() {
    if (state.step < stepsOf(slides[state.slide]).length) show(state.slide, state.step + 1);
    else if (state.slide + 1 < slides.length) show(state.slide + 1, 0);
  }

  function back() {
    if (state.step > 0) show(state.slide, state.step - 1);
    else if (state.slide > 0) show(state.slide - 1, Infinity);
  }

  function go() {
    const [slide, step] = location.hash.slice(1).split(".").map((part) => parseInt(part, 10));
    if (!Number.isNaN(slide)) return show(slide - 1, step || 0);
    // A link within the text.
    const target = location.hash.length > 1
      && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const place = target ? slides.indexOf(target.closest(".slide")) : -1;
    show(Math.max(place, 0), 0);
  }

  const moves = {
    ArrowRight: next, ArrowDown: next, PageDown: next, Enter: next, " ": next,
    ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back,
    Home: () => show(0, 0), End: () => show(slides.length - 1, 0),
  };
  // Before the decks see a key: those on a slide are stepped with their buttons.
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    const isControl = target.matches && target.matches("button, summary, a, input");
    if (isControl && (event.key === " " || event.key === "Enter")) return;
    if (target.matches && target.matches("input") && event.key.startsWith("Arrow")) return;
    const move = event.key === " " && event.shiftKey ? back : moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  }, { capture: true });

  let touch = null;
  stage.addEventListener("touchstart", (event) => {
    const inner = event.target.closest(".gw-deck, .frame, pre, .formula");
    const isScrolled = inner && inner.scrollWidth > inner.clientWidth;
    touch = event.touches.length === 1 && !isScrolled && !event.target.closest(".gw-deck")
      ? event.touches[0] : null;
  }, { passive: true });
  stage.addEventListener("touchend", (event) => {
    if (!touch) return;
    const end = event.changedTouches[0];
    const [x, y] = [end.clientX - touch.clientX, end.clientY - touch.clientY];
    touch = null;
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) (x < 0 ? next : back)();
  });
  bar.querySelector(".next").addEventListener("click", next);
  bar.querySelector(".back").addEventListener("click", back);
  addEventListener("hashchange", go);
  addEventListener("resize", resize);
  addEventListener("load", resize);

  // On paper, all slides, each as high as its page.
  addEventListener("beforeprint", () => {
    slides.forEach((slide) => {
      slide.classList.add("current");
      fit(slide, 720);
    });
  });
  addEventListener("afterprint", () => {
    slides.forEach((slide, place) => slide.classList.toggle("current", place === state.slide));
    resize();
  });

  bar.hidden = progress.hidden = false;
  resize();
  go();
})();
