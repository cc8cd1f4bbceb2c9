import Handlebars from 'handlebars';
import type { PageTexts } from './page-texts.js';

interface Known {
  partials: ReadonlyMap<string, string>;
  helpers: Record<string, unknown>;
  texts: PageTexts;
}

type Call = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;

const builtIn = ['if', 'unless', 'each', 'with', 'lookup'];

/** Walks one template and notes every name in it that nothing stands behind. */
class NameCheck extends Handlebars.Visitor {
  readonly faults: string[] = [];
  private readonly known: Known;

  constructor(known: Known) {
    super();
    this.known = known;
  }

  override MustacheStatement(call: hbs.AST.MustacheStatement): void {
    this.call(call);
    super.MustacheStatement(call);
  }

  override BlockStatement(call: hbs.AST.BlockStatement): void {
    this.call(call);
    super.BlockStatement(call);
  }

  override SubExpression(call: hbs.AST.SubExpression): void {
    this.call(call);
    super.SubExpression(call);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    this.partial(partial);
    super.PartialStatement(partial);
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    this.partial(partial);
    super.PartialBlockStatement(partial);
  }

  private partial({ name, loc }: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void {
    if (name.type !== 'PathExpression') return;
    const path = (name as hbs.AST.PathExpression).original;
    if (path !== '@partial-block' && !this.known.partials.has(path)) this.note(loc, `no partial ${path}`);
  }

  private call({ path, params, hash, loc, type }: Call): void {
    if (path.type !== 'PathExpression') return;
    const name = (path as hbs.AST.PathExpression).original;
    const isCall = type === 'SubExpression' || params.length > 0 || hash !== undefined;
    if (isCall && !builtIn.includes(name) && !(name in this.known.helpers))
      this.note(loc, `no helper ${name}`);
    const [key] = params;
    if (name !== 't' || key?.type !== 'StringLiteral') return;
    const { value } = key as hbs.AST.StringLiteral;
    if (!this.known.texts.has(value)) this.note(loc, `no text ${value}`);
  }

  private note({ start }: hbs.AST.SourceLocation, reason: string): void {
    this.faults.push(`${start.line}: ${reason}`);
  }
}

/** Every mistake that reading alone shows: syntax, unknown partials, helpers and text keys, as `name:line: reason`. */
export function templateFaults(templates: ReadonlyMap<string, string>, known: Known): string[] {
  return [...templates].flatMap(([name, source]) => {
    const check = new NameCheck(known);
    try {
      check.accept(Handlebars.parse(source));
    } catch (error) {
      return [`${name}: ${(error as Error).message}`];
    }
    return check.faults.map((fault) => `${name}:${fault}`);
  });
}
