// With axe (see accessibility.spec.ts): judges what is in the open card. axe looks for shadow roots by the property, which
// is null for closed ones; in this script's world it is not.
function openForAxe() {
  const { host, root } = openRoot();
  Object.defineProperty(host, 'shadowRoot', { value: root, configurable: true });
  return root.querySelector('[role=dialog]');
}

const answer = (what, value) =>
  document.dispatchEvent(new CustomEvent(`probe-${what}-answer`, { detail: JSON.stringify(value) }));

document.addEventListener('probe-axe', async ({ detail }) => {
  const { violations } = await axe.run(openForAxe(), { runOnly: JSON.parse(detail) });
  answer(
    'axe',
    violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`)),
  );
});

document.addEventListener('probe-names', () => {
  const dialog = openForAxe();
  axe.setup(document.documentElement);
  const { getRole } = axe.commons.aria;
  const told = [dialog, ...dialog.querySelectorAll('*')].flatMap(element => {
    const role = getRole(element, { noPresentational: true });
    const quiet = role === null || ['paragraph', 'generic', 'none', 'presentation'].includes(role);
    return quiet ? [] : [`${role} ${axe.commons.text.accessibleText(element)}`];
  });
  axe.teardown();
  answer('names', told);
});
