/** The page of the map: everything that its first view needs, in one graph of modules. */

import { readPageData } from './page.js';
import { startOverview } from './pages/overview.js';

await startOverview(readPageData());
