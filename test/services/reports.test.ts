import { describe, expect, it } from '@jest/globals';
import type { Issuers, IssuerPattern } from '../../server/domain/issuer.js';
import type { ReportModel } from '../../server/domain/report-model.js';
import { reportsService, type ReportMailer } from '../../server/services/reports.js';
import type { Comment } from '../../server/store/comments.js';
import { bad, good, tinyWorld, type TinyWorld } from './numbers/tiny-world.js';

const pattern: IssuerPattern = {
  superior: '',
  name: 'Ủy ban nhân dân {unit}',
  symbol: 'BC',
  signatory: 'Chủ tịch',
  recipients: ['Lưu: VT'],
};
const types = ['thanh_pho', 'so', 'don_vi_su_nghiep', 'quan_huyen', 'phuong', 'xa'];
const issuers = {
  place: 'Hà Nội',
  units: {},
  types: Object.fromEntries(types.map((type) => [type, pattern])),
} as unknown as Issuers;

type Mail = Parameters<ReportMailer['send']>[0];

function reportsOf(world: TinyWorld, comments: Comment[] = [], sent: Mail[] | null = null) {
  const rendered: ReportModel[] = [];
  const mailer: ReportMailer = {
    async send(mail) {
      sent?.push(mail);
      return [...mail.to];
    },
  };
  const reports = reportsService({
    catalogue: world.catalogue,
    issuers,
    numbers: world.numbers,
    blocks: world.service,
    comments: { newest: async (_, limit) => comments.slice(0, limit) },
    decisions: world.stores.decisions,
    signs: { of: async () => ({ flags: [], gaps: { compared: 0, far: [] } }) },
    renderHtml: async (model) => `html ${rendered.push(model)}`,
    renderPdf: async () => new Uint8Array([1, 2]),
    mail: sent && { mailer, to: ['a@example.org', 'b@example.org'] },
    now: () => world.clock.now,
  });
  return { reports, rendered };
}

const model = (world: TinyWorld, comments: Comment[] = []) =>
  reportsOf(world, comments).reports.model('2026-Q3', '01');

function comment(text: string, change: Partial<Comment> = {}): Comment {
  const questionnaire = { id: 'tiny', version: 1 };
  return { responseId: 'r', text, randomSample: false, questionnaire, flags: [], ...change };
}

describe('the report model', () => {
  it('says what was received, what counts, and why the rest does not', async () => {
    const world = tinyWorld();
    world.answer(40, good);
    world.answer(10, good, { channel: 'web' });
    world.answer(3, bad, { flags: ['outside-wave'] });
    world.answer(2, { a1: 1 });
    const { collection, questionnaires, overall } = await model(world);
    expect(collection).toMatchObject({
      received: 55,
      valid: 50,
      channels: [
        { channel: 'kiosk', n: 40 },
        { channel: 'web', n: 10 },
      ],
    });
    expect(collection.excluded.map(({ reason, n }) => [reason.en, n])).toEqual([
      ['The transaction lies outside the survey wave', 3],
      ['Too few criteria answered', 2],
    ]);
    // a1: 50 of 55, a2: 50 of 53, b1: 50 of 53.
    expect(collection.withExcluded?.value).toBeCloseTo((100 * (50 / 55 + 50 / 53 + 50 / 53)) / 3, 10);
    expect(overall.value).toBe(100);
    expect(questionnaires).toMatchObject([{ id: 'tiny', responses: 50 }]);
  });

  it('has the index of the whole put back only where something was left out', async () => {
    const world = tinyWorld();
    world.answer(40, good);
    expect((await model(world)).collection.withExcluded).toBeNull();
  });

  it('breaks the index down by what respondents said of themselves', async () => {
    const world = tinyWorld();
    world.answer(20, { ...good, sex: 'female' });
    world.answer(30, { ...bad, sex: 'male' });
    world.answer(10, good);
    const [sex] = (await model(world)).respondents;
    expect(sex?.rows.map(({ label, n, figure }) => [label.en, n, figure.value])).toEqual([
      ['male', 30, 0],
      ['female', 20, 100],
      ['na', 0, null],
    ]);
  });

  it('counts single and multiple choices among those who answered, and hides tables of fewer than 10', async () => {
    const world = tinyWorld();
    world.answer(12, { ...good, heard: ['friends', 'web'] });
    world.answer(4, { ...good, heard: ['web'] });
    world.answer(9, { ...good, late: 'late' });
    const [heard, late] = (await model(world)).process;
    expect(heard).toMatchObject({ n: 16, multiple: true });
    expect(heard?.rows.map(({ n, share }) => [n, share])).toEqual([
      [12, 0.75],
      [0, 0],
      [16, 1],
    ]);
    expect(late).toMatchObject({ n: 9, multiple: false, rows: [] });
  });

  it('draws the months of the period and of the one before, unless a break lies between', async () => {
    const world = tinyWorld();
    world.answer(40, good);
    expect((await model(world)).months.map(({ month, figure }) => [month, figure.n])).toEqual([
      ['2026-07', 40],
      ['2026-08', 0],
      ['2026-09', 0],
    ]);
    world.answer(40, good, { receivedAt: new Date('2026-05-10T03:00:00Z') });
    await world.service.recount(['2026-05']);
    expect((await model(world)).months.map(({ month }) => month)).toHaveLength(6);
  });

  it('quotes scrubbed comments once each, none that was decided about, flagged or of another form', async () => {
    const world = tinyWorld();
    world.answer(12, { ...good, comment: 'Cán bộ nhiệt tình, hướng dẫn rõ' });
    const { id, unitCode, questionnaire, receivedAt } = world.responses[0]!;
    const where = { unitCode, questionnaire, receivedAt };
    const decision = { kind: 'withdrawn' as const, reason: '', by: null, receivedAt, response: where };
    world.decisions.push({ id: `${id}:withdrawn`, responseId: id, ...decision });
    const { comments } = await model(world, [
      comment('Cán bộ nhiệt tình, hướng dẫn rõ'),
      comment('Cán bộ  nhiệt tình, hướng dẫn rõ '),
      comment('Xin gọi lại cho tôi số 0912 345 678 nhé'),
      comment('Đã rút lại, không được trích', { responseId: id }),
      comment('Bị loại vì ngoài đợt khảo sát', { flags: ['outside-wave'] }),
      comment('Phiếu khác không thuộc chỉ số này', { questionnaire: { id: 'short', version: 1 } }),
      comment('Người được chọn ngẫu nhiên nói vậy', { randomSample: true }),
      comment('Tốt'),
    ]);
    expect(comments).toEqual({
      n: 11,
      samples: ['Cán bộ nhiệt tình, hướng dẫn rõ', 'Xin gọi lại cho tôi số [số đã ẩn] nhé'],
    });
  });
});

describe('reports', () => {
  it('take in what every look has missed before they leave the house', async () => {
    const world = tinyWorld();
    world.answer(40, good);
    await world.service.refresh();
    world.answer(10, good); // stamped long before the last look
    const { reports, rendered } = reportsOf(world);
    await reports.html('2026-Q3', '01');
    expect(rendered[0]?.overall.n).toBe(50);
  });

  it('are mailed as HTML with the PDF attached, to every address', async () => {
    const world = tinyWorld();
    world.answer(40, good);
    const sent: Mail[] = [];
    expect(await reportsOf(world, [], sent).reports.mail('2026-Q3', 'w1')).toEqual([
      'a@example.org',
      'b@example.org',
    ]);
    expect(sent[0]?.subject).toBe('Báo cáo kết quả đo lường sự hài lòng quý III năm 2026 – w1');
    expect(sent[0]?.attachments.map(({ filename }) => filename)).toEqual(['bao-cao-2026-Q3-w1.pdf']);
  });

  it.each([
    ['without mail settings', '2026-Q3', '01', 'unavailable', null],
    ['about a unit that does not exist', '2026-Q3', 'x', 'unit-not-found', [] as Mail[]],
    ['of no period', 'Q3', '01', 'period-invalid', [] as Mail[]],
  ])('are not mailed %s', async (_, period, unit, code, sent) => {
    await expect(reportsOf(tinyWorld(), [], sent).reports.mail(period, unit)).rejects.toMatchObject({ code });
  });
});
