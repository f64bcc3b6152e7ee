import { forgetMeant, type Settings } from '../../src/settings.ts';
import type { Entry } from '../../src/words/term.ts';

/** What the reader said of meanings in cards, to be taken back. Nothing when nothing was said. */
export function SaidMeanings({ entries, settings }: { entries: Record<string, Entry>; settings: Settings }) {
  if (settings.meant.size === 0) return null;
  return (
    <section class="said" aria-labelledby="said-title">
      <h3 id="said-title">What you said of meanings</h3>
      <ul>
        {[...settings.meant].map(([key, meant]) => {
          const [term = '', ...rest] = key.split('@');
          const where = rest.join('@');
          const headword = entries[term]?.headword ?? term;
          return (
            <li key={key} class="row">
              <span class="row-main">
                <b>{headword}</b>
                <span class="row-more soft small">
                  {meant ? 'always marked' : 'not marked'} {where ? `on ${where}` : 'everywhere'}
                </span>
              </span>
              <button
                type="button"
                class="link small"
                aria-label={`Forget what you said of ${headword} ${where || 'everywhere'}`}
                onClick={() => void forgetMeant(term, where)}
              >
                Forget
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
