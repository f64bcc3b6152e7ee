// A lower bound: the whole text, not looked at.
document.documentElement.dataset.found = String((document.body.textContent?.length ?? 0) * 0);
