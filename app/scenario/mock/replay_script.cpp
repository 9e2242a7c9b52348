// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/mock/replay_script.h"

#include "scenario/mock/json_fields.h"

#include <functional>
#include <map>

namespace framescope::scenario {

namespace {

using timeline::Entry;
using timeline::Type;

/// Reads the events of a recording once, for all of its connections.
class ScriptReader
{
public:
    explicit ScriptReader(const timeline::Timeline& timeline)
        : timeline_(timeline), reader_(timeline)
    {
    }

    Result<void> take(EventId id)
    {
        const Entry& entry = timeline_.entry(id);
        if (entry.conn().value == 0) {
            return {};
        }
        ReplayScript& script = scripts_[entry.conn().value];
        if (script.causes.empty()) {
            script.causes.emplace_back();
        }
        Timestamp& cause = causes_[entry.conn().value];
        if (entry.type == Type::Open || entry.type == Type::Request) {
            cause = entry.timestamp();
            script.requests += entry.type == Type::Request ? 1 : 0;
        } else if (entry.type == Type::Closed) {
            takeEnd(script, cause, entry);
        } else if (isLifeCycle(entry.type) || entry.type == Type::Pong) {
            return {}; // pongs are sent by themselves
        } else if (entry.direction() == Direction::Out) {
            return takeClients(script, cause, id);
        } else if (entry.has(Entry::InFrames)) {
            takeServers(script, cause, id);
        }
        return {};
    }

    std::vector<ReplayScript> scripts()
    {
        std::vector<ReplayScript> all;
        for (auto& [number, script] : scripts_) {
            if (const auto info = timeline_.connection(ConnectionId{number});
                info && (info->request || info->response || script.causes.size() > 1 ||
                         !script.causes.front().frames.empty())) {
                script.connection = *info;
                all.push_back(std::move(script));
            }
        }
        return all;
    }

private:
    Result<void> takeClients(ReplayScript& script, Timestamp& cause, EventId id)
    {
        const Entry& entry = timeline_.entry(id);
        if (entry.type == Type::Close) {
            script.clientClosedFirst = !script.serverClosed;
            cause = script.clientClosedFirst ? entry.timestamp() : cause;
        }
        if (!entry.has(Entry::InMessages) ||
            (entry.type != Type::Text && entry.type != Type::Binary)) {
            return {};
        }
        const auto payload = reader_.payload(id, 0, MostCompared);
        if (!payload) {
            return tl::unexpected(payload.error());
        }
        cause = entry.timestamp();
        script.causes.push_back(
            {id, entry.type == Type::Binary, exactHash(*payload), alikeHash(*payload), {}});
        return {};
    }

    void takeServers(ReplayScript& script, Timestamp cause, EventId id)
    {
        const Entry& entry = timeline_.entry(id);
        if (entry.type == Type::Close && script.clientClosedFirst) {
            script.closeReply = script.closeReply.value_or(id);
            return;
        }
        script.serverClosed = script.serverClosed || entry.type == Type::Close;
        script.causes.back().frames.push_back({id, entry.timestamp() - cause});
    }

    void takeEnd(ReplayScript& script, Timestamp cause, const Entry& entry)
    {
        const auto* detail = timeline_.detail(entry);
        const auto* closed = detail ? detail->as<timeline::ClosedDetail>() : nullptr;
        if (closed && closed->tcpBy == "server") {
            script.end = closed->tcp == "reset" ? ReplayScript::End::Reset : ReplayScript::End::Fin;
            script.endAfter = entry.timestamp() - cause;
        }
    }

    const timeline::Timeline& timeline_;
    timeline::StreamReader reader_;
    std::map<std::uint32_t, ReplayScript> scripts_;
    std::map<std::uint32_t, Timestamp> causes_; ///< when the last cause came
};

} // namespace

std::string ReplayScript::path() const
{
    return connection.request
               ? connection.request->target.substr(0, connection.request->target.find('?'))
               : std::string();
}

bool ReplayScript::wasAccepted() const
{
    return connection.openAt.has_value();
}

bool ReplayScript::endsAnswer() const
{
    const auto& response = connection.response;
    return end != End::Stays || (response && (response->hasToken("Connection", "close") ||
                                              !(response->find("Content-Length") ||
                                                response->find("Transfer-Encoding"))));
}

std::size_t exactHash(ByteView payload)
{
    return std::hash<std::string_view>()(asText(payload));
}

std::size_t alikeHash(ByteView payload)
{
    auto fields = jsonFields(asText(payload));
    return fields ? std::hash<std::string>()(canonical(*std::move(fields))) : exactHash(payload);
}

Result<std::vector<ReplayScript>> replayScripts(const timeline::Timeline& timeline)
{
    ScriptReader reader(timeline);
    const auto count = static_cast<std::uint32_t>(timeline.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        if (const auto taken = reader.take(EventId{i}); !taken) {
            return tl::unexpected(taken.error());
        }
    }
    return reader.scripts();
}

} // namespace framescope::scenario
