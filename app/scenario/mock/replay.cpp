// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/replay.h"

#include "scenario/mock/replay_client.h"

#include <algorithm>
#include <set>
#include <utility>

namespace framescope::scenario {

Replay::Replay(std::shared_ptr<const timeline::Timeline> timeline, Options options)
    : timeline_(std::move(timeline)), options_(std::move(options)), reader_(*timeline_)
{
}

Result<std::unique_ptr<Replay>> Replay::make(std::shared_ptr<const timeline::Timeline> timeline,
                                             Options options)
{
    std::unique_ptr<Replay> replay(new Replay(std::move(timeline), std::move(options)));
    auto scripts = replayScripts(*replay->timeline_);
    if (!scripts) {
        return tl::unexpected(scripts.error());
    }
    if (scripts->empty()) {
        return failure("there is no WebSocket connection in the recording", {},
                       "framescope-cli show prints what is in it");
    }
    for (ReplayScript& script : *scripts) {
        replay->entries_.push_back({std::move(script)});
    }
    return replay;
}

MakeHandler Replay::handlers()
{
    return [this](ServerConnection& connection) {
        return std::make_unique<ReplayClient>(*this, connection);
    };
}

/// A whole target that is equal comes before a path that is.
const ReplayScript* Replay::scriptFor(const std::string& target)
{
    const std::string path = target.substr(0, target.find('?'));
    const auto worth = [&](const Entry& entry) {
        const auto& request = entry.script.connection.request;
        return !request || request->target == target ? 2 : entry.script.path() == path ? 1 : 0;
    };
    const auto best = std::ranges::max_element(entries_, [&](const Entry& a, const Entry& b) {
        return worth(a) != worth(b) ? worth(a) < worth(b) : a.played > b.played;
    });
    if (worth(*best) == 0) {
        return nullptr;
    }
    ++best->played;
    return &best->script;
}

std::vector<std::string> Replay::targets() const
{
    std::vector<std::string> targets;
    for (const Entry& entry : entries_) {
        const std::string path = entry.script.path().empty() ? "/" : entry.script.path();
        if (std::ranges::find(targets, path) == targets.end()) {
            targets.push_back(path);
        }
    }
    return targets;
}

std::string Replay::paths() const
{
    std::set<std::string> paths;
    for (const Entry& entry : entries_) {
        paths.insert("  " + entry.script.path() + "\n");
    }
    std::string text;
    for (const std::string& path : paths) {
        text += path;
    }
    return text;
}

} // namespace framescope::scenario
