import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { openTestApp, type TestApp } from '../../app.js';
import { fillSmallCity, smallCityPeriod } from './small-city.js';

describe('the dashboard', () => {
  let app: TestApp;
  let agent: ReturnType<typeof supertest.agent>;

  beforeAll(async () => {
    app = await openTestApp({ now: '2026-11-02T03:00:00Z' });
    agent = await app.administrator();
    await fillSmallCity(app);
  });
  afterAll(() => app.close());

  const dashboard = (query: Record<string, string>) =>
    agent.get('/dashboard').query({ period: smallCityPeriod, ...query });

  it('shows the index with n, its source and why nothing is compared', async () => {
    const { text } = await dashboard({ unit: '00004' }).expect(200);
    // Every criterion: 30 of 40 satisfied = 75 %; so is their mean.
    expect(text).toMatch(/hero-value">75,00</);
    expect(text).toContain('Nguồn: người dân tự chọn trả lời');
    expect(text).toContain('Không so sánh với kỳ trước');
  });

  it('prints the same index as the API', async () => {
    const api = await agent.get('/api/v1/indices?period=2026-Q3&unit=00004&by=element').expect(200);
    expect(api.body.overall.value).toBe(75);
  });

  it('names criteria below the target of the method', async () => {
    const { text } = await dashboard({ unit: '00004' });
    expect(text).toContain('Tiêu chí chưa vượt mục tiêu');
    expect(text).toContain('18-NQ/TW');
  });

  it('hides a unit with fewer than ten responses and says why', async () => {
    const { text } = await dashboard({ unit: '01' });
    const row = /<tr>(?:(?!<tr>).)*Phường Ngọc Hà.*?<\/tr>/s.exec(text)![0];
    expect(row).toContain('ẩn vì dưới 10 phiếu');
    expect(row).not.toContain('100,00');
  });

  it('hides another unit beside it, so that the hidden one cannot be worked out from the whole', async () => {
    const { text } = await dashboard({ unit: '01' });
    const row = /<tr>(?:(?!<tr>).)*Phường Giảng Võ.*?<\/tr>/s.exec(text)![0];
    expect(row).toContain('ẩn để không suy ra được ô đã ẩn khác');
  });

  it('sorts units by a link, without a script', async () => {
    const { text } = await dashboard({ unit: '01', sort: 'name', direction: 'ascending' });
    expect(text).toMatch(/aria-sort="ascending"><a[^>]*direction&#x3D;descending#units"/);
    expect(text.indexOf('Phường Ba Đình</a>')).toBeLessThan(text.indexOf('Phường Ngọc Hà</a>'));
  });

  it('shows a table beside each chart and offers both as files', async () => {
    const { text } = await dashboard({ unit: '01' });
    const charts = [...text.matchAll(/data-chart="(\w+)"/g)].map(([, name]) => name);
    expect(charts).toEqual(expect.arrayContaining(['elements', 'trend', 'units', 'distribution']));
    expect(text).toContain('/dashboard/tables/units.csv?period&#x3D;2026-Q3&amp;unit&#x3D;01');
    expect(text).toContain('/dashboard/charts/units.png?period&#x3D;2026-Q3&amp;unit&#x3D;01');
  });

  it('gives a table as CSV with unrounded numbers', async () => {
    const { text } = await agent.get('/dashboard/tables/units.csv?period=2026-Q3&unit=01').expect(200);
    expect(text).toMatch(/\r\n00004,Phường Ba Đình,\d+,\d+,75,/);
    expect(text).toMatch(/\r\n00008,Phường Ngọc Hà,,,,,,5,suppressed\r\n/);
  });

  it('counts today’s responses as they arrive, apart from the blocks', async () => {
    const count = async () => (await agent.get('/dashboard/today?unit=00004').expect(200)).text;
    expect(await count()).toContain('0 phiếu');
    const { collectors, submissions } = app.house.services;
    const collector = await collectors.create({
      unitCode: '00004',
      questionnaire: 'hn-onestop-short@1',
      channel: 'web',
      randomSample: false,
      opensAt: new Date('2026-11-01T00:00:00Z'),
      closesAt: null,
    });
    await submissions.accept(collector.id, {
      id: randomUUID(),
      answers: { s3_1: 5 },
      language: 'vi',
      procedure: null,
      desk: null,
      consent: { text: 'hn-onestop-short@1#intro', givenAt: app.clock.now, sensitive: false },
      paradata: { startedAt: app.clock.now, seconds: 40 },
    });
    expect(await count()).toContain('1 phiếu');
    await agent.get('/dashboard/today?unit=no-such').expect(404);
  });

  it('draws a chart as SVG', async () => {
    const chart = await agent.get('/dashboard/charts/elements.svg?period=2026-Q3&unit=01').expect(200);
    expect(String(chart.body)).toContain('B. Thủ tục hành chính');
  });

  it('leads from a typed name to the unit, and lists the units where several match', async () => {
    await dashboard({ unit: '01', find: 'ngoc ha' })
      .expect(303)
      .expect('Location', '/dashboard?period=2026-Q3&unit=00008');
    const { text } = await dashboard({ unit: '01', find: 'ba' }).expect(200);
    expect(text).toContain('href="/dashboard?period&#x3D;2026-Q3&amp;unit&#x3D;00004"');
  });

  it('opens on the whole and on the last quarter that has ended', async () => {
    const { text } = await agent.get('/dashboard').expect(200);
    expect(text).toContain('Thành phố Hà Nội</h1>');
    expect(text).toContain('Kết quả quý III năm 2026');
  });

  it('says what to do where there are no responses', async () => {
    const { text } = await agent.get('/dashboard?period=2025-Q1&unit=00004').expect(200);
    expect(text).toContain('Chưa có phiếu nào trong kỳ này');
    expect(text).toContain('href="/collectors/new?unit=00004"');
  });

  it.each([
    ['period=2026-Q9', 400],
    ['period=2026-Q3&unit=no-such', 404],
    ['period=2026-Q3&sort=colour', 400],
  ])('refuses ?%s with %p', async (query, status) => {
    await agent.get(`/dashboard?${query}`).expect(status);
  });

  it('is for officials alone', async () => {
    for (const path of [
      '/dashboard',
      '/reports',
      '/methods',
      '/dashboard/tables/units.csv?period=2026-Q3&unit=01',
    ])
      await app.citizen().get(path).set('Accept', 'text/html').expect(303);
  });
});

describe('the reports page', () => {
  it('lists the periods of a unit, tells the running one from drafts, and refuses an unknown unit', async () => {
    const app = await openTestApp({ now: '2026-11-02T03:00:00Z' });
    const agent = await app.administrator();
    const { text } = await agent.get('/reports?unit=00004').expect(200);
    expect(text).toContain('href="/reports/2026-Q3/00004.pdf"');
    const running = /<tr>(?:(?!<tr>).)*2026-Q4.*?<\/tr>/s.exec(text)![0];
    expect(running).toContain('Kỳ chưa kết thúc');
    await agent.get('/reports?unit=no-such').expect(404);
    await app.close();
  });
});

describe('the methods page', () => {
  it('puts the method in use first, with formula, basis and version', async () => {
    const app = await openTestApp();
    const agent = await app.administrator();
    const { text } = await agent.get('/methods').expect(200);
    const method = app.house.services.catalogue.methods.get('sipas-2640-top2')![0];
    expect(/<section class="card" id="([^"]+)"/.exec(text)?.[1]).toBe('sipas-2640-top2@1');
    for (const part of [method.title.vi, 'Quyết định số 2640/QĐ-BNV', 'phiên bản 1'])
      expect(text).toContain(part);
    await app.close();
  });
});
