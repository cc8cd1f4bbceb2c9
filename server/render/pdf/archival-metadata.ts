import { PDFDict, PDFDocument, PDFName, PDFRawStream, PDFBool } from 'pdf-lib';

/** Says which property `pdfuaid:part` is, since PDF/A allows only properties that it knows or that are declared. */
const declaration = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 the file follows</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>`;

const claims = `<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part></rdf:Description>`;

/** The XMP packet of the document with the two claims added. */
function claimed(xmp: string): string {
  const end = xmp.lastIndexOf('</rdf:RDF>');
  if (end < 0) throw new Error('The PDF carries no XMP metadata');
  return xmp.slice(0, end) + declaration + claims + xmp.slice(end);
}

/**
 * Makes Typst's tagged PDF say what it is: PDF/UA-1 and PDF/A-2a, showing its title. The same input gives the same
 * bytes. Whether it keeps what it claims, veraPDF says.
 */
export async function withArchivalMetadata(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const { catalog, context } = document;
  const packet = catalog.lookup(PDFName.of('Metadata'));
  if (!(packet instanceof PDFRawStream)) throw new Error('The PDF carries no XMP metadata');
  const xmp = claimed(new TextDecoder().decode(packet.contents));
  catalog.set(
    PDFName.of('Metadata'),
    context.register(context.stream(new TextEncoder().encode(xmp), { Type: 'Metadata', Subtype: 'XML' })),
  );
  const known = catalog.lookup(PDFName.of('ViewerPreferences'));
  const preferences = known instanceof PDFDict ? known : context.obj({});
  preferences.set(PDFName.of('DisplayDocTitle'), PDFBool.True);
  catalog.set(PDFName.of('ViewerPreferences'), preferences);
  return document.save({ useObjectStreams: false, updateFieldAppearances: false });
}
