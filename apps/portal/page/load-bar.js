import { element } from './element.js';
import { kw } from './format.js';

/**
 * Where the capacity goes. Headroom is all that charging may take, what it takes now included; so what is neither
 * headroom nor buffer is the building's, whichever way the meter is wired.
 */
export function loadBar({ capacityKw, headroomKw, bufferKw, evLoadKw }) {
  if (capacityKw === null || headroomKw === null || evLoadKw === null)
    return element('p', { class: 'quiet' }, 'The load is not known yet.');
  const heldKw = Math.min(bufferKw ?? 0, capacityKw);
  const parts = [
    ['building', 'Building', Math.max(0, capacityKw - headroomKw - heldKw)],
    ['charging', 'Charging', Math.max(0, evLoadKw)],
    ['free', 'Free for charging', Math.max(0, headroomKw - evLoadKw)],
    ['held', 'Held back', heldKw],
  ];
  const wholeKw = Math.max(
    1e-9,
    parts.reduce((sum, [, , value]) => sum + value, 0),
  );
  const over = evLoadKw > headroomKw + 0.05;
  const words = parts.map(([, name, value]) => `${name} ${kw(value)}`).join(', ');
  const bar = element('div', { class: over ? 'bar over' : 'bar', role: 'img', 'aria-label': words });
  const legend = element('p', { class: 'legend' });
  for (const [kind, name, value] of parts) {
    const part = element('span', { class: kind });
    // Set by script, as the content security policy forbids styles in markup.
    part.style.width = `${(100 * value) / wholeKw}%`;
    bar.append(part);
    legend.append(element('span', {}, element('i', { class: kind, 'aria-hidden': 'true' }), `${name} ${kw(value)}`));
  }
  const warning = over ? element('p', { class: 'notice', 'data-level': 'red' }, 'Charging takes more than there is headroom for.') : null;
  return element('div', {}, bar, legend, ...(warning ? [warning] : []));
}
