// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "cli/exit_status.h"
#include "cli/record/recording_place.h"
#include "cli/record/signal_watcher.h"
#include "cli/serve/server_arguments.h"
#include "scenario/server/server.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace framescope::cli {

/// A server in this thread, and one with TLS if that is wanted, whose clients are recorded if that
/// is wanted.
class ServerRun
{
public:
    /// The most connections that a server has to hold for all that come: their buffers fit into
    /// memory.
    static constexpr std::size_t Many = 10'000;

    ServerRun(const ServerArguments& arguments, const scenario::MakeHandler& makeHandler,
              std::size_t mostConnections = Many);

    /// Listens, and prints where. An error was printed.
    bool start();
    /// Serves until a signal, QCoreApplication::quit, or an error of the recording, which is
    /// printed.
    ExitStatus exec();

private:
    Result<void> startRecording();
    Result<void> startServers();
    Result<void> finishRecording();
    void watchRecording();

    const ServerArguments& arguments_;
    const std::size_t mostConnections_;
    SignalWatcher signalWatcher_{true};
    std::shared_ptr<timeline::LiveCapture> recording_;
    std::optional<RecordingPlace> place_;
    scenario::Server plain_;
    scenario::Server secure_;
    QTimer watch_;
};

} // namespace framescope::cli
