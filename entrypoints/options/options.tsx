import { CHOICES, HOVER_DELAY_MAX_MS, type Preferences, prefer } from '../../src/settings.ts';
import { useSettings } from '../popup/state.ts';
import { Keys } from './keys.tsx';

const DELAY_STEP_MS = 50;

/** What each value of a preference is called. */
const HELD_KEY_NAMES = { none: 'None', alt: 'Alt', ctrl: 'Ctrl', shift: 'Shift' };
const STYLE_NAMES = { dotted: 'Dotted line', solid: 'Solid line', tint: 'Tinted ground' };
const COLOUR_NAMES = { teal: 'Teal', blue: 'Blue', purple: 'Purple', orange: 'Orange', grey: 'Grey' };
const DENSITY_NAMES = {
  every: 'Every mention',
  section: 'The first in each section',
  page: 'The first on the page',
};

/** The settings page: how cards open, how marks look, and which keys there are. */
export function Options() {
  const settings = useSettings();
  if (!settings) return null;
  return (
    <main class="options">
      <h1>Settings</h1>
      {settings.unreadable.length > 0 && (
        <p class="notice small">
          Stored settings that make no sense are ignored, and kept: {settings.unreadable.join(', ')}.
        </p>
      )}
      <section aria-labelledby="opening">
        <h2 id="opening">Opening cards</h2>
        <label class="delay">
          <span>How long the pointer rests on a word first</span>
          <input
            type="range"
            min={0}
            max={HOVER_DELAY_MAX_MS}
            step={DELAY_STEP_MS}
            value={settings.hoverDelayMs}
            aria-valuetext={inWords(settings.hoverDelayMs)}
            onInput={event => void prefer('hoverDelayMs', event.currentTarget.valueAsNumber)}
          />
          <output>{inWords(settings.hoverDelayMs)}</output>
        </label>
        <Choice
          name="heldKey"
          title="Only while this key is held"
          values={CHOICES.heldKey}
          names={HELD_KEY_NAMES}
          settings={settings}
        />
      </section>
      <section aria-labelledby="marks">
        <h2 id="marks">Marks</h2>
        <Choice
          name="markStyle"
          title="Style"
          values={CHOICES.markStyle}
          names={STYLE_NAMES}
          settings={settings}
        />
        <Choice
          name="markColour"
          title="Colour"
          values={CHOICES.markColour}
          names={COLOUR_NAMES}
          settings={settings}
        />
        <Choice
          name="density"
          title="What is marked"
          values={CHOICES.density}
          names={DENSITY_NAMES}
          settings={settings}
        />
      </section>
      <Keys />
    </main>
  );
}

const inWords = (ms: number): string => (ms === 0 ? 'At once' : `${ms / 1_000} s`);

/** One value out of several. */
function Choice<Name extends 'heldKey' | 'markStyle' | 'markColour' | 'density'>({
  name,
  title,
  values,
  names,
  settings,
}: {
  name: Name;
  title: string;
  values: readonly Preferences[Name][];
  names: Record<Preferences[Name], string>;
  settings: Preferences;
}) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {values.map(value => (
        <label key={value} class="choice">
          <input
            type="radio"
            name={name}
            value={value}
            checked={settings[name] === value}
            onChange={() => void prefer(name, value)}
          />
          {names[value]}
        </label>
      ))}
    </fieldset>
  );
}
