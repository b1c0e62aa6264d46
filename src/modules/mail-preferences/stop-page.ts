const MAILS: Readonly<Record<string, string>> = {
  offers: 'mails about open shifts',
  reminders: 'reminders of your shifts',
};

/** A page with one button, which works without signing in and without scripts. */
export function stopPage(what: string): string {
  const mails = MAILS[what] ?? 'these mails';
  return page(
    `Stop ${mails}`,
    `<p>You will get no more ${mails}. Changes of your rota and swaps that wait for you are still mailed.</p>
<form method="post"><button type="submit">Stop ${mails}</button></form>`,
  );
}

export function stoppedPage(what: string): string {
  const mails = MAILS[what] ?? 'these mails';
  const back = 'To get them again, sign in and change your mail settings.';
  return page('Stopped', `<p>You will get no more ${mails}. ${back}</p>`);
}

function page(title: string, content: string): string {
  return `<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – Rotawright</title></head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
}
