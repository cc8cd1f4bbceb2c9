import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Whole fonts, none of them from the system: Tinos has the measures of Times New Roman, Be Vietnam Pro sets charts. */
export const pdfFonts = [
  {
    family: 'Tinos',
    weight: 400,
    style: 'normal',
    file: '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
  },
  {
    family: 'Tinos',
    weight: 700,
    style: 'normal',
    file: '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf',
  },
  {
    family: 'Tinos',
    weight: 400,
    style: 'italic',
    file: '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf',
  },
  {
    family: 'Tinos',
    weight: 700,
    style: 'italic',
    file: '@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf',
  },
  {
    family: 'Be Vietnam Pro',
    weight: 400,
    style: 'normal',
    file: '@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf',
  },
] as const;

/** Path of a font file of a package. */
export function fontPath(file: string): string {
  return require.resolve(file);
}
