// The review pages begin here.

import { App } from './app.js';
import { fillTexts } from './texts.js';

fillTexts(document);
new App().start();
