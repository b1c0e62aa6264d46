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
    '200001': '- S S S S - - S S S S - - LD S S S - S LD LD S - S S S - -',
    '200002': '- N N - - LD LD - - N N - - - - - LD LD LD - - - LD - - N N N',
    '200003': '- LD - - LD N N - - - LD - - - LD LD N N - - - - LD - - N N N',
    '200004': '- - LD LD LD - - - - LD LD LD LD - - - - N N N N - - N N - - -',
    '200005': 'N - - - LD LD LD LD - - - LD LD LD - - - - LD - - N N - - - - -',
    '200006': '- - - LD - - - - - - - N N N - - LD - - - - - - N N - - LD',
    '200007': 'LD LD LD - - LD LD N N - - - - - N N - - - - - - - LD LD LD LD -',
    '200008': '- - - - - - - - - - - - - - - - - - - - - - - - - - - -',
    '200009': '- - - N N - - LD LD - - LD - - - - - - - - - LD LD LD - - - -',
    '200010': 'N - - LD - - - - - LD LD N N - - LD LD LD LD - - - - LD - - LD LD',
    '200011': '- - - - LD - - - - LD - - LD LD LD - - LD N N N - - - LD LD - -',
    '200012': '- - LD LD LD - - - LD - - LD LD LD LD - - LD N N N - - - LD - - -',
    '200013': '- - - N - - - LD N N - - LD LD LD LD - - - - - LD LD LD - - - -',
    '200014': 'N - - - LD - - - LD LD - - LD LD - - LD LD LD - - N N - - - LD N',
    '200015': 'LD LD LD - - - - - N N N - - - LD - - - - - - - LD - - LD LD LD',
    '200016': '- N N N - - LD - - - LD LD - - - - - - LD - - - LD LD LD LD - -',
    '200017': '- - - - N N N N - - - LD - - - LD LD - - - - N N N - LD LD LD',
    '200018': 'LD - - N N N - - LD LD N - - - LD LD - - LD LD LD - - LD - - - -',
    '200019': 'LD - - - - LD LD - - - - - - - - N N - - LD LD LD - - - - - -',
    '200020': 'LD N N - - LD LD LD LD - - - - - N N - - - LD LD - - - LD LD - -',
    '200021': '- - LD LD - - - LD - - - N N N - - N N - - - LD - - - - LD LD',
    '200022': 'LD LD LD LD - LD N N - - LD - - N N - - LD - - - LD - - LD - - -',
    '200023': '- LD - - - - - LD LD LD LD - - - - LD LD - - LD LD LD - - N N N -',
    '200025': '- E E E - - - E LD E - - LD LD LD LD - - LD - - LD N N - - - N',
    '200026': '- E LD - - LD LD LD LD - - E - - - E E LD E - - - - LD N N N -',
    '200027': '- - LD E - - - - LD E LD - - - - LD - - LD N N - - LD E E - -',
    '200028': 'LD LD - - LD LD N N - - E - - LD LD N N - - - - LD E - - LD - -',
    '200029': 'LD - - - E - - - - - - LD LD LD E - - N N - - - - - E - - -',
    '200030': '- - N N N N - - E LD LD - - - - E E E - - - LD LD - - E LD LD',
    '200031': 'E - - LD - - - E E - - E - - E - - LD - - LD E - - LD - - -',
    '200032': '- - LD LD LD - - - - LD N N N - - - LD LD LD LD - - LD E LD - - -',
    '200033': 'N N - - LD - - - - - E - - N N - - E E - - - E - - LD LD LD',
    '200034': 'LD LD E - - - LD LD N N - LD - - - LD LD - - LD LD N - - LD - - -',
  },
};
