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
    '200001': 'S S S S - - - S S S S - LD LD S S - S S LD - - S S S S - -',
    '200002': '- - - - - LD N - - N N N N - - LD N N - - - LD N N N - - -',
    '200003': 'N N N - - LD LD - - LD LD LD - - - LD LD LD - - LD - - LD LD - - -',
    '200004': '- - LD N N N - - LD LD LD - - - LD - - LD N N - - - LD LD - - -',
    '200005': 'LD LD - - - - - LD - - LD N N N - - - - LD LD LD - - - - LD - -',
    '200006': '- - - LD - - - - - - - - LD LD - - LD - - - - - - - LD N N N',
    '200007': 'N - - LD LD - - - N N - - - - - - - - LD N N N - - LD LD LD LD',
    '200008': '- - - - - - - - - - - - - - - - - - - - - - - - - - - -',
    '200009': '- - - - LD - - N N - - - - LD N N - - - - - - LD LD - - - -',
    '200010': '- - - - LD N N - LD N N - - - LD LD LD - - LD LD LD - - LD - - -',
    '200011': 'N N N - - LD LD - - - LD LD - - - - LD - - LD LD - - LD - - - -',
    '200012': 'LD LD - - LD - - LD - - - LD LD N N - - N N - - LD - - LD LD - -',
    '200013': 'LD LD - - - - - LD LD LD - - LD LD LD - - - - - - - N N N - - -',
    '200014': '- LD LD - - - - LD - - LD LD - - N N - - N N N - - - - LD LD LD',
    '200015': '- - N N - - - - LD - - - LD LD - - - LD LD LD LD - - N N - - -',
    '200016': 'LD - - LD LD - - LD - - - LD - - - - - LD LD - - LD - - - N N N',
    '200017': '- - - LD LD LD LD - - LD LD LD - - LD - - LD - - - - LD - - N N N',
    '200018': '- - LD LD - - - LD - - - N N N N - - - LD - - LD LD LD - - LD LD',
    '200019': '- - LD - - - - - LD LD - - - - - N N - - - - - LD - - - LD LD',
    '200020': 'LD LD - - N N N N - - - - LD LD - - LD LD LD - - - LD - - LD - -',
    '200021': '- LD LD LD - - - N N - - - - - LD LD - - - - - N N - - - LD LD',
    '200022': 'LD N N - - LD LD - - - - - - - - LD N N - - - LD LD LD - - LD LD',
    '200023': '- - LD N N - LD - - LD N - - - LD LD LD - - LD N N - - - LD - -',
    '200025': 'LD LD E - - LD LD E - - - LD N N - - E LD LD - - - E LD LD - - -',
    '200026': '- N N N - - - E LD LD - - LD LD E E - - - LD LD - - LD E E - -',
    '200027': '- LD E E - - - - LD E E - - - - - LD LD - - - - N N N N - -',
    '200028': '- - LD LD E - - N N N - - LD LD LD - - LD E - - - LD LD - - - LD',
    '200029': '- - - - - - - LD - - - LD - - LD - - - - N N N - - LD LD - -',
    '200030': 'LD E - - LD - - LD - - E E - - - LD N N N - - E LD E - - LD LD',
    '200031': 'E E - - E LD LD - - LD - - - - E - - - E - - E - - LD - - -',
    '200032': '- LD LD LD LD - - - E LD N N - - - E LD - - - - LD - - - LD N N',
    '200033': 'N - - E LD - - LD - - LD - - - N N - - - LD LD LD - - - LD - -',
    '200034': 'E - - LD N N N - - E LD E - - - LD LD E LD - - - LD - - E LD -',
  },
};
