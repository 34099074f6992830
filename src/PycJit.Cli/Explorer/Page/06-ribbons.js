// Ribbons in the gutters lead from the marked rows of a column to those of the next.

const ribbons = (() => {
  let layer = null;
  let shown = null;
  let pending = 0;

  function build() {
    layer = svg('svg', { id: 'ribbons', 'aria-hidden': 'true' });
    byId('columns').append(layer);
    addEventListener('resize', schedule);
    for (const name of columns.names) columns.parts[name].body.addEventListener('scroll', schedule, { passive: true });
  }

  function schedule() {
    if (!shown || pending) return;
    pending = requestAnimationFrame(() => {
      pending = 0;
      draw();
    });
  }

  function clearRibbons() {
    shown = null;
    if (layer) clear(layer);
  }

  function show(rows) {
    shown = rows;
    schedule();
  }

  // Rows that stand one below the other are one piece; what is scrolled out of sight ends at the edge.
  function pieces(rows, body) {
    const frame = body.getBoundingClientRect();
    const out = [];
    for (const row of rows) {
      const box = row.getBoundingClientRect();
      const [top, bottom] = [Math.min(Math.max(box.top, frame.top), frame.bottom), Math.min(Math.max(box.bottom, frame.top), frame.bottom)];
      if (bottom - top < 1) continue;
      const last = out.at(-1);
      if (last && top - last.bottom < 3) last.bottom = bottom;
      else out.push({ top, bottom });
    }
    return out;
  }

  // One path for all: where ribbons cross it is no darker.
  function draw() {
    clear(layer);
    if (!shown || getComputedStyle(layer).display === 'none') return;
    const origin = layer.getBoundingClientRect();
    const visible = columns.names.filter(name => columns.parts[name].body.offsetWidth > 0);
    let outline = '';
    for (let i = 0; i + 1 < visible.length; i++) {
      const [left, right] = [columns.parts[visible[i]].body, columns.parts[visible[i + 1]].body];
      const [x1, x2] = [left.getBoundingClientRect().right - origin.left, right.getBoundingClientRect().left - origin.left];
      const middle = (x1 + x2) / 2;
      const targets = pieces(shown[visible[i + 1]], right);
      for (const a of pieces(shown[visible[i]], left)) {
        for (const b of targets) {
          const [t1, u1, t2, u2] = [a.top, a.bottom, b.top, b.bottom].map(y => y - origin.top);
          outline += `M${x1} ${t1}C${middle} ${t1} ${middle} ${t2} ${x2} ${t2}V${u2}C${middle} ${u2} ${middle} ${u1} ${x1} ${u1}Z`;
        }
      }
    }
    if (outline) layer.append(svg('path', { d: outline }));
  }

  return { build, show, clear: clearRibbons };
})();
