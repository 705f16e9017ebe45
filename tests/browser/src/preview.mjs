// Renders the pages that no walk reaches within minutes.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { ROOT } from './portal.mjs';

const PROGRAM = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug/examples/preview');

/** Every page or letter of a language whose name begins with a text: name and HTML. */
export async function previews(language, prefix) {
  const folder = await mkdtemp(join(tmpdir(), 'porchlight-preview-'));
  await promisify(execFile)(PROGRAM, [folder]);
  const names = await readdir(join(folder, language));
  const wanted = names.filter((name) => name.startsWith(prefix) && name.endsWith('.html')).sort();
  const pages = await Promise.all(wanted.map(async (name) => ({
    name: name.replace(/\.html$/, ''),
    html: await readFile(join(folder, language, name), 'utf8'),
  })));
  await rm(folder, { recursive: true });
  return pages;
}
