// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/making/make_scenario.h"

#include "base/text/qt_string.h"
#include "collection/separated_secrets.h"
#include "scenario/making/message_steps.h"

#include <QUrl>

#include <algorithm>
#include <chrono>
#include <set>

namespace framescope::scenario {

namespace {

using Line = Recorded::Line;
using Use = Proposal::Use;
using timeline::ConnectionInfo;

constexpr std::uint16_t NoCode = 1005; // RFC 6455 7.4.1

Step openingStep(const Line& line, const ConnectionInfo& info)
{
    Expectation expectation;
    expectation.payload.any = true;
    if (line.what == Line::What::Open) {
        expectation.kind = Expectation::Kind::Open;
        const std::string* subprotocol =
            info.response ? info.response->find("Sec-WebSocket-Protocol") : nullptr;
        if (subprotocol) {
            expectation.subprotocol = Text{*subprotocol};
        }
    } else if (line.what == Line::What::Refused) {
        expectation.kind = Expectation::Kind::Refused;
        expectation.status = Text{std::to_string(info.response->status)};
    } else {
        expectation.kind = Expectation::Kind::Error;
        if (!line.payload.empty() && line.payload != "recording") {
            expectation.layer = Text{line.payload};
        }
    }
    return {{}, {}, std::move(expectation)};
}

/// What the client did to end the connection, and how it ended.
void addEnd(const ConnectionInfo& info, bool followsOthers, std::vector<Step>& steps)
{
    if (!info.closing || !info.closing->code) {
        return; // it is not known, or still open
    }
    const auto& end = *info.closing;
    if (!end.by && end.tcp.starts_with("the client")) {
        return; // dropped by hand
    }
    if (end.by == Direction::Out) {
        Send send;
        send.draft.kind = message::Draft::Kind::Close;
        if (info.closeSent && info.closeSent->code) {
            send.draft.code = QString::number(*info.closeSent->code);
            send.draft.content = toQString(info.closeSent->reason);
        }
        steps.push_back({{}, {}, std::move(send)});
    }
    Expectation expectation;
    expectation.kind = Expectation::Kind::Close;
    expectation.skipOthers = followsOthers;
    expectation.payload.any = true;
    expectation.codes = {Text{*end.code == NoCode ? "none" : std::to_string(*end.code)}};
    if (!end.reason.empty() && end.by == Direction::In) {
        expectation.reason = Matcher{};
        expectation.reason->equals = Text{end.reason};
    }
    expectation.by = Text{end.by ? *end.by == Direction::In ? "server" : "client" : "nobody"};
    expectation.clean = Text{end.clean ? "true" : "false"};
    steps.push_back({{}, {}, std::move(expectation)});
}

/// Gives an expectation the time it needs, if that is more than the usual.
void setTime(std::vector<Step>& steps, std::size_t from, Duration waited)
{
    using std::chrono::seconds;
    constexpr seconds Enough{2}; // of the 5 s that an expectation has
    if (waited <= Enough) {
        return;
    }
    const auto most = std::chrono::ceil<seconds>(2 * waited) + Enough;
    for (std::size_t i = from; i < steps.size(); ++i) {
        if (auto* expectation = std::get_if<Expectation>(&steps[i].what)) {
            expectation->within = Text{std::to_string(most.count()) + "s"};
        }
    }
}

/// The steps of one connection, in the order of its lines.
Result<std::vector<Step>> stepsOf(const Recorded& recorded, const MessageSteps& messages,
                                  const ConnectionInfo& info)
{
    std::vector<Step> steps;
    std::optional<Timestamp> before;
    for (std::size_t i = 0; i < recorded.lines.size(); ++i) {
        const Line& line = recorded.lines[i];
        if (line.connection != info.id) {
            continue;
        }
        const std::size_t first = steps.size();
        switch (line.what) {
        case Line::What::Open:
        case Line::What::Refused:
        case Line::What::Failed:
            steps.push_back(openingStep(line, info));
            break;
        case Line::What::Closed:
            addEnd(info, line.followsOthers, steps);
            break;
        default:
            if (auto added = messages.add(i, steps); !added) {
                return tl::unexpected(added.error());
            }
        }
        setTime(steps, first, before ? line.time - *before : Duration{});
        before = line.time;
    }
    return steps;
}

/// Whether a connection began before the one before it had said its last.
bool areTogether(const Recorded& recorded)
{
    std::set<ConnectionId> left;
    ConnectionId current;
    for (const Line& line : recorded.lines) {
        if (line.connection != current) {
            if (left.contains(line.connection)) {
                return true;
            }
            left.insert(current);
            current = line.connection;
        }
    }
    return false;
}

/// Takes the secrets out of the connections of a scenario, and counts their names.
class Connects
{
public:
    explicit Connects(MadeScenario& made) : made_(made) {}

    Connect of(const collection::SavedConnection& saved)
    {
        QStringList taken;
        for (const auto& [name, value] : made_.secrets) {
            taken += name;
        }
        const QString start = QUrl(saved.address).host();
        auto separated = collection::withoutSecrets(saved, start, taken);
        made_.secrets.merge(separated.secrets);
        Connect connect;
        connect.saved = std::move(separated.saved);
        connect.saved.messages.clear();
        connect.saved.name.clear();
        return connect;
    }

private:
    MadeScenario& made_;
};

void addParallel(const Recorded& recorded, std::vector<std::vector<Step>>& all, Connects& connects,
                 Scenario& scenario)
{
    Parallel parallel;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const ConnectionInfo& info = recorded.connections[i];
        ParallelConnection one;
        one.name = "connection " + std::to_string(info.id.value);
        if (i > 0 && info.url != recorded.connections.front().url) {
            one.connect = connects.of(connectionAsRequested(info));
        }
        one.steps = std::move(all[i]);
        parallel.connections.push_back(std::move(one));
    }
    scenario.steps.push_back({{}, {}, std::move(parallel)});
}

void addOneAfterTheOther(const Recorded& recorded, std::vector<std::vector<Step>>& all,
                         Connects& connects, Scenario& scenario)
{
    for (std::size_t i = 0; i < all.size(); ++i) {
        const ConnectionInfo& info = recorded.connections[i];
        if (i > 0) {
            ConnectAgain again;
            if (info.url != recorded.connections.front().url) {
                again.connect = connects.of(connectionAsRequested(info));
            }
            scenario.steps.push_back({{}, {}, std::move(again)});
        }
        std::ranges::move(all[i], std::back_inserter(scenario.steps));
    }
}

} // namespace

Result<MadeScenario> scenarioOf(const Recorded& recorded, const std::vector<Proposal>& proposals,
                                const std::optional<collection::SavedConnection>& written)
{
    MadeScenario made;
    const MessageSteps messages(recorded, proposals);
    std::vector<std::vector<Step>> all;
    for (const ConnectionInfo& info : recorded.connections) {
        auto steps = stepsOf(recorded, messages, info);
        if (!steps) {
            return tl::unexpected(steps.error());
        }
        all.push_back(*std::move(steps));
    }
    Connects connects(made);
    const ConnectionInfo& first = recorded.connections.front();
    made.scenario.name =
        "as with " +
        QUrl(toQString(first.url)).adjusted(QUrl::RemoveUserInfo).authority().toStdString();
    made.scenario.connect = connects.of(written.value_or(connectionAsRequested(first)));
    for (const Proposal& proposal : proposals) {
        if (proposal.chosen && proposal.use == Use::Kept) {
            made.scenario.variables.emplace_back(proposal.name, Text{proposal.value});
        } else if (proposal.chosen && proposal.use == Use::Secret) {
            made.secrets[toQString(proposal.name)] = toQString(proposal.value);
        }
    }
    if (areTogether(recorded)) {
        addParallel(recorded, all, connects, made.scenario);
    } else {
        addOneAfterTheOther(recorded, all, connects, made.scenario);
    }
    return made;
}

} // namespace framescope::scenario
