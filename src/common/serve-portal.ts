import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const yearSeconds = 31_536_000;

/** Serves the built portal: its files, and its one page for every address that the portal itself routes. */
export function servePortal(app: NestExpressApplication, folder: string): void {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return;
  app.useStaticAssets(folder, {
    index: false,
    setHeaders: (response: Response, path: string) => {
      // Vite puts a hash of the content into the names below assets/.
      const forever = path.startsWith(join(folder, 'assets'));
      response.setHeader('Cache-Control', forever ? `public, max-age=${yearSeconds}, immutable` : 'no-cache');
    },
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!isPageRequest(request)) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(page);
  });
}

function isPageRequest({ method, path, headers }: Request): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (path === '/health' || path === '/api' || path.startsWith('/api/')) return false;
  if (path.startsWith('/scim/')) return false;
  return headers.accept === undefined || /text\/html|\*\/\*/.test(headers.accept);
}
