// SPDX-License-Identifier: GPL-3.0-or-later
//
// speak_ws.js send|connect URL COUNT: what bench_speak does, with Node's ws.
'use strict';
const WebSocket = require('ws');
const [what, url, countText] = process.argv.slice(2);
const count = Number(countText);
const text = 'x'.repeat(64);
const highWater = 1 << 20; // bytes that wait before the program lets them go

let connections = what === 'send' ? 1 : count;
const begin = process.hrtime.bigint();

function send(socket, sent) {
  while (sent < count && socket.bufferedAmount < highWater) {
    socket.send(text);
    ++sent;
  }
  if (sent < count) {
    setImmediate(send, socket, sent);
  } else {
    socket.close(1000);
  }
}

function connect() {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  socket.on('open', () => (what === 'send' ? send(socket, 0) : socket.close(1000)));
  socket.on('close', (code) => {
    if (code !== 1000) {
      throw new Error(`closed with ${code}`);
    }
    if (--connections > 0) {
      connect();
      return;
    }
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
    console.log(JSON.stringify({ seconds }));
  });
}

connect();
