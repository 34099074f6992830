// Elements are made by these functions alone. Text goes in as text nodes; nothing in this page parses a string as markup.

function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  return fill(element, properties, children);
}

function svg(tag, properties, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  return fill(element, properties, children);
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'on') {
      for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    } else if (name === 'style') {
      for (const [property, setting] of Object.entries(value)) element.style.setProperty(property, setting);
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat().filter(child => child !== undefined && child !== null && child !== false));
  return element;
}

function clear(element) {
  element.replaceChildren();
  return element;
}

const byId = id => document.getElementById(id);

const plural = (count, one, many) => `${count.toLocaleString('en')} ${count === 1 ? one : many ?? one + 's'}`;

const prefersStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

// Brings an element into the middle of what scrolls it, and scrolls nothing else.
function bringIntoView(element, scroller, smooth = true) {
  if (!element || !scroller) return;
  const [inner, outer] = [element.getBoundingClientRect(), scroller.getBoundingClientRect()];
  if (inner.top >= outer.top + 28 && inner.bottom <= outer.bottom - 8) return;
  const top = scroller.scrollTop + inner.top - outer.top - Math.max(40, (outer.height - inner.height) / 3);
  scroller.scrollTo({ top, behavior: smooth && !prefersStill() ? 'smooth' : 'auto' });
}

function pushTo(map, key, item) {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
