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
    '100001': 'E M M M E - - M L L - E M E L L - - E L L L - - - E - -',
    '100002': '- E E L L L L - E N N - - - E N N - - M E M N N N - - -',
    '100003': 'N - - M E - - - M E E N N N - - M E M - - E L L - E E E',
    '100004': 'L - - E L L L L - - L - - - M E E E E - - - M M L L L L',
    '100005': '- - - E E M E M L - - M - - E E - - E E M L L - - E - -',
    '100006': '- E M L N N N - - E M L L L - - N N - - - E E E M E - -',
    '100007': 'E E N N - - - - E M N N N N - - L L N N N N - - E M - -',
    '100008': '- - E E M - - E E M E E - - - E E M N N N - - - E N N N',
    '100009': 'E E E - - - - N N N - - E E L L N N - - - - E M L L L L',
    '100010': 'N N - - - E E E E L - - - - - - E - - - - M L - - - - M',
    '100011': 'M M L - N N N N - - E E - - E M L L L - - E E L L - - -',
    '100012': 'L L N N - - - E M - L L L L N N - - L L L N N N - - - -',
    '100014': 'L N N - - - - - E E E M E E - - E M E - - - E E E M M E',
    '100015': '- - E E E - - E - E E N N N N - - E E - - - E E E M E E',
    '100016': 'E E E L - - - N N - - - E M E E M - - E E E M - - - - -',
    '100017': '- L L L L L L - E E L - - - E E - N N N N - - E E E - -',
    '100018': '- - - - M E E - - M - - - - - - E E L L L - - N N - - -',
    '100019': 'E L N N - - - L L - - L L L L - - E M - - - E E M E E L',
    '100020': 'N N - E N N N - - - M E - - - M L L - - - N N - - N N N',
    '100021': '- E L - - - - L N N N - - - N N N - - E E E - - N N N N',
    '100022': '- - - - - - - - - - - - - - - - - - - - - - - - - - - -',
    '100023': 'M - - - E E M E L L - E - - M L - - - - - L L L L L L -',
    '100024': 'CL - - - - - - - - CE CE - - - CE - - CE CE CE CE CE - - CE CL CL CL',
    '100025': '- CE - - CL - - CL CL - - - CL CL - - CL CL - - - CL CL CL CL - - CE',
    '100026': 'CE CE - - CE CE CE - - - - CL - - CL CL - - - - - - CE - - - CE CL',
    '100027': 'CL CL CL CL - - - CE CE - - CE CE CE - - CE - - CL CL - - CE - - - -',
    '100028': '- - CE CE CL CL CL - - CL CL - - - - CE - - CL - - - CE - - CE CE CE',
  },
};
