import { type DemoPublishedRota } from '../demo-types.js';

/**
 * The four weeks before those of `published`, among them the day on which the demo is loaded: what a fill once gave for
 * the emergency department, so that there are shifts that have been worked. It keeps every rule.
 */
export const publishedBefore: DemoPublishedRota = {
  firstDay: -56,
  lastDay: -29,
  // Six weeks before it began.
  publishedDay: -98,
  lines: {
    '100001': 'E L - - - M L N N N N - - - E M L L - E E M M M N - - -',
    '100002': 'M M E E E - - - E E L N N N - - E M E - - L L - - N N -',
    '100003': 'M E E M E - - E E L - - E E E E E - - M N N N N - - - -',
    '100004': '- E L N N N N - - - L L L L - - E E M - - E E E E E - -',
    '100005': 'N - - M M - - L - - M L L L - - M L N N - - M M M - - -',
    '100006': 'L L N N - - - M E E E - - - L L L - - E E N N - - E E E',
    '100007': 'E E - - - E E E L N N - - - L L N N - - - E E E E L - M',
    '100008': '- - M L N N N N - - M M E E E E - - M - - E E E M M - -',
    '100009': '- E E E L L L - M E E M - - N N - - L L L L N N - - - -',
    '100010': '- - L L - - - - - M - - - - - - M N N N - - L L - - L L',
    '100011': 'N N - - M E M L L - - E - - M E E E E - - - - L L N N N',
    '100012': 'M N N - - - - E M M E E - - M - - E L L N N - - E E E E',
    '100014': 'E M M L - - - M N N - - E E E E N N - - - E - - E E M E',
    '100015': 'L L N N - - - - E E E E - - - L L L N N N - - - L L L L',
    '100016': 'N - - - E - - N N N - - M M E E - - - - - M E L L L L -',
    '100017': 'E E E E E - - E - - L N N N N - - E E E E E E - - M - -',
    '100018': '- - L - - - - - - - - - - - N N - - M M M L - - M E E N',
    '100019': 'E N - - - E E E E L - L L L L L - E E - - N N N N - - -',
    '100020': '- - L L L N N - - E M E - - N N N - L L L L L - - - - -',
    '100021': 'E E E E N - E - - L N N N N - - E M E - - - - E E - - -',
    '100022': 'N - - - E L - - - - - - - - - - - - - - - - - - - - - -',
    '100023': 'L - - E L L L L - - E E - - - M E N - - - - - E N N N N',
    '100024': '- - CL - - CL CL CL - - CE - - - CL - - CE CL - - CL CL CL - - CL CL',
    '100025': 'CL - - CL CL - - - - - - - CE CE CE CL CL CL - - CE CE CE - - CE - -',
    '100026': 'CE CE CE - - - - - CE CE - - - - CL - - - CE CE - - - CL - - CE CE',
    '100027': 'CE - - CE CE CE - - CL CL CL CL CL CL - - - - CL - - CL - - CL - - -',
    '100028': '- CL - - - - CE CE CE - - CE - - CE CE CE - - CL CL - - CE CE CL - -',
  },
};
