import { build } from 'wxt';
import { ROOT } from '../browsers/packed.ts';

// Builds the extension into a folder with its functions' names left in, so that a profile says where the time goes. In
// a process of its own, since the build tool has more to say than can be switched off.
const outDir = process.argv[2];
if (!outDir) throw new Error('no folder given');
const vite = () => ({ build: { minify: false } });
await build({ root: ROOT, browser: 'chrome', manifestVersion: 3, outDir, vite });
