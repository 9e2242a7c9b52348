// SPDX-License-Identifier: GPL-3.0-or-later
//
// echo_ws.js: an echo server with Node's ws, without compression. Prints its address.
'use strict';
const { WebSocketServer } = require('ws');
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('listening', () => console.log(`listening on ws://127.0.0.1:${server.address().port}`));
server.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
});
