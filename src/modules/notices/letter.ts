/** A short mail: what happened, and where to go to do something about it. */
export interface Letter {
  readonly subject: string;
  readonly givenName: string;
  /** Sentences, a paragraph each. */
  readonly paragraphs: readonly string[];
  /** A page of the portal; opening it changes nothing. */
  readonly link: Link;
  /** A list, each with its own page. */
  readonly items?: readonly Link[];
  /** For mails that can be stopped: where that is done. */
  readonly stop?: Link;
}

export interface Link {
  readonly text: string;
  readonly url: string;
}

/** The same words as text and as HTML. */
export function letterBodies({ subject, givenName, paragraphs, link, items = [], stop }: Letter): {
  textBody: string;
  htmlBody: string;
} {
  const textBody = [
    `Dear ${givenName},`,
    '',
    ...paragraphs.flatMap((each) => [each, '']),
    ...items.flatMap(({ text, url }) => [`- ${text}`, `  ${url}`]),
    ...(items.length > 0 ? [''] : []),
    `${link.text}: ${link.url}`,
    '',
    ...(stop === undefined ? [] : [`${stop.text}: ${stop.url}`, '']),
  ];
  const list =
    items.length === 0 ? '' : `<ul>\n${items.map((each) => `<li>${anchor(each)}</li>`).join('\n')}\n</ul>\n`;
  const foot = stop === undefined ? '' : `\n<p style="font-size: 14px">${anchor(stop)}</p>`;
  const htmlBody = `<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family: Arial, sans-serif; font-size: 16px; line-height: 1.5; color: #212b32; background: #ffffff">
<h1 style="font-size: 22px">${escaped(subject)}</h1>
<p>Dear ${escaped(givenName)},</p>
${paragraphs.map((each) => `<p>${escaped(each)}</p>`).join('\n')}
${list}<p>${anchor(link)}</p>${foot}
</body>
</html>
`;
  return { textBody: textBody.join('\n'), htmlBody };
}

function anchor({ text, url }: Link): string {
  return `<a href="${escaped(url)}">${escaped(text)}</a>`;
}

/** Text as it may stand in HTML. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
