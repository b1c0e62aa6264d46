import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * The design system's style sheet fetches a licensed font from another host and names its icons by an absolute path.
 * The portal loads nothing from elsewhere: the font faces go, the icons are bundled.
 */
function localDesignSystem(): Plugin {
  return {
    name: 'local-design-system',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/nhsuk-frontend.css')) return null;
      const withoutFonts = code.replace(/@font-face\s*\{[^}]*\}/g, '');
      if (withoutFonts.includes('https://')) {
        throw new Error('nhsuk-frontend.css still names another host once its font faces are removed');
      }
      return { code: withoutFonts.replaceAll('url("/assets/', 'url("./assets/'), map: null };
    },
  };
}

const apiTarget = process.env.API_TARGET ?? 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [localDesignSystem(), react()],
  build: {
    outDir: '../dist/portal',
    emptyOutDir: true,
    // Nothing inline: the content security policy allows this origin's files alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The design system's style sheet does not survive the minifier.
    cssMinify: false,
    rolldownOptions: {
      output: {
        // What changes with every release stays apart from what seldom does.
        codeSplitting: {
          groups: [
            { name: 'design-system', test: /node_modules\/nhsuk-/ },
            { name: 'libraries', test: /node_modules/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': apiTarget } },
});
