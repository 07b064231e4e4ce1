'use strict';
// What any server in Node can do at most: answers from memory with the bytes and headers that it was given for each page.
const { readFileSync } = require('node:fs');
const { createServer } = require('node:http');

const pages = process.argv[2] ? JSON.parse(readFileSync(process.argv[2], 'utf8')) : { '': { headers: { 'content-type': 'text/html' }, body: '' } };
const answers = new Map(Object.entries(pages).map(([page, { headers, body }]) => [`/${page}`, { headers, body: Buffer.from(body, 'base64') }]));

createServer((request, response) => {
  const answer = answers.get(request.url);
  if (!answer) return void response.writeHead(404).end();
  response.writeHead(200, { ...answer.headers, 'content-length': answer.body.length }).end(answer.body);
}).listen(Number(process.env.PORT), '127.0.0.1');
