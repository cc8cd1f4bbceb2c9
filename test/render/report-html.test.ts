import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { reportDocument } from '../../server/render/report-document.js';
import { reportHtml, reportStyleHash } from '../../server/render/report-html.js';
import { cityModel, reportModel } from './report-models.js';

describe('the report as a page', () => {
  it('is one Vietnamese page with a title, one main heading and no scripts', async () => {
    const html = await reportHtml(reportDocument(cityModel()));
    expect(html).toMatch(/^<!doctype html>\n<html lang="vi">/);
    expect(html).toContain('<title>Báo cáo. Kết quả đo lường sự hài lòng');
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script|<link|<img|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  it('escapes what citizens wrote', async () => {
    const html = await reportHtml(reportDocument(cityModel()));
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}');
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('Cảm ơn 😀'); // a browser has letters that the PDF lacks
  });

  it('draws four charts, each with an alternative and its numbers as a table', async () => {
    const html = await reportHtml(reportDocument(cityModel()));
    const figures = html.match(/<figure id="hinh-\d">[\s\S]*?<\/figure>\n<div[\s\S]*?<\/details>/g) ?? [];
    expect(figures).toHaveLength(4);
    for (const figure of figures) {
      expect(figure).toMatch(/role="img" aria-label="Biểu đồ thanh [^"]{40,}"><svg /);
      expect(figure).toMatch(/<details>\s*<summary>Số liệu của Hình \d\./);
      expect(figure).toContain('<th scope="row"');
    }
  });

  it('uses no id twice', async () => {
    const html = await reportHtml(reportDocument(cityModel()));
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(4);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives the same bytes for the same model', async () => {
    const document = reportDocument(reportModel(140));
    expect(await reportHtml(document)).toBe(await reportHtml(reportDocument(reportModel(140))));
  });

  it('knows the hash of its styles for a content security policy', async () => {
    const html = await reportHtml(reportDocument(reportModel(0)));
    const styles = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
    expect(reportStyleHash()).toBe(`'sha256-${createHash('sha256').update(styles).digest('base64')}'`);
    expect(html).not.toMatch(/ style="/); // a policy with that hash would refuse these
  });

  it('brings the font of its charts along', async () => {
    const html = await reportHtml(reportDocument(reportModel(140)));
    expect(
      html.match(/@font-face\{font-family:'Be Vietnam Pro';font-weight:400;src:url\(data:font\/woff2;/g),
    ).toHaveLength(2);
  });

  it('has no chart where nobody answered', async () => {
    expect(await reportHtml(reportDocument(reportModel(0)))).not.toContain('<svg');
  });
});
