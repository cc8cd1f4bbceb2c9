import type { Request, Response } from 'express';
import { accesses, mayAccess, type Access } from '../domain/permissions.js';
import { inLanguage } from './language.js';
import type { Visitor } from './session.js';

/** What every page's layout needs beside its own model. */
export interface PageFrame {
  frame: {
    /** Name of whoever is signed in, or null. */
    account: string | null;
    /** What they may do, for the navigation. */
    may: Partial<Record<Access, boolean>>;
    /** Value for the hidden field `_csrf` of forms; null for pages that have none. */
    csrf: string | null;
    path: string;
    /** This page in each language. */
    languageLinks: { vi: string; en: string };
  };
}

/** The frame of a request's page. */
export function pageFrame(request: Request, response: Response): PageFrame {
  const visitor = response.locals['visitor'] as Visitor | undefined;
  // A posted page cannot be asked for again by a link: the links lead to its address.
  const here = request.method === 'GET' ? request.originalUrl : request.path;
  return {
    frame: {
      account: visitor?.account?.name ?? null,
      may: Object.fromEntries(
        accesses.map((access) => [access, mayAccess(access, visitor?.account?.role ?? null)]),
      ),
      csrf: visitor?.csrf ?? null,
      path: request.path,
      languageLinks: { vi: inLanguage(here, 'vi'), en: inLanguage(here, 'en') },
    },
  };
}
