// Pointing at a row marks where it comes from and what has become of it in all columns. A click keeps the marks.

const marks = (() => {
  const classes = ['mark', 'mark-line', 'mark-self'];
  let marked = [];
  let usedValues = [];

  // The rows of a column that belong to a spot: to its very instruction or value, and to its line.
  function related(name, spot) {
    const part = columns.parts[name];
    const key = `${spot.home}:${spot.line}`;
    const line = spot.line > 0 ? part.byLine.get(key) ?? [] : [];
    // What a call in this line has brought in belongs to the line, if less; so does the line of the call to what it has brought in.
    const callees = spot.line > 0 ? part.byCaller.get(key) ?? [] : [];
    if (name === 'source') return { own: line, line: (spot.sites ?? []).flatMap(site => part.byLine.get(site) ?? []) };
    if (spot.column === 'source') return { own: line, line: callees };
    const value = spot.value >= 0 && name !== 'bytecode' ? part.byValue.get(`${spot.unit}:${spot.value}`) : undefined;
    const origin = spot.index >= 0 ? part.byOrigin.get(`${spot.code}:${spot.index}`) : undefined;
    return { own: value ?? origin ?? [], line };
  }

  function clearMarks() {
    for (const row of marked) row.classList.remove(...classes);
    for (const span of usedValues) span.classList.remove('use');
    marked = [];
    usedValues = [];
    spans.clear();
    graph.mark([]);
    ribbons.clear();
  }

  function show(spot, self) {
    clearMarks();
    if (!spot) {
      describe(null);
      return;
    }
    const found = {};
    const blocks = new Set();
    for (const name of columns.names) {
      const rows = related(name, spot);
      found[name] = rows.own.length > 0 ? rows.own : rows.line;
      for (const row of rows.line) add(row, 'mark-line');
      for (const row of rows.own) {
        row.classList.remove('mark-line');
        add(row, 'mark');
      }
      if (name === 'ir') for (const row of found[name]) blocks.add(columns.spotOf(row));
    }
    if (self) add(self, 'mark-self');
    if (spot.value >= 0) {
      usedValues = columns.parts.ir.uses.get(`${spot.unit}:${spot.value}`) ?? [];
      for (const span of usedValues) span.classList.add('use');
    }
    if (spot.column === 'bytecode') spans.show(spot);
    else if (spot.index >= 0) spans.show(bytecodeSpot(spot));
    graph.mark([...blocks]);
    ribbons.show(found);
    describe(spot);
  }

  function add(row, kind) {
    row.classList.add(kind);
    marked.push(row);
  }

  function bytecodeSpot(spot) {
    const row = columns.parts.bytecode.byOrigin.get(`${spot.code}:${spot.index}`)?.[0];
    return row && columns.spotOf(row);
  }

  // The footer says in words what is pointed at.
  function describe(spot) {
    const parts = [];
    if (spot) {
      const code = view.data.codes[spot.code];
      if (code) parts.push(spot.line > 0 ? `${code.file}:${spot.line} in ${code.name}` : code.name);
      if (spot.index >= 0) parts.push(spot.column === 'bytecode' ? `instruction ${spot.index}` : `from instruction ${spot.index}, ${bytecodeSpot(spot)?.detail ?? ''}`);
      if (spot.value >= 0) parts.push(`v${spot.value}`);
      if (spot.block >= 0) parts.push(`block b${spot.block}`);
      if (spot.detail) parts.push(spot.detail);
    }
    byId('detail').textContent = parts.join('  ·  ');
  }

  function apply() {
    const pin = view.pin;
    for (const row of document.querySelectorAll('.row.pinned')) {
      row.classList.remove('pinned');
      row.setAttribute('aria-selected', 'false');
    }
    const row = pin && rowOf(pin);
    if (row) {
      row.classList.add('pinned');
      row.setAttribute('aria-selected', 'true');
    }
    document.body.classList.toggle('is-pinned', Boolean(pin));
    show(pin, row);
  }

  // The row of a spot in its own column: rows are made anew for each pass.
  function rowOf(spot) {
    const part = columns.parts[spot.column];
    const same = other => other && ['code', 'line', 'index', 'value', 'unit', 'detail'].every(name => (other[name] ?? -1) === (spot[name] ?? -1));
    return part.rows.find(row => same(columns.spotOf(row)));
  }

  // Brings what is marked into view in the columns other than one.
  function reveal(except, smooth = true) {
    for (const name of columns.names) {
      if (name === except) continue;
      const body = columns.parts[name].body;
      const first = body.querySelector('.mark') ?? body.querySelector('.mark-line');
      let last = first;
      while (last?.nextElementSibling?.matches('.mark, .mark-line')) last = last.nextElementSibling;
      bringIntoView(first, body, smooth, last);
    }
    bringIntoView(graph.holder().querySelector('.marked'), graph.holder(), smooth);
  }

  function pin(row, smooth = true) {
    const spot = columns.spotOf(row);
    const isPinned = row.classList.contains('pinned');
    view.pinAt(isPinned ? null : spot);
    if (!isPinned) reveal(spot.column, smooth);
  }

  function build(main) {
    const rowAt = event => event.target.closest?.('.row');
    main.addEventListener('pointerover', event => {
      const row = rowAt(event);
      if (event.pointerType !== 'touch' && !view.pin && row && columns.spotOf(row)) show(columns.spotOf(row), row);
    });
    main.addEventListener('pointerleave', () => !view.pin && show(null));
    main.addEventListener('click', event => {
      const row = rowAt(event);
      // Text that has been selected to be copied is no click.
      if (row && columns.spotOf(row) && getSelection().isCollapsed) pin(row);
    });
    main.addEventListener('focusin', event => {
      const row = rowAt(event);
      if (!row || !columns.spotOf(row) || view.pin) return;
      show(columns.spotOf(row), row);
      if (row.matches(':focus-visible')) reveal(columns.spotOf(row).column);
    });
    view.on('pin', apply);
    view.on('function', () => show(null));
    view.on('pass', apply);
  }

  return { build, show, pin, reveal, apply };
})();

// The very expression in the source that an instruction is of, from Python 3.11 on: a highlight, which needs no elements.
const spans = (() => {
  const highlight = globalThis.Highlight && CSS.highlights ? new Highlight() : null;
  if (highlight) CSS.highlights.set('expression', highlight);

  function point(row, column) {
    const walker = document.createTreeWalker(row.querySelector('.text'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (column <= node.length) return [node, column];
      column -= node.length;
    }
    return null;
  }

  function show(spot) {
    if (!highlight || !spot?.span) return;
    const [column, endLine, endColumn] = spot.span;
    for (let line = spot.line; line <= endLine; line++) {
      const row = columns.parts.source.byLine.get(`${spot.home}:${line}`)?.[0];
      if (!row || row.classList.contains('reconstructed')) return;
      const text = row.querySelector('.text').textContent;
      const start = point(row, line === spot.line ? column : text.length - text.trimStart().length);
      const end = point(row, line === endLine ? endColumn : text.length);
      if (!start || !end) continue;
      const range = new Range();
      range.setStart(...start);
      range.setEnd(...end);
      highlight.add(range);
    }
  }

  return { show, clear: () => highlight?.clear() };
})();
