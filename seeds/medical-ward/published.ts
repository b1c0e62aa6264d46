import { type DemoPublishedRota } from '../demo-types.js';

/**
 * The four weeks before the first draft: what a fill once gave for Heather Ward. It keeps every rule, also where the
 * clock changes or a bank holiday falls into it.
 */
export const published: DemoPublishedRota = {
  firstDay: -28,
  lastDay: -1,
  // Six weeks before it began.
  publishedDay: -70,
  lines: {
    '200001': 'S S S S - - - S S S S - - - S S S S - - LD S LD - - S LD LD',
    '200002': '- - LD LD - - N N N - - - - - - LD LD LD LD - - N N N - - LD -',
    '200003': '- - LD LD LD - - LD N N N - - - - - - - N N N - - LD N N - -',
    '200004': 'LD N N - - LD - - LD LD LD - - - LD LD LD - - LD - - - N N - - -',
    '200005': 'N - - N N N - - - - LD - - - N N - - LD - - N N - - - - -',
    '200006': '- - - - - LD LD - - - - LD - - - - N N - - - - - - - LD N N',
    '200007': '- - - - N N N N - - - N N N - - - LD LD - - LD LD LD LD - - -',
    '200008': '- - - - - - - - - - - - - - - - - - - - - - - - - - - -',
    '200009': '- LD - - - - - - - - - - LD LD N N - - - - N N N - - - - -',
    '200010': 'N N - - LD - - - - LD LD LD - - - - LD - - LD LD LD - - - LD LD LD',
    '200011': 'N - - - LD LD LD - - - LD LD LD - - LD - - - - - - - - LD LD - -',
    '200012': '- N N N - - - - LD - - N N N - - LD LD - - - - LD - - LD LD LD',
    '200013': '- LD LD LD - - - - - - - - LD LD LD - - - - - LD N N N - - - -',
    '200014': '- LD - - LD - - LD LD N N - - LD LD - - LD LD LD - - - LD LD - - -',
    '200015': 'LD - - N N N N - - - - - LD LD - - N N - - - - - - LD - - -',
    '200016': 'LD - - LD - - - LD - - - LD - - - - - - LD LD - - LD LD - - LD N',
    '200017': 'LD - - LD LD LD LD - - N N - - - LD LD - - - - - LD - - N N N -',
    '200018': '- - LD - - - - LD LD LD LD - - - LD LD - - N N N - - LD - - LD LD',
    '200019': '- N N - - - LD LD - - - - LD LD - - LD - - - - LD - - - - - -',
    '200020': 'LD LD LD - - - - N N - - LD - - - N N N - - LD - - N N - - LD',
    '200021': '- LD - - - - - - - LD LD - - - - LD - - N N - - - - LD N N N',
    '200022': '- LD LD - - LD LD - - LD - - - - N N N N - LD LD LD LD - - - - -',
    '200023': '- - - - LD - - - LD - - N N N N - - LD LD - - LD - - LD LD N N',
    '200025': 'LD LD LD - - - - LD E E - - LD LD - - LD E LD - - LD - - N N - -',
    '200026': '- - E E E - - E LD LD - - LD LD N N - - E LD - - E E E E - -',
    '200027': '- LD LD E - - LD - - LD E - - - - - - E LD - - - E LD - - LD LD',
    '200028': '- N N N - - N N N - - - - - E - - LD E N N - - E LD LD - -',
    '200029': '- - - - LD - - LD - - - E - - LD - - - LD LD - - - - - - LD N',
    '200030': 'N N - - - - - - LD N N N - - - LD LD N N - - N N N - - - -',
    '200031': 'E - - - LD - - E - - - - - - E - - - - - LD E - - E E LD LD',
    '200032': '- E - - E LD - - - - LD LD - - LD LD E LD - - - N N N - - N N',
    '200033': '- - - LD LD LD LD - - - LD E - - - E - - - - LD LD LD - - LD - -',
    '200034': 'LD - - LD N N - - - - LD LD N N - - N N - - - - LD LD LD - - -',
  },
};
