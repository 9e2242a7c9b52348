// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_handler.h"

#include "scenario/demo/demo_answer.h"
#include "scenario/demo/demo_scenarios.h"
#include "scenario/server/forwarding_handler.h"
#include "scenario/server/server_connection.h"

#include <utility>

namespace framescope::scenario {

namespace {

class DemoHandler final : public ClientHandler
{
public:
    void requested(ServerConnection& client, const wire::HttpHead& request) override
    {
        answer_ = answerDemoRequest(request, client.address());
        if (answer_.delay.count() > 0) {
            client.after(answer_.delay, [this, &client] { answer(client); });
        } else {
            answer(client);
        }
    }

    void message(ServerConnection& client, wire::Opcode opcode, ByteView payload) override
    {
        if (answer_.behaviour->message) {
            answer_.behaviour->message(client, opcode, payload);
        }
    }

    void canSendAgain(ServerConnection& client) override
    {
        if (answer_.behaviour->canSendAgain) {
            answer_.behaviour->canSendAgain(client);
        }
    }

private:
    void answer(ServerConnection& client)
    {
        client.sendRaw(asBytes(std::exchange(answer_.response, {})));
        if (!answer_.behaviour) {
            client.end();
            return;
        }
        client.setManners({.answersClose = answer_.behaviour->answersClose});
        client.open(answer_.deflate);
        if (answer_.behaviour->opened) {
            answer_.behaviour->opened(client);
        }
    }

    DemoAnswer answer_;
};

/// Serves the path of the request, once it is known.
class PathHandler final : public ForwardingHandler
{
public:
    explicit PathHandler(std::shared_ptr<Mock> mock) : mock_(std::move(mock)) {}
    ~PathHandler() override { inner_.reset(); } // it uses the mock

    void requested(ServerConnection& client, const wire::HttpHead& request) override
    {
        inner_ = isDemoScenario(request.target) ? mock_->handlers()(client)
                                                : std::make_unique<DemoHandler>();
        inner_->requested(client, request);
    }

private:
    std::shared_ptr<Mock> mock_;
};

} // namespace

MakeHandler demoHandlers()
{
    return [mock = std::shared_ptr(makeDemoMock())](ServerConnection& /*client*/) {
        return std::make_unique<PathHandler>(mock);
    };
}

} // namespace framescope::scenario
