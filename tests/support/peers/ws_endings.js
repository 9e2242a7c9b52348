// SPDX-License-Identifier: GPL-3.0-or-later
// Connects with Node's ws as the JSON on standard input says, and prints what its close events say.
'use strict';
const WebSocket = require('ws');

const tasks = JSON.parse(require('fs').readFileSync(0));
const results = {};

function run({ name, url, close, say }) {
    return new Promise((done) => {
        const socket = new WebSocket(url, { rejectUnauthorized: false });
        socket.onopen = () => {
            if (say !== null) {
                socket.send(say);
            }
            if (close !== null) {
                socket.close(...close);
            }
        };
        socket.onerror = () => {};
        socket.onclose = (event) => {
            results[name] = { code: event.code, reason: event.reason, clean: event.wasClean };
            done();
        };
    });
}

Promise.all(tasks.map(run)).then(() => {
    console.log(JSON.stringify(results));
    process.exit(0);
});
