// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exit_status.h"
#include "cli/progress_line.h"
#include "cli/record/action_run.h"
#include "cli/record/input_run.h"
#include "cli/record/print_run.h"
#include "cli/record/recording_place.h"
#include "cli/record/signal_watcher.h"
#include "connection/target.h"
#include "message/templates.h"
#include "session/echo.h"
#include "session/session.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::cli {

struct RecordOptions
{
    connection::Target target;
    std::map<QString, QString> variables; ///< of the templates of messages
    RecordingPlace place;
    std::string cookieFile =
        {}; ///< is written at the end with the cookies in the jar; may be empty
    std::vector<RecordAction> actions;
    InputRun::Options input;
    bool echo = false;                                 ///< every message is sent back
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
    RecordRun(RecordOptions options, std::unique_ptr<SignalWatcher> watcher,
              std::unique_ptr<session::Session> session);

    void follow(session::Session::State state);
    void tell(const std::string& sentence);
    void tellOfAttempt();
    void interrupt();
    void close(std::uint16_t code);
    void fail(const std::string& sentence, ExitStatus status);

    void refresh();
    void finish();
    void printRest();
    void settle();
    void writeCookies();
    bool hasClosed() const;
    void noteUnsent();
    std::uint64_t countUnsent() const;
    ExitStatus outcome() const;

    RecordOptions options_;
    std::unique_ptr<session::Session> session_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::unique_ptr<PrintRun> printing_; ///< null if nothing is printed
    std::unique_ptr<SignalWatcher> signals_;
    message::TemplateScope scope_;
    ActionRun actions_;
    InputRun input_;
    std::unique_ptr<session::Echo> echo_; ///< null before the connection is open
    ProgressLine progress_;
    QTimer refresh_;
    QTimer deadline_;
    std::optional<ExitStatus> failure_;
    ConnectionId last_{1};          ///< the last connection
    std::uint64_t lost_ = 0;        ///< what connections before the last did not send
    std::uint64_t notSentBack_ = 0; ///< by these connections
    std::string unsent_;            ///< a sentence about what was not sent; may be empty
    bool closed_ = false;           ///< by us, at a signal or after the duration
    bool actionFailed_ = false;
    bool interrupted_ = false;
};

} // namespace framescope::cli
