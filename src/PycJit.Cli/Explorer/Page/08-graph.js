// The control-flow graph of one function of the IR as a picture. The places come with the data.

const graph = (() => {
  const corner = 5;
  let panel, holder, note, nodes = new Map(), unitName = null, chosen = null, select;

  function build(main) {
    holder = el('div', { class: 'picture', tabindex: '0', role: 'group', 'aria-label': 'Control-flow graph' });
    note = el('span', { class: 'note' });
    select = el('select', { 'aria-label': 'Function of the graph', on: { change: () => { chosen = select.value; draw(); } } });
    panel = el('section', { class: 'graph', id: 'graph', 'aria-label': 'Control-flow graph' },
      el('div', { class: 'heading' }, el('kbd', {}, '5'), el('h2', {}, 'Control flow'), select, note,
        el('button', {
          class: 'fold', type: 'button', title: 'Larger or smaller (g)', 'aria-label': 'Larger or smaller', on: { click: resize },
        }, '⤢')),
      holder);
    main.append(panel);
    view.on('function', () => { chosen = null; });
    view.on('pass', draw);
  }

  function resize() {
    byId('columns').classList.toggle('wide-graph');
    dispatchEvent(new Event('resize'));
  }

  function draw() {
    const { data, snapshot } = view;
    clear(holder);
    nodes = new Map();
    panel.hidden = !snapshot;
    if (!snapshot) return;
    const units = snapshot.functions.map(index => data.units[index]);
    clear(select).append(...units.map(unit => el('option', { value: unit.name }, unit.name)));
    select.hidden = units.length < 2;
    const unit = units.find(unit => unit.name === chosen) ?? units[0];
    select.value = unitName = unit.name;
    const picture = data.pictures[unit.picture];
    const blocks = unit.blocks.map(index => data.blocks[index]);
    const loops = picture.loops.length;
    byId('columns').classList.toggle('small-graph', blocks.length === 1);
    note.textContent = `${plural(blocks.length, 'block')}${loops ? `, ${plural(loops, 'loop')}` : ''}`;
    holder.append(paint(picture, blocks, unit));
  }

  function paint(picture, blocks, unit) {
    const image = svg('svg', {
      viewBox: `0 0 ${picture.width} ${picture.height}`, width: picture.width, height: picture.height, role: 'img',
      'aria-label': `${note.textContent} of ${unit.name}`,
    }, arrows());
    for (const [header, depth, x, y, width, height] of picture.loops) {
      image.append(svg('g', { class: 'loop', 'data-depth': Math.min(depth, 4) },
        svg('rect', { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 6 }),
        svg('text', { x: x + width - 7, y: y + 12, 'text-anchor': 'end' }, `loop b${blocks[header].id}`)));
    }
    const kinds = ['cold', 'normal', 'likely'];
    const kindOf = edge => edge.kind.toLowerCase();
    // What is likely is painted last, over the rest.
    const edges = picture.edges.toSorted((a, b) => kinds.indexOf(kindOf(a)) - kinds.indexOf(kindOf(b)));
    for (const edge of edges) {
      const { from, to, back, points } = edge;
      const kind = kindOf(edge);
      image.append(svg('path', {
        class: `edge edge-${kind} ${back ? 'back' : ''}`, d: path(points), 'marker-end': `url(#arrow-${kind})`, 'data-from': blocks[from].id, 'data-to': blocks[to].id,
      }));
    }
    for (const [index, [x, y, width, height]] of picture.nodes.entries()) image.append(node(blocks[index], unit, x, y, width, height));
    return image;
  }

  const arrows = () => svg('defs', {}, ...['cold', 'normal', 'likely'].map(kind => svg('marker', {
    id: `arrow-${kind}`, class: `arrow-${kind}`, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto', markerUnits: 'userSpaceOnUse',
  }, svg('path', { d: 'M0 0.5L7.5 4L0 7.5Z' }))));

  // A line with its corners rounded.
  function path(points) {
    let out = `M${points[0]} ${points[1]}`;
    for (let i = 2; i + 2 < points.length; i += 2) {
      const [x0, y0, x, y, x1, y1] = points.slice(i - 2, i + 4);
      const into = Math.min(corner, Math.hypot(x - x0, y - y0) / 2);
      const out_of = Math.min(corner, Math.hypot(x1 - x, y1 - y) / 2);
      out += `L${x - Math.sign(x - x0) * into} ${y - Math.sign(y - y0) * into}Q${x} ${y} ${x + Math.sign(x1 - x) * out_of} ${y + Math.sign(y1 - y) * out_of}`;
    }
    return `${out}L${points.at(-2)} ${points.at(-1)}`;
  }

  function node(block, unit, x, y, width, height) {
    const lines = linesOf(block);
    const group = svg('g', {
      class: `node ${block.cold ? 'cold' : ''} ${block.head ? 'head' : ''}`, tabindex: '-1', role: 'button', 'aria-label': `block b${block.id}, ${lines}`, 'data-block': block.id,
      on: {
        click: () => choose(block, unit),
        keydown: event => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), choose(block, unit)),
        pointerenter: () => outline(unit, block, true),
        pointerleave: () => outline(unit, block, false),
      },
    },
    svg('rect', { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 4 }),
    svg('text', { class: 'name', x: x + 8, y: y + height / 2 + 4 }, `b${block.id}`),
    svg('text', { class: 'lines', x: x + width - 7, y: y + height / 2 + 4, 'text-anchor': 'end' }, lines));
    nodes.set(block.id, group);
    return group;
  }

  function linesOf(block) {
    const numbers = block.lines.map(index => view.data.lines[index]).filter(line => line.line > 0).map(line => line.line);
    if (numbers.length === 0) return '';
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
    return first === last ? `${first}` : `${first}–${last}`;
  }

  const groupOf = (unit, block) => [...columns.parts.ir.body.querySelectorAll('.block')].find(group => group.dataset.block === `${unit.name}:${block.id}`);

  function outline(unit, block, on) {
    groupOf(unit, block)?.classList.toggle('outlined', on);
  }

  function choose(block, unit) {
    bringIntoView(groupOf(unit, block), columns.parts.ir.body);
    const group = groupOf(unit, block);
    group?.classList.add('flash');
    setTimeout(() => group?.classList.remove('flash'), 900);
  }

  function mark(spots) {
    for (const group of nodes.values()) group.classList.remove('marked');
    for (const spot of spots) if (spot.unit === unitName) nodes.get(spot.block)?.classList.add('marked');
  }

  return { build, mark, resize, holder: () => holder, nodes: () => [...nodes.values()] };
})();
