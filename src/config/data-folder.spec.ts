import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareDataFolder } from './data-folder.js';
import { SettingError } from './setting-error.js';

describe('the data folder', () => {
  it('is made with its parents, and may stand already', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'data-folder-')), 'a', 'b');
    prepareDataFolder(folder);
    prepareDataFolder(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
  });

  it('is refused by name where a file has its name, even one that may be run', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'data-folder-')), 'file');
    writeFileSync(file, '', { mode: 0o755 });
    expect(() => prepareDataFolder(file)).toThrow(`ROTAWRIGHT_DATA=${file} cannot be used (it is a file)`);
  });

  it.runIf(existsSync('/proc'))('is refused by name where nothing can be made', () => {
    expect(() => prepareDataFolder('/proc/nowhere/data')).toThrow(SettingError);
    expect(() => prepareDataFolder('/proc/nowhere/data')).toThrow(/ROTAWRIGHT_DATA=\/proc\/nowhere\/data/);
  });
});
