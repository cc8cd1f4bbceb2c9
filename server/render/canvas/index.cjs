// chartjs-node-canvas asks for `canvas`; @napi-rs/canvas answers, and this adds what it lacks: SVG through `toBuffer`.
const napi = require('@napi-rs/canvas');
const nodeCanvas = require('@napi-rs/canvas/node-canvas');

/** Letters stay letters: they can be read out and searched, and 22 criteria take kilobytes instead of megabytes. */
function createSvgCanvas(width, height) {
  const canvas = napi.createCanvas(width, height, napi.SvgExportFlag.NoPrettyXML);
  canvas.toBuffer = (callback) => {
    if (typeof callback !== 'function') return canvas.getContent();
    setImmediate(() => callback(null, canvas.getContent()));
  };
  return canvas;
}

module.exports = {
  ...nodeCanvas,
  createCanvas: (width, height, type) =>
    type === 'svg' ? createSvgCanvas(width, height) : nodeCanvas.createCanvas(width, height, type),
};
