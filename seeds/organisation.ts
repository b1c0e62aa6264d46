/** An invented hospital; its mail domain is one of those reserved for examples, which no mail can reach. */
export const organisation = {
  name: 'Wrenmoor General Hospital (demo)',
  nation: 'england-and-wales',
  timeZone: 'Europe/London',
} as const;

export const MAIL_DOMAIN = 'wrenmoor.example';
