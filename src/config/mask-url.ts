/** A URL fit for logs: the password, and anything that looks like one in the query, is replaced by `***`. */
export function maskUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Not a URL with a host: whatever stands before the last @ may be a password.
  if (!url?.host) return text.replace(/^(\w+:\/\/)?.*@/s, '$1***@');
  if (url.password) url.password = '***';
  for (const name of url.searchParams.keys()) {
    if (/pass|secret|token|key/i.test(name)) url.searchParams.set(name, '***');
  }
  return url.toString();
}
