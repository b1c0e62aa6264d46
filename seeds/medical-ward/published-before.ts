import { type DemoPublishedRota } from '../demo-types.js';

/**
 * The four weeks before those of `published`, among them the day on which the demo is loaded: what a fill once gave for
 * Heather Ward, so that there are shifts that have been worked. It keeps every rule.
 */
export const publishedBefore: DemoPublishedRota = {
  firstDay: -56,
  lastDay: -29,
  // Six weeks before it began.
  publishedDay: -98,
  lines: {
    '200001': 'S S S S - - - S S S S - - - S S S - N N N - S S S S - -',
    '200002': 'N - - N - - - - LD N N - - - LD LD - - LD LD LD - - LD - - LD LD',
    '200003': '- LD LD - - - - N N - - N N N - - - N N N N - - LD LD - - -',
    '200004': 'N N - - LD - - - - LD - - LD LD - LD LD - - LD LD N N - - LD - -',
    '200005': 'LD LD - - LD LD LD - - LD - - - - N N N N - - - - - - LD - - -',
    '200006': '- - N N - - - - - - LD LD - - - - - - - LD LD - - N N - - -',
    '200007': '- - - LD LD - - LD LD LD - - LD LD - - - - LD - - LD LD - - N N N',
    '200008': '- - - LD N N N - - - - - - - - - - - - - - - - - - - - -',
    '200009': 'LD - - - - - - - - - - - - - LD - - LD - - - N N N - - LD LD',
    '200010': 'LD - - - LD LD LD - - LD LD LD - - - - N N - - - LD - - - N N N',
    '200011': '- LD LD LD - - - LD LD - - - - - - - - LD N N N - - - LD LD - -',
    '200012': 'LD LD - - - LD N N - - - LD LD LD - - LD - - - - LD LD N N - - -',
    '200013': '- - - - LD - - LD LD - - N N N - - LD LD - - - LD LD LD - - - -',
    '200014': '- - LD - - LD LD - - - LD - - - LD LD N N - - - N N - - LD LD LD',
    '200015': '- - LD LD - - - - - - LD LD - - N N N - - - - - - - LD LD LD LD',
    '200016': '- LD - - - - - N N N N - - - - LD LD LD LD - - - - - - - LD LD',
    '200017': 'LD - - - - LD LD LD - - LD N N N - - LD LD LD - - - LD LD - - - -',
    '200018': '- - LD LD N N - - LD LD LD - - - N N - - - LD LD LD - - - LD - -',
    '200019': '- - - LD - - - LD - - - LD - - N - - - - - - - - - LD N N N',
    '200020': '- LD LD - - - - - N N N - LD LD LD - - - LD - - - LD LD - - LD LD',
    '200021': 'N N N N - - - LD LD - - LD LD LD - - - LD - - - LD - - - - - -',
    '200022': '- N N - LD LD LD - - LD - - - - LD LD LD - - LD LD - - N N - - -',
    '200023': 'LD - - N N N N - - - - - - LD LD LD - - LD - - - LD LD LD LD - -',
    '200025': 'LD LD - - LD LD LD LD - - LD N N - - E E LD LD - - E - - - E - -',
    '200026': '- - LD LD E - - - - E - - LD N N N - - LD LD LD - - LD LD LD - -',
    '200027': 'LD E LD E - - - - - LD E - - - - LD E - - - - - - LD N N N -',
    '200028': '- E N N N - - E - - LD LD - - E LD - - E LD N N - - E LD - -',
    '200029': 'E - - - - - - - LD - - E - - - - N N - - LD LD - - LD E - -',
    '200030': 'E LD E - - N N N - - E LD - - LD - - LD - - - E E LD - - LD LD',
    '200031': '- - - - - - - - N N - - LD LD LD E - - E - - - LD E - - - -',
    '200032': 'N N - - - LD LD - - LD LD E - - - - LD LD LD - - - E - - LD LD LD',
    '200033': '- - - - LD - - LD LD - - - - - LD LD LD E - - - LD N N - - - N',
    '200034': '- LD E LD E - - E E LD N - - LD E - - E N N - - LD E E - - -',
  },
};
