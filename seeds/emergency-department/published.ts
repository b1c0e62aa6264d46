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
    '100001': 'E E E E - - - - E M M L L L - E E E N N N - - N N - - -',
    '100002': '- E E E M E M - E E E N N N - - E E E - - N N - - E - -',
    '100003': 'L L L L N N - - - N N - - - M M M L L - E E E M M - - -',
    '100004': 'M M - E E M L N N - - M - - L L N N - - - - - M E E E M',
    '100005': 'E M - - E - - E E - - E E M E - - M E - - - - - L N N N',
    '100006': 'M - - N N N N - - M E E - - M M E M M - - - - E E M L L',
    '100007': 'N N N N - - - M M E L - - - - - L L L L L L - - M L L L',
    '100008': '- E E M M - - - M E - - M E L N N N - - - E L L L N N -',
    '100009': 'E E M E - - - E E - - E E E E N N - - E E M E N N - - -',
    '100010': 'L N N - - E E - - - - - - - - M L - - - - - L L - - M E',
    '100011': 'N - - M E - - E L L L L N - - E E E N N N - - E E E - -',
    '100012': 'E - L - L L L L N N - - - - E E M E M E - L N N N - - -',
    '100014': 'E - - L L L N N - - E L L N N - - E E - - M M E E E - -',
    '100015': '- L L N N N N - - E E E - - E E E - - E E E E E L - - -',
    '100016': '- N N - - E E E E - - - - - E E N N - - - E M L - - E E',
    '100017': 'E E E E E - - M E M M M - - L L - - N N N N - - - L - E',
    '100018': '- - M - - L L - - E E E - - - - L - - - - - - - E N N N',
    '100019': 'M E E E L - E N N N N - - - - L - - E M M E E E - M - -',
    '100020': 'L L - - M - - L L L N N - E - - - E L L L N N - - E - -',
    '100021': 'L - - - E - - L L L - - E L N N - - E - - E E N N - E N',
    '100022': '- - - - - - - - - - - - - - - - - - - - - - - - - - - -',
    '100023': 'N - M L - - - E - - L N N N N - E L - - - L L - - L L L',
    '100024': 'CL - CE - - - - - CL - - - - CL CL CL CL - - CE CE CE CE CE CE - - -',
    '100025': '- CL CL CL CL CL CL - - CL CL CL CL CL - - - - - - - - CL CL - - - -',
    '100026': '- - - - CE CE CE CL - - CE CE CE CE CE - - CL - - - CL - - - - - -',
    '100027': '- - - CE - - - CE CE - - - - - - - CE CE CE CL CL - - CL CL CL CL CL',
    '100028': 'CE CE - - - - - - CE CE CE CL CL - - CE - - CL - - CL - - - CE CE CE',
  },
};
