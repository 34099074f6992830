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
  element.append(...children.flat(Infinity).filter(child => child !== undefined && child !== null && child !== false));
  return element;
}

function clear(element) {
  element.replaceChildren();
  return element;
}

const byId = id => document.getElementById(id);

const plural = (count, one, many) => `${count.toLocaleString('en')} ${count === 1 ? one : many ?? one + 's'}`;

const prefersStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

// Brings an element into view in what scrolls it, up to another one below it if both fit, and scrolls nothing else.
function bringIntoView(element, scroller, smooth = true, last = element) {
  if (!element || !scroller) return;
  const [first, outer] = [element.getBoundingClientRect(), scroller.getBoundingClientRect()];
  const height = last.getBoundingClientRect().bottom - first.top;
  const end = height < outer.height - 60 ? first.top + height : first.bottom;
  if (first.top >= outer.top + 24 && end <= outer.bottom - 8) return;
  const top = scroller.scrollTop + first.top - outer.top - Math.max(36, Math.min(outer.height / 3, outer.height - height - 36));
  scroller.scrollTo({ top, behavior: smooth && !prefersStill() ? 'smooth' : 'auto' });
}

function pushTo(map, key, item) {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
