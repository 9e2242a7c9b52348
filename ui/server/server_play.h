// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/demo/demo_play.h"
#include "scenario/mock/contract_mock.h"
#include "scenario/mock/mock.h"
#include "scenario/mock/replay.h"
#include "ui/server/server_request.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

namespace framescope::ui {

/// What a server plays, read from its files, and what its clients did. Thread-safe once it is
/// made; must outlive the server.
class ServerPlay
{
public:
    /// Reads the files, which may take long. `variables` are the values of {{names}} in scenarios.
    static Result<std::shared_ptr<ServerPlay>> make(const ServerRequest& request,
                                                    const std::map<QString, QString>& variables,
                                                    const std::stop_token& stop);

    scenario::MakeHandler handlers();
    const scenario::ClientList& clients() const;
    /// Targets of requests that something is played for; see scenario::Mock.
    std::vector<std::string> targets() const;
    /// What became of the steps of a client; nullopt as long as there is no verdict.
    std::optional<scenario::RunResult> resultOf(std::uint64_t client) const;
    /// What a client of a contract did otherwise so far.
    std::vector<std::string> toldOf(std::uint64_t client) const;
    /// What is not played or checked: a part of a contract, a file of a folder.
    std::vector<std::string> remarks() const;

private:
    Result<void> takeScenarios(const QStringList& files,
                               const std::map<QString, QString>& variables);
    Result<void> takeRecording(const QString& file, bool inTime, const std::stop_token& stop);
    Result<void> takeContract(const ServerRequest& request);
    void keep(const scenario::Mock::Report& report);

    std::vector<std::string> leftOut_; ///< files of folders, with what is wrong with them
    mutable std::mutex mutex_;
    std::map<std::uint64_t, scenario::RunResult> results_;   ///< under `mutex_`, by client
    std::map<std::uint64_t, std::vector<std::string>> told_; ///< under `mutex_`, by client
    std::variant<std::unique_ptr<scenario::Mock>, std::unique_ptr<scenario::Replay>,
                 std::unique_ptr<scenario::ContractMock>, std::unique_ptr<scenario::DemoPlay>>
        play_;
};

} // namespace framescope::ui
