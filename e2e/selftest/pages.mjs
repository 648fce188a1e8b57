// A tiny server with one good page and, for each rule, a page that breaks it.
import { createServer } from 'node:http';

const page = ({ title = 'A good page', lang = ' lang="en-GB"', head = '', body = '' }) =>
  `<!doctype html><html${lang}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
   <title>${title}</title>${head}</head><body><main>${body}</main></body></html>`;

const FORM = `<h1>Who is coming?</h1>
  <form method="post" action="/answered">
    <label for="name">Full name</label><input id="name" name="name">
    <fieldset><legend>Is a car coming?</legend>
      <input type="radio" id="yes" name="car" value="yes"><label for="yes">Yes</label>
      <input type="radio" id="no" name="car" value="no"><label for="no">No</label></fieldset>
    <label for="door">Door</label><select id="door" name="door"><option>1</option><option>2</option></select>
    <button>Continue</button>
  </form>
  <p><a href="/next">Next page</a></p>`;

const PAGES = {
  '/good': page({ body: FORM }),
  '/next': page({ title: 'The next page', body: '<h1>Next</h1>' }),
  '/answered': page({ title: 'Answered', body: '<h1>Thank you</h1>' }),
  '/cases/12': page({ title: 'A case', body: '<h1>Case</h1>' }),
  '/cases/13': page({ title: 'A case', body: '<h1>Case</h1>' }),
  '/wide': page({ title: 'Wide', body: '<h1>Wide</h1><p style="width: 1400px">wide</p>' }),
  '/wide-on-a-phone': page({ title: 'Wide on a phone', body: '<h1>Wide</h1><p style="width: 700px">wide</p>' }),
  '/no-heading': page({ title: 'No heading', body: '<p>text</p>' }),
  '/two-headings': page({ title: 'Two headings', body: '<h1>One</h1><h1>Two</h1>' }),
  '/no-title': page({ title: '', body: '<h1>No title</h1>' }),
  '/same-title': page({ title: 'The next page', body: '<h1>Same</h1>' }),
  '/no-language': page({ title: 'No language', lang: '', body: '<h1>No language</h1>' }),
  '/no-label': page({ title: 'No label', body: '<h1>No label</h1><form><input name="who"><button>Go</button></form>' }),
  '/no-button': page({ title: 'No button', body: '<h1>No button</h1><form><label>Who <input name="who"></label></form>' }),
  '/double-id': page({ title: 'Double id', body: '<h1 id="a">Double</h1><p id="a">id</p>' }),
  '/console': page({ title: 'Console', body: '<h1>Console</h1><script>console.error("oh no")</script>' }),
  '/throws': page({ title: 'Throws', body: '<h1>Throws</h1><script>throw new Error("broken")</script>' }),
  '/policy': page({ title: 'Policy', body: '<h1>Policy</h1><p style="color: #000">text</p>' }),
  '/elsewhere': page({ title: 'Elsewhere', body: '<h1>Elsewhere</h1><img alt="" src="http://elsewhere.example/a.png">' }),
  '/contrast': page({ title: 'Contrast', body: '<h1>Contrast</h1><p style="color: #ccc; background: #fff">pale</p>' }),
  '/forbidden': page({ title: 'Not for you', body: '<h1>Not for you</h1>' }),
};

function answer(request, response) {
  const path = new URL(request.url, 'http://127.0.0.1').pathname;
  if (path === '/answered' && request.method === 'POST') {
    response.writeHead(303, { location: '/answered' }).end();
    return;
  }
  if (path === '/favicon.ico') {
    response.writeHead(204).end();
    return;
  }
  if (path === '/said-cookies') {
    response.writeHead(200, { 'content-type': 'text/plain' }).end(request.headers.cookie ?? '');
    return;
  }
  const body = PAGES[path];
  const headers = { 'content-type': 'text/html' };
  if (path === '/policy') headers['content-security-policy'] = "default-src 'none'";
  const status = path === '/forbidden' ? 403 : body === undefined ? 404 : 200;
  response.writeHead(status, headers).end(body ?? page({ title: 'Not found', body: '<h1>Not found</h1>' }));
}

export async function servePages() {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
