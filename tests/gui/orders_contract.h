// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace framescope::test {

// An AsyncAPI document of a server whose clients say what it says: orders, some of them cancelled.
inline constexpr const char* OrdersContract = R"(asyncapi: 3.0.0
info: { title: orders, version: 1.0.0 }
channels:
  all:
    address: /echo
    messages:
      order: { $ref: '#/components/messages/order' }
      cancelled: { $ref: '#/components/messages/cancelled' }
operations:
  said: { action: send, channel: { $ref: '#/channels/all' } }
  heard: { action: receive, channel: { $ref: '#/channels/all' } }
components:
  messages:
    order:
      payload:
        type: object
        required: [kind, price]
        properties:
          kind: { const: order }
          price: { type: number }
    cancelled:
      payload:
        type: object
        required: [kind]
        properties:
          kind: { const: cancelled }
)";

} // namespace framescope::test
