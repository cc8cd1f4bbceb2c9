import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { build } from 'esbuild';

/** A file as it goes over the wire; its address changes with its content, so it may be cached for ever. */
export interface Asset {
  type: string;
  body: Uint8Array;
}

/** What pages load beside their HTML: scripts, styles, fonts, pictures. */
export interface Assets {
  /** Address of a source name such as `survey.js`, `base.css`, `favicon.svg`. @throws Error for an unknown name. */
  url(name: string): string;
  /** The file that an address `/assets/…` ends with, or null. */
  get(fileName: string): Asset | null;
}

/** Where assets are served. */
export const assetsPath = '/assets/';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Browsers of about five years ago: what citizens' phones and cheap kiosk tablets run. */
const target = ['chrome93', 'firefox92', 'safari15.4'];

/** Files directly in a folder are entries; those in folders below are parts of them. */
async function entries(folder: string, ending: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return found
    .filter((file) => file.isFile() && file.name.endsWith(ending))
    .map((file) => join(folder, file.name))
    .sort();
}

const typeOf = (path: string) => types[extname(path)] ?? 'application/octet-stream';

/** `survey-ABC123.js` → `survey.js` */
function sourceName(path: string): string {
  return basename(path).replace(/-[A-Z0-9]{8}(?=\.)/, '');
}

/**
 * Bundles `scripts/*.ts` and `styles/*.css` of the templates folder in memory; `images/*` go as they are.
 * @throws Error of esbuild naming file, line and reason when a source is broken.
 */
export async function buildAssets(templatesFolder: string): Promise<Assets> {
  const [scripts, styles, images] = await Promise.all([
    entries(join(templatesFolder, 'scripts'), '.ts'),
    entries(join(templatesFolder, 'styles'), '.css'),
    entries(join(templatesFolder, 'images'), ''),
  ]);
  const { outputFiles } = await build({
    entryPoints: [...scripts, ...styles],
    outdir: assetsPath,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    publicPath: assetsPath.slice(0, -1),
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target,
    loader: { '.woff2': 'file', '.svg': 'file', '.png': 'file' },
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });

  const files = new Map<string, Asset>();
  const addresses = new Map<string, string>();
  const keep = (name: string, fileName: string, body: Uint8Array) => {
    files.set(fileName, { type: typeOf(fileName), body });
    addresses.set(name, assetsPath + fileName);
  };
  for (const { path, contents } of outputFiles) keep(sourceName(path), basename(path), contents);
  for (const image of images) {
    const body = await readFile(image);
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 8).toUpperCase();
    const ending = extname(image);
    keep(basename(image), `${basename(image, ending)}-${hash}${ending}`, body);
  }

  return {
    url(name) {
      const path = addresses.get(name);
      if (path === undefined)
        throw new Error(`There is no asset ${name}; there are ${[...addresses.keys()].join(', ')}`);
      return path;
    },
    get: (fileName) => files.get(fileName) ?? null,
  };
}
