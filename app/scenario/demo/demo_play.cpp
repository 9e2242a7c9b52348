// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_play.h"

#include "scenario/demo/demo_handler.h"

#include <string>
#include <utility>

namespace framescope::scenario {

namespace {

/// A client of the demo that is in the list.
class ListedHandler final : public ClientHandler
{
public:
    ListedHandler(ServerConnection& client, ClientList& list)
        : list_(list), number_(list.add(client)), handler_(makeDemoHandler(client))
    {
    }
    ~ListedHandler() override
    {
        list_.change(number_, [](ClientList::Client& client) { client.connected = false; });
    }

    void requested(ServerConnection& client, const wire::HttpHead& request) override
    {
        list_.change(number_, [&request](ClientList::Client& listed) {
            listed.target = request.target;
            listed.plays = "demo";
        });
        handler_->requested(client, request);
    }
    void message(ServerConnection& client, wire::Opcode opcode, ByteView payload) override
    {
        handler_->message(client, opcode, payload);
    }
    void canSendAgain(ServerConnection& client) override { handler_->canSendAgain(client); }

private:
    ClientList& list_;
    std::uint64_t number_;
    std::unique_ptr<ClientHandler> handler_;
};

} // namespace

MakeHandler DemoPlay::handlers()
{
    return [this](ServerConnection& client) {
        return std::make_unique<ListedHandler>(client, clients_);
    };
}

} // namespace framescope::scenario
