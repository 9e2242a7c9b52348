// SPDX-License-Identifier: GPL-3.0-or-later
// Node's `ws` as an echo server with permessage-deflate. Prints its port, then JSON lines.
'use strict';

const {createHash} = require('crypto');
const {WebSocketServer} = require('ws');

const report = (members) => console.log(JSON.stringify(members));

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  maxPayload: 1 << 30,
  perMessageDeflate: {
    threshold: 0,
    // false would refuse offers that ask for it
    serverNoContextTakeover: process.argv.includes('--no-context-takeover') || undefined,
  },
});

server.on('listening', () => console.log(server.address().port));
server.on('connection', (socket, request) => {
  report({event: 'open', path: request.url, extensions: socket.extensions});
  socket.on('message', (data, binary) => {
    if (request.url === '/digest') {
      const md5 = createHash('md5').update(data).digest('hex');
      report({event: 'message', binary, length: data.length, md5});
      return;
    }
    report({event: 'message', binary, length: data.length});
    socket.send(data, {binary});
  });
  socket.on('error', (error) => report({event: 'error', code: error.code}));
  socket.on('ping', (data) => report({event: 'ping', payload: data.toString()}));
  socket.on('pong', (data) => report({event: 'pong', payload: data.toString()}));
  socket.on('close', (code, reason) => report({event: 'closed', code, reason: String(reason)}));
  if (request.url === '/ping') {
    socket.ping('from node');
  }
});
