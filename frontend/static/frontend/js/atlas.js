/** The page of the map: everything that its first view needs, in one graph of modules. */

import { readPageData } from './page.js';
import { startOverview } from './pages/overview.js';
import { startVisit } from './pages/visit.js';

// What the server wrote is shown before the map is set up: the list can be read while this takes its time.
if (!document.hidden) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
await Promise.all([startOverview(readPageData()), startVisit()]);
