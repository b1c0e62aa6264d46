/** A short mail: what happened, and where to go to do something about it. */
export interface Letter {
  readonly subject: string;
  readonly givenName: string;
  /** Sentences, a paragraph each. */
  readonly paragraphs: readonly string[];
  /** A page of the portal; opening it changes nothing. */
  readonly link: { readonly text: string; readonly url: string };
}

/** The same words as text and as HTML. */
export function letterBodies({ subject, givenName, paragraphs, link }: Letter): {
  textBody: string;
  htmlBody: string;
} {
  const textBody = [
    `Dear ${givenName},`,
    '',
    ...paragraphs.flatMap((each) => [each, '']),
    `${link.text}: ${link.url}`,
    '',
  ];
  const htmlBody = `<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family: Arial, sans-serif; font-size: 16px; line-height: 1.5; color: #212b32; background: #ffffff">
<h1 style="font-size: 22px">${escaped(subject)}</h1>
<p>Dear ${escaped(givenName)},</p>
${paragraphs.map((each) => `<p>${escaped(each)}</p>`).join('\n')}
<p><a href="${escaped(link.url)}">${escaped(link.text)}</a></p>
</body>
</html>
`;
  return { textBody: textBody.join('\n'), htmlBody };
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
