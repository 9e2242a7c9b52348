// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_scenarios.h"

#include "scenario/format/read_scenario.h"

#include <algorithm>

namespace framescope::scenario {

namespace {

constexpr DemoScenario PlayedPaths[] = {
    {"/login", "takes a login as JSON: the token \"short\" expires (4408), others are wrong (4401)",
     R"(
  - expect:
      one_of:
        - message: { json: { $.type: login, $.token: short } }
          then:
            - send: '{"type":"welcome","expires_ms":200}'
            - wait: 100ms
            - send: '{"type":"expiring"}'
            - wait: 100ms
            - send: { close: { code: 4408, reason: token expired } }
        - message: { any: true }
          then:
            - send: { close: { code: 4401, reason: unknown token } }
)"},
    {"/session", "names a session in the head of its answer, and says it again", R"(
  - accept: { headers: [ { X-Session: 5e55104a } ] }
  - expect: { message: { any: true } }
  - send: 5e55104a
)"},
    {"/shuffle", "answers a list with apples, pears and plums, in another order", R"(
  - expect: { message: { any: true } }
  - send: '{"item":"plums"}'
  - send: '{"item":"pears"}'
  - send: '{"item":"apples"}'
)"},
    {"/limited", "takes 20 messages, then closes with 4429", R"(
  - repeat:
      times: 20
      steps:
        - expect: { message: { any: true } }
        - send: taken
  - expect: { message: { any: true } }
  - send: { close: { code: 4429, reason: too many messages } }
)"},
    {"/rpc", "answers calls as JSON with their ids: by 42, by 43, then by an error", R"(
  - expect: { message: { json: { $.id: { exists: true } } } }
  - set: { id: { json: $.id } }
  - send: '{"id":{{id}},"result":42}'
  - expect: { message: { json: { $.id: { exists: true } } } }
  - set: { id: { json: $.id } }
  - send: '{"id":{{id}},"result":43}'
  - expect: { message: { json: { $.id: { exists: true } } } }
  - set: { id: { json: $.id } }
  - send: '{"id":{{id}},"error":{"code":-32601,"message":"no such method"}}'
)"},
    {"/own-site", "refuses every Origin", R"(
  - refuse: { status: 403, body: not from this site }
)"},
    {"/heartbeat", "pings, and closes with 1008 as if no pong came", R"(
  - send: { ping: beat }
  - wait: 200ms
  - send: { close: { code: 1008, reason: no pong } }
)"},
    {"/small-messages", "closes with 1009 as if a message were too big", R"(
  - wait: 200ms
  - send: { close: { code: 1009, reason: too big } }
)"},
    {"/room/lobby", "plays a room with alice and bob, to each what the other would say", R"(
  - expect:
      one_of:
        - message: { json: { $.join: alice } }
          then:
            - send: '{"joined":["alice","bob"]}'
            - expect: { message: { json: { $.say: { exists: true } } } }
            - send: '{"from":"bob","text":"hello yourself"}'
        - message: { json: { $.join: bob } }
          then:
            - send: '{"joined":["alice","bob"]}'
            - send: '{"from":"alice","text":"hello"}'
)"},
};

/// Somebody may try it by hand.
constexpr std::string_view LongWaits = "within: 1h\ntimeout: 24h\n";

} // namespace

std::span<const DemoScenario> demoScenarios()
{
    return PlayedPaths;
}

bool isDemoScenario(std::string_view target)
{
    return std::ranges::find(PlayedPaths, target.substr(0, target.find('?')),
                             &DemoScenario::path) != std::end(PlayedPaths);
}

std::unique_ptr<Mock> makeDemoMock()
{
    std::vector<std::shared_ptr<const Scenario>> scenarios;
    for (const DemoScenario& row : PlayedPaths) {
        std::string text("name: demo\n");
        text.append(LongWaits).append("serve: ").append(row.path).append("\nsteps:");
        text.append(row.steps);
        auto read = scenarioFrom(text, QStringLiteral("/demo.yaml"));
        scenarios.push_back(std::make_shared<const Scenario>(*std::move(read)));
    }
    return *Mock::make(std::move(scenarios), {});
}

} // namespace framescope::scenario
