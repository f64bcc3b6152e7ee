import { useEffect, useState } from 'preact/hooks';
import browser, { type Commands } from 'webextension-polyfill';

/** Firefox has a way to its page of keys, which the polyfill does not know yet. */
const commands = browser.commands as Commands.Static & { openShortcutSettings?: () => Promise<void> };

/** The keys of the commands, as they are now, and the way to the browser's page on which they are changed. */
export function Keys() {
  const [all, setAll] = useState<Commands.Command[]>([]);
  useEffect(() => {
    const load = () => void commands?.getAll().then(setAll);
    load();
    // Back from the browser's page they may be others.
    addEventListener('focus', load);
    return () => removeEventListener('focus', load);
  }, []);
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">Keys</h2>
      <table>
        <tbody>
          {all
            .filter(({ name, description }) => !name?.startsWith('_') && description)
            .map(({ name, description, shortcut }) => (
              <tr key={name}>
                <th scope="row">{description}</th>
                <td>{shortcut ? <kbd>{shortcut}</kbd> : <span class="soft">no key</span>}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <p class="small soft">
        In a card, Tab goes from control to control, and Escape goes back to where you were.
      </p>
      {!import.meta.env.SAFARI && (
        <button type="button" class="link" onClick={() => void openKeyPage()}>
          Change keys
        </button>
      )}
    </section>
  );
}

const openKeyPage = (): Promise<unknown> =>
  commands.openShortcutSettings?.() ?? browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
