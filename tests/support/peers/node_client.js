// SPDX-License-Identifier: GPL-3.0-or-later
// A client with Node's ws: sends the texts it is given ("close" closes after the answers),
// prints what it sees as JSON lines. usage: node_client.js URL [TEXT…]
'use strict';
const WebSocket = require('ws');

const [url, ...texts] = process.argv.slice(2);
const client = new WebSocket(url, { rejectUnauthorized: false });
const say = (object) => console.log(JSON.stringify(object));
const messages = texts.filter((text) => text !== 'close');
let awaited = texts.includes('close') ? Math.max(messages.length, 1) : -1;

client.on('open', () => messages.forEach((text) => client.send(text)));
client.on('message', (data, binary) => {
    say({ event: 'message', binary, text: data.toString() });
    awaited -= 1;
    if (awaited === 0) {
        client.close(1000);
    }
});
client.on('ping', (data) => say({ event: 'ping', text: data.toString() }));
client.on('close', (code, reason) => say({ event: 'close', code, reason: reason.toString() }));
client.on('error', (error) => say({ event: 'error', code: error.code }));
client.on('unexpected-response', (request, response) => {
    let body = '';
    response.on('data', (piece) => { body += piece; });
    response.on('end', () => {
        say({ event: 'refused', status: response.statusCode, error: JSON.parse(body).error });
        process.exit(0);
    });
});
