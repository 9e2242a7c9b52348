// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/event_printer.h"
#include "cli/exit_status.h"
#include "cli/output.h"
#include "cli/progress_line.h"
#include "cli/record/input_lines.h"
#include "cli/record/recording_place.h"
#include "cli/record/signal_watcher.h"
#include "connection/target.h"
#include "message/outgoing.h"
#include "session/session.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::cli {

struct RecordOptions
{
    connection::Target target;
    RecordingPlace place;
    std::vector<message::Outgoing> actions;
    std::optional<std::uint64_t> fragmentSize;         ///< of the lines of standard input
    std::optional<std::chrono::milliseconds> duration; ///< from the opened connection on
    std::optional<EventPrinter::Options> print;
};

/// One session of `record`, from connecting to its end; it may have several connections.
class RecordRun : public QObject
{
    Q_OBJECT

public:
    /// Creates the recording.
    static Result<std::unique_ptr<RecordRun>> create(RecordOptions options);
    ~RecordRun() override;

    /// Runs the event loop until a connection has ended and none follows.
    ExitStatus run();

private:
    RecordRun(RecordOptions options, std::unique_ptr<session::Session> session);

    void follow(session::Session::State state);
    void tellOfAttempt();
    void act();
    void updateInput();
    void sendLine(const QByteArray& line);
    void tellOfLine(const std::string& clause);
    void interrupt();
    void close(std::uint16_t code);
    void fail(const std::string& sentence, ExitStatus status);

    void refresh();
    void printNew(std::size_t count);
    void finish();
    void settle();
    void noteUnsent();
    std::uint64_t countUnsent() const;
    ExitStatus outcome() const;

    RecordOptions options_;
    std::unique_ptr<session::Session> session_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    Output output_;
    std::unique_ptr<EventPrinter> printer_;
    SignalWatcher signals_;
    InputLines input_;
    ProgressLine progress_;
    QTimer refresh_;
    QTimer deadline_;
    std::optional<ExitStatus> failure_;
    std::size_t nextAction_ = 0; ///< the next action to run, or the one that failed
    bool actionFailed_ = false;
    ConnectionId last_{1};   ///< the last connection
    std::uint64_t lost_ = 0; ///< what connections before the last did not send
    std::string unsent_;     ///< a sentence about what was not sent; may be empty
    bool closeAccepted_ = false;
    bool actionsDone_ = false;
    bool interrupted_ = false;
    bool quiet_ = false; ///< the reader of standard output has left
};

} // namespace framescope::cli
