import { page } from '../reply.js';
import { defineRoute, type AnyRoute } from '../route.js';

export const home = defineRoute({
  method: 'get',
  path: '/',
  summary: 'What this is, and the ways on: look up an answer, sign in',
  access: 'public',
  reply: { 200: 'text/html' },
  problems: [],
  handle: () => page('home', {}),
});

export const homePages: AnyRoute[] = [home];
