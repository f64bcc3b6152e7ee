import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerFindings } from '../../src/messages.ts';
import { whenShown, whenText } from '../../src/page/wake.ts';
import { type ReadFrame, readFrame } from './read-frame.ts';

/**
 * Where the script keeps its life, in the world of this extension's scripts. After an install or an update it is put
 * into pages that are open, some of which have it: the newest stays. A symbol for the reason that src/page/explainer.ts
 * gives.
 */
const LIFE = Symbol.for('contextual-glossary/life');
const world = globalThis as { [LIFE]?: AbortController };

/**
 * The script of every frame. It is registered in the manifest by wxt.config.ts and not as a WXT content script:
 * that wrapper dispatches an event that carries our id to every page, and any page that forges it can stop us.
 *
 * Nothing is asked of the browser before there is text on the screen: settings, messages and all that watches a page
 * cost ten times what an empty script does, in each of the hundreds of frames that never have any.
 */
export default defineUnlistedScript(() => {
  const life = new AbortController();
  const { signal } = life;
  world[LIFE]?.abort();
  world[LIFE] = life;

  let frame: ReadFrame | undefined;
  const begin = () => {
    frame ??= readFrame(life);
    return frame;
  };
  const answer = () => answerFindings(() => begin().findings(), signal);
  // The popup speaks of a page without text, too: whether its site is marked.
  const isPage = window === window.top;
  whenShown(() => {
    if (isPage) answer();
    whenText(() => {
      if (!isPage) answer();
      begin();
    }, signal);
  }, signal);
});
