import entries from 'virtual:glossary/entries';
import groups from 'virtual:glossary/groups';
import recap from 'virtual:glossary/recap';
import { render } from 'preact';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';
import '../../src/ui/switch.css';
import '../../src/ui/entry-list.css';
import '../../src/ui/entry-view.css';
import '../../src/ui/term-button.css';
import '../../src/ui/recap-section.css';
import './popup.css';
import { Popup } from './popup.tsx';

render(<Popup recap={recap} groups={groups} entries={entries} />, document.body);
