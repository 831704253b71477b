import { ask, NotLoggedIn } from './api.js';
import { depotEvent, showDepot } from './depot.js';
import { byId } from './element.js';
import { listen } from './events.js';
import { timeOf } from './format.js';
import { depotName, overviewEvent } from './overview.js';

let stopListening = () => {};
let lastHeardMs = 0;
let saysLost = 0;

addEventListener('hashchange', () => route());
byId('login-form').addEventListener('submit', logIn);
byId('log-out').addEventListener('click', logOut);
void start();

async function start() {
  try {
    showAccount(await ask('GET', '/api/session'));
    route();
  } catch (error) {
    if (error instanceof NotLoggedIn) showLogin();
    else {
      lost();
      setTimeout(start, 3_000);
    }
  }
}

/** Shows what the address names: all depots, or one. */
function route() {
  if (byId('account').hidden) return;
  const depot = /^#\/depots\/([^/]+)$/.exec(location.hash)?.[1];
  show(depot === undefined ? 'overview' : 'depot');
  stopListening();
  if (depot === undefined) {
    document.title = 'Headroom';
    stopListening = listen('/api/v1/events', following(overviewEvent));
    return;
  }
  const id = decodeURIComponent(depot);
  showDepot(id).catch((error) => {
    if (error instanceof NotLoggedIn) showLogin();
    else byId('depot-mode').textContent = error.message;
  });
  byId('depot-title').textContent = depotName(id);
  document.title = `${depotName(id)} – Headroom`;
  stopListening = listen(`/api/v1/depots/${encodeURIComponent(id)}/events`, following(depotEvent));
}

function following(take) {
  return {
    event(name, data) {
      const at = take(name, data);
      if (at === undefined || (name !== 'state' && name !== 'depot' && name !== 'overview')) return;
      byId('as-of').textContent = timeOf(at);
      byId('as-of').dateTime = at;
    },
    live,
    lost,
    out: showLogin,
  };
}

function live() {
  clearInterval(saysLost);
  saysLost = 0;
  lastHeardMs = Date.now();
  document.body.classList.remove('lost');
  connectionIs('live', 'Live');
}

/** Says since when; what stands on the page is then the past, and is shown so. */
function lost() {
  if (saysLost !== 0) return;
  document.body.classList.add('lost');
  const say = () => {
    const since = lastHeardMs === 0 ? '' : ` ${Math.round((Date.now() - lastHeardMs) / 1000)} s ago`;
    connectionIs('lost', `Connection lost${since}. These figures are not live. Trying again…`);
  };
  say();
  saysLost = setInterval(say, 5_000);
}

function connectionIs(state, words) {
  byId('connection').dataset.state = state;
  byId('connection').textContent = words;
}

function show(section) {
  for (const id of ['login', 'overview', 'depot']) byId(id).hidden = id !== section;
}

function showAccount({ name, role }) {
  byId('account').hidden = false;
  byId('account-name').textContent = `${name} (${role})`;
}

function showLogin() {
  stopListening();
  clearInterval(saysLost);
  saysLost = 0;
  document.body.classList.remove('lost');
  connectionIs('idle', '');
  byId('account').hidden = true;
  for (const id of ['depot-list', 'socket-rows', 'alarm-list', 'depot-figures']) byId(id).replaceChildren();
  show('login');
  byId('username').focus();
}

async function logIn(submit) {
  submit.preventDefault();
  byId('login-error').textContent = '';
  byId('log-in').disabled = true;
  try {
    showAccount(await ask('POST', '/api/session', { username: byId('username').value, password: byId('password').value }));
    byId('password').value = '';
    route();
    byId('main').focus();
  } catch (error) {
    byId('login-error').textContent = error instanceof TypeError ? 'The server cannot be reached.' : error.message;
  } finally {
    byId('log-in').disabled = false;
  }
}

async function logOut() {
  await ask('DELETE', '/api/session').catch(() => null);
  showLogin();
}
