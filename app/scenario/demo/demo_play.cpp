// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_play.h"

#include "scenario/demo/demo_handler.h"
#include "scenario/demo/demo_paths.h"
#include "scenario/demo/demo_scenarios.h"
#include "scenario/server/forwarding_handler.h"

#include <string>
#include <utility>

namespace framescope::scenario {

namespace {

/// A client of the demo that is in the list.
class ListedHandler final : public ForwardingHandler
{
public:
    ListedHandler(ServerConnection& client, ClientList& list, const MakeHandler& demo)
        : list_(list), number_(list.add(client))
    {
        inner_ = demo(client);
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
        inner_->requested(client, request);
    }

private:
    ClientList& list_;
    std::uint64_t number_;
};

} // namespace

MakeHandler DemoPlay::handlers()
{
    return [this, demo = demoHandlers()](ServerConnection& client) {
        return std::make_unique<ListedHandler>(client, clients_, demo);
    };
}

std::vector<std::string> DemoPlay::targets() const
{
    std::vector<std::string> targets;
    for (const DemoPath& row : demoPaths()) {
        targets.emplace_back(row.path);
    }
    for (const DemoScenario& row : demoScenarios()) {
        targets.emplace_back(row.path);
    }
    return targets;
}

} // namespace framescope::scenario
