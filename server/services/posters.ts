import type { Collectors, OpenCollector } from './collectors.js';

/** Draws a QR code that holds one address. */
export interface QrRenderer {
  svg(url: string): Promise<string>;
  png(url: string): Promise<Uint8Array>;
}

/** Where the reader of a poster stands: filled in for the citizen, never asked. */
export interface PosterPlace {
  desk?: string | undefined;
  /** Official code of the procedure (mã TTHC). */
  procedure?: string | undefined;
}

export interface Poster extends OpenCollector {
  /** What the QR code opens: the survey with unit, desk and procedure filled in. */
  surveyUrl: string;
  kioskUrl: string;
}

/** Links and QR codes of a collector, for lists and for paper. */
export interface Posters {
  /** @throws Problem collector-not-found. */
  poster(collectorId: string, place?: PosterPlace): Promise<Poster>;
  /** @throws Problem collector-not-found. */
  qrSvg(collectorId: string, place?: PosterPlace): Promise<string>;
  /** @throws Problem collector-not-found. */
  qrPng(collectorId: string, place?: PosterPlace): Promise<Uint8Array>;
}

/** The address of a collector's survey under `publicUrl`; empty members of `place` are left away. */
export function surveyUrl(publicUrl: string, collectorId: string, place: PosterPlace = {}): string {
  const url = new URL(`/s/${encodeURIComponent(collectorId)}`, publicUrl);
  if (place.desk) url.searchParams.set('desk', place.desk);
  if (place.procedure) url.searchParams.set('procedure', place.procedure);
  return url.toString();
}

export function postersService(deps: {
  collectors: Pick<Collectors, 'find'>;
  qr: QrRenderer;
  publicUrl: string;
}): Posters {
  const { collectors, qr, publicUrl } = deps;

  async function poster(collectorId: string, place?: PosterPlace): Promise<Poster> {
    const found = await collectors.find(collectorId);
    return {
      ...found,
      surveyUrl: surveyUrl(publicUrl, found.collector.id, place),
      kioskUrl: new URL(`/kiosk/${encodeURIComponent(found.collector.id)}`, publicUrl).toString(),
    };
  }

  return {
    poster,
    qrSvg: async (collectorId, place) => qr.svg((await poster(collectorId, place)).surveyUrl),
    qrPng: async (collectorId, place) => qr.png((await poster(collectorId, place)).surveyUrl),
  };
}
