import { render } from 'preact';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import './options.css';
import { Options } from './options.tsx';

render(<Options />, document.body);
