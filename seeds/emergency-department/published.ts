import { type DemoPublishedRota } from '../demo-types.js';

/**
 * The four weeks before the first draft: what a fill once gave for the emergency department. It keeps every rule, also where the
 * clock changes or a bank holiday falls into it.
 */
export const published: DemoPublishedRota = {
  firstDay: -28,
  lastDay: -1,
  // Six weeks before it began.
  publishedDay: -70,
  lines: {
    '100001': 'L N N - - M E M - N N N - - M M M E E - - M M E M E - -',
    '100002': 'E - - - - - - - M M L L L L - - M N N N N - - E L - - -',
    '100003': 'M M M M M - - M E - - L N N N - - E M - - L - - E L L N',
    '100004': '- M L N N N N - - E E M - - L N - - M E M E - - E E - -',
    '100005': 'N - - E E - - L L - - E M M E - - - E - - N N - - - E E',
    '100006': '- E E M M - - - - L - - E E E L N N - - - - E L L N N N',
    '100007': 'L - - L L N N - - E M N N N - - E E E - - M E M E M - -',
    '100008': 'N - - E E - - E E E E E - - - E E L L L L - - M E N N N',
    '100009': '- - E L - - - E E - - - L L L N N - - M E E N N - - - -',
    '100010': 'L L - - - E E N N - - - - - - - - - - - - L L L - - L L',
    '100011': 'E L L - - - - E M L L - - - - L L L N N N - - N - - E E',
    '100012': '- - - E L L L N N - - E - - E E L - - E E E E N N - - -',
    '100014': 'E E E - - E E - - N N - - - M E - - E - - N N - - E E M',
    '100015': 'E L N N N - - E E E M E - - N N - - L L L L L - E E - -',
    '100016': 'E E E - - E M N N N N - - - E M - - - E E E L - - - - -',
    '100017': 'E N N - - - - L L L - - E E E L N N - - - - M L L L L L',
    '100018': '- - - E E - - - - - E N N N - - L L - - - - - - - E M E',
    '100019': '- E L L L L L - - M E L L L - E E M - - - N N N N - - -',
    '100020': 'L - M N N N N - - - E E - - - E E M L L L - - E E M - -',
    '100021': 'M E E E E - - L L - - M - - L - - E N N N - E E M L N N',
    '100022': '- - - - - - - - - - - - - - - - - - - - - - - - - - - -',
    '100023': 'N N - - E - - E E E L - E E N - E E E - - E E E N N - -',
    '100024': '- CL CL - - CL - CE - - CE CE CE CE - CL CL CL CL - - CE CL CL - - - -',
    '100025': 'CL - - - - CE CE CE CE CE CL - - - CE CE CE CE - - - - CE - - CE CL CL',
    '100026': '- - - CL CL - - - - - CL CL CL CL CL - - - - CL CL CL - - CL - - -',
    '100027': '- - - - - CE CL CL CL CL - - - - - - CL - - - - - - - - - CE CE',
    '100028': 'CE CE CE CE CE - - - CE CE - - - - CL - - - CE CE CE - - CE CE CL - -',
  },
};
