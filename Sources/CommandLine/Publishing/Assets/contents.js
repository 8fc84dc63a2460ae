// Marks in the table of contents the section that is being read, and folds it up where there is
// no room beside the text.
(() => {
  "use strict";
  const contents = document.querySelector(".contents details");
  const wide = matchMedia("(min-width: 72rem)");
  const fold = () => { contents.open = wide.matches; };
  wide.addEventListener("change", fold);
  fold();
  const links = [...document.querySelectorAll(".contents a")];
  const headings = links.map((link) =>
    document.getElementById(decodeURIComponent(link.hash.slice(1))));
  function mark() {
    let current = -1;
    headings.forEach((heading, place) => {
      if (heading && heading.getBoundingClientRect().top < innerHeight / 3) current = place;
    });
    links.forEach((link, place) => {
      if (place === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }
  addEventListener("scroll", mark, { passive: true });
  mark();
})();
