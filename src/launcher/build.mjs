// @ts-check
import { ensureBuilt, ensureInstalled, main, say } from './steps.mjs';

await main(() => {
  ensureInstalled();
  if (!ensureBuilt()) say('Everything is built already.');
});
