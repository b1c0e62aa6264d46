export { CoverChanges, type Hop } from './cover-changes.js';
export {
  findSwaps,
  type PersonEffect,
  type SwapHop,
  type SwapLimits,
  type SwapOption,
  type SwapSuggestions,
} from './find-swaps.js';
export { type RuledOut } from './ruled-out.js';
