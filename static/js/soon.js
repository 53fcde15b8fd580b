// What is asked for before the page's module is there. This script is small and stands
// before everything else: a Run that is pressed early waits for the page to come to life,
// which then runs it in place. Where the module does not come, the form posts, as it does
// without scripts.

{
  const asks = "[data-run], [data-run-both], [name=pair]";
  let gone = false;
  const isAlive = () => document.documentElement.classList.contains("js");

  document.addEventListener("submit", (event) => {
    const by = event.submitter;
    if (gone || isAlive() || !by?.matches(asks)) return;
    event.preventDefault();
    for (const other of document.querySelectorAll("[data-soon]")) other.removeAttribute("data-soon");
    by.setAttribute("data-soon", "");
  });

  document.addEventListener("keydown", (press) => {
    if (press.key === "Enter" && (press.ctrlKey || press.metaKey) && !isAlive())
      document.getElementById("run")?.click();
  });

  addEventListener(
    "error",
    (event) => {
      if (!(event.target instanceof HTMLScriptElement)) return;
      gone = true;
      const by = document.querySelector("[data-soon]");
      if (by instanceof HTMLButtonElement) by.form?.requestSubmit(by);
    },
    true,
  );
}
