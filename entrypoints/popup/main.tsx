import entries from 'virtual:glossary/entries';
import recap from 'virtual:glossary/recap';
import { render } from 'preact';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/switch.css';
import '../../src/ui/entry-view.css';
import '../../src/ui/term-button.css';
import '../../src/ui/recap-section.css';
import './popup.css';
import { Popup } from './popup.tsx';

render(<Popup recap={recap} entries={entries} />, document.body);
