import initialise, { TypstCompilerBuilder, type TypstCompiler } from '@myriaddreamin/typst-ts-web-compiler';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fontPath, pdfFonts } from './fonts.js';

/** What a document is compiled from: one template and the data files it reads, by absolute path ('/document.json'). */
export interface TypstJob {
  template: string;
  files: Record<string, string | Uint8Array>;
}

/** Numbers of `diagnostics_format`: the compiler's full messages as text. */
const FULL_MESSAGES = 3;

const require = createRequire(import.meta.url);

/** The width of a word in each font, in points; Typst gives no warning for a font it lacks, only no width. */
function fontWidths(compiler: TypstCompiler): number[] {
  const measured = pdfFonts.map(
    ({ family, weight, style }) =>
      `measure(text(font: "${family}", weight: ${weight}, style: "${style}", fallback: false, "ễ")).width.pt()`,
  );
  compiler.add_source('/fonts.typ', `#context [#metadata((${measured.join(', ')},)) <widths>]`);
  const [widths = []] = JSON.parse(
    compiler.query('/fonts.typ', undefined, '<widths>', 'value'),
  ) as number[][];
  compiler.unmap_shadow('/fonts.typ');
  return widths;
}

/** Compiles documents one after the other. It can reach neither files nor network: a job brings all it reads. */
export interface TypstSetter {
  /** @throws Error with the compiler's messages. */
  pdf(job: TypstJob): Uint8Array;
}

/**
 * Starts the compiler with its fonts.
 * @throws Error when a font is missing or lacks Vietnamese.
 */
export async function startTypst(): Promise<TypstSetter> {
  const wasm = readFileSync(require.resolve('@myriaddreamin/typst-ts-web-compiler/wasm'));
  await initialise({ module_or_path: wasm });
  const builder = new TypstCompilerBuilder();
  builder.set_dummy_access_model();
  for (const { file } of pdfFonts) await builder.add_raw_font(readFileSync(fontPath(file)));
  const compiler = await builder.build();
  const widths = fontWidths(compiler);
  const missing = pdfFonts.filter((_, font) => !((widths[font] ?? 0) > 0));
  if (missing.length > 0)
    throw new Error(`Fonts for PDF are missing: ${missing.map((font) => font.file).join(', ')}`);

  return {
    pdf({ template, files }) {
      compiler.add_source('/main.typ', template);
      for (const [path, content] of Object.entries(files))
        compiler.map_shadow(path, typeof content === 'string' ? Buffer.from(content) : content);
      try {
        const outcome = compiler.compile('/main.typ', undefined, 'pdf', FULL_MESSAGES) as {
          result?: Uint8Array;
          diagnostics?: unknown[];
        };
        if (outcome.result === undefined)
          throw new Error(`The document could not be set: ${JSON.stringify(outcome.diagnostics)}`);
        return outcome.result;
      } finally {
        compiler.reset_shadow();
        compiler.reset();
      }
    },
  };
}
