// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/server/server_play.h"

#include "base/text/qt_string.h"
#include "contract/document/document.h"
#include "scenario/format/read_scenario.h"
#include "timeline/decode/load.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <utility>
#include <vector>

namespace framescope::ui {

using scenario::ContractMock;
using scenario::Mock;
using scenario::Replay;
using scenario::Scenario;

namespace {

using Scenarios = std::vector<std::shared_ptr<const Scenario>>;

Result<void> addScenario(Scenarios& scenarios, const QString& file,
                         const std::vector<QString>& variables, bool inFolder)
{
    auto read = scenario::readScenario(file);
    if (!read) {
        return tl::unexpected(read.error());
    }
    if (inFolder && !read->playsServer()) {
        return {}; // a folder has those of clients too
    }
    if (const auto known = scenario::checkVariables(*read, variables); !known) {
        return known;
    }
    scenarios.push_back(std::make_shared<const Scenario>(*std::move(read)));
    return {};
}

/// Where a file can't be played, the others are; `leftOut` gets what is wrong with it.
Result<void> addFolder(Scenarios& scenarios, const QString& folder,
                       const std::vector<QString>& variables, std::vector<std::string>& leftOut)
{
    const std::size_t before = scenarios.size();
    const QDir dir(folder);
    for (const QString& name : dir.entryList({QStringLiteral("*.yaml"), QStringLiteral("*.yml")},
                                             QDir::Files, QDir::Name)) {
        if (auto added = addScenario(scenarios, dir.filePath(name), variables, true); !added) {
            leftOut.push_back(added.error().message());
        }
    }
    if (scenarios.size() == before) {
        std::string what = "no scenario in this folder plays a server";
        for (const std::string& one : leftOut) {
            what += "; " + one;
        }
        return failure(what, folder.toStdString(),
                       "that of a server has `serve:` in place of `connect:`");
    }
    return {};
}

/// The place of a client; those that came long before are forgotten.
template <typename Kept>
Kept& keepAt(std::map<std::uint64_t, Kept>& all, std::uint64_t client)
{
    Kept& kept = all[client];
    if (all.size() > scenario::ClientList::Most && all.begin()->first != client) {
        all.erase(all.begin());
    }
    return kept;
}

} // namespace

Result<std::shared_ptr<ServerPlay>> ServerPlay::make(const ServerRequest& request,
                                                     const std::map<QString, QString>& variables,
                                                     const std::stop_token& stop)
{
    auto play = std::make_shared<ServerPlay>();
    Result<void> taken;
    switch (request.plays) {
    case ServerRequest::Plays::Scenarios:
        taken = play->takeScenarios(request.files, variables);
        break;
    case ServerRequest::Plays::Recording:
        taken = play->takeRecording(request.files.value(0), request.inTime, stop);
        break;
    case ServerRequest::Plays::Contract:
        taken = play->takeContract(request);
        break;
    case ServerRequest::Plays::Demo:
        play->play_ = std::make_unique<scenario::DemoPlay>();
        break;
    }
    return taken.map([&play] { return play; });
}

Result<void> ServerPlay::takeScenarios(const QStringList& files,
                                       const std::map<QString, QString>& variables)
{
    std::vector<QString> given;
    for (const auto& [name, value] : variables) {
        given.push_back(name);
    }
    Scenarios scenarios;
    for (const QString& file : files) {
        const auto added = QFileInfo(file).isDir() ? addFolder(scenarios, file, given, leftOut_)
                                                   : addScenario(scenarios, file, given, false);
        if (!added) {
            return added;
        }
    }
    Mock::Options options;
    options.stepper.variables = variables;
    options.judged = [this](const Mock::Report& report) { keep(report); };
    return Mock::make(std::move(scenarios), std::move(options)).map([this](auto mock) {
        play_ = std::move(mock);
    });
}

Result<void> ServerPlay::takeRecording(const QString& file, bool inTime,
                                       const std::stop_token& stop)
{
    const auto loaded =
        timeline::load(QFile::encodeName(file).toStdString(),
                       [&stop](std::uint64_t, std::uint64_t) { return !stop.stop_requested(); });
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    const Replay::Options options{.pace = inTime ? Replay::Pace::Time : Replay::Pace::Cause};
    return Replay::make(loaded->timeline, options).map([this](auto replay) {
        play_ = std::move(replay);
    });
}

Result<void> ServerPlay::takeContract(const ServerRequest& request)
{
    const std::string path = QFile::encodeName(request.files.value(0)).toStdString();
    const auto document = contract::Document::open(path, request.side);
    if (!document) {
        return tl::unexpected(document.error());
    }
    ContractMock::Options options;
    options.every = request.every;
    options.told = [this](const scenario::ClientList::Client& client, const std::string& what) {
        const std::scoped_lock lock(mutex_);
        keepAt(told_, client.number).push_back(what);
    };
    options.judged = [this](const Mock::Report& report) { keep(report); };
    return ContractMock::make(*document, path, std::move(options)).map([this](auto mock) {
        play_ = std::move(mock);
    });
}

scenario::MakeHandler ServerPlay::handlers()
{
    return std::visit([](auto& play) { return play->handlers(); }, play_);
}

const scenario::ClientList& ServerPlay::clients() const
{
    return std::visit(
        [](const auto& play) -> const auto& { return play->clients(); }, play_);
}

std::vector<std::string> ServerPlay::targets() const
{
    return std::visit([](const auto& play) { return play->targets(); }, play_);
}

std::optional<scenario::RunResult> ServerPlay::resultOf(std::uint64_t client) const
{
    const std::scoped_lock lock(mutex_);
    const auto found = results_.find(client);
    return found == results_.end() ? std::nullopt : std::optional(found->second);
}

void ServerPlay::keep(const Mock::Report& report)
{
    const std::scoped_lock lock(mutex_);
    keepAt(results_, report.client) = report.result;
}

std::vector<std::string> ServerPlay::toldOf(std::uint64_t client) const
{
    const std::scoped_lock lock(mutex_);
    const auto found = told_.find(client);
    return found == told_.end() ? std::vector<std::string>() : found->second;
}

std::vector<std::string> ServerPlay::remarks() const
{
    const auto* mock = std::get_if<std::unique_ptr<ContractMock>>(&play_);
    return mock ? (*mock)->remarks() : leftOut_;
}

} // namespace framescope::ui
