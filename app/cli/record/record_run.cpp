// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/record_run.h"

#include "base/text/counted.h"
#include "base/text/duration_text.h"
#include "base/text/qt_string.h"
#include "cli/record/outcome_text.h"
#include "connection/cookie_file.h"
#include "connection/cookie_jar.h"
#include "session/last_message.h"

#include <QCoreApplication>

#include <algorithm>

namespace framescope::cli {

namespace {

using session::Session;

constexpr std::chrono::milliseconds RefreshInterval{20};
constexpr std::uint16_t NormalClosure = 1000;
constexpr std::uint16_t GoingAway = 1001;

} // namespace

Result<std::unique_ptr<RecordRun>> RecordRun::create(RecordOptions options)
{
    auto watcher = std::make_unique<SignalWatcher>(true); // first: they would leave an empty file
    auto session = Session::create(toQString(options.place.path()));
    if (!session) {
        return tl::unexpected(session.error());
    }
    return std::unique_ptr<RecordRun>(
        new RecordRun(std::move(options), std::move(watcher), std::move(*session)));
}

RecordRun::RecordRun(RecordOptions options, std::unique_ptr<SignalWatcher> watcher,
                     std::unique_ptr<Session> session)
    : options_(std::move(options)), session_(std::move(session)), timeline_(session_->timeline()),
      signals_(std::move(watcher)), actions_(std::move(options_.actions), *session_, scope_),
      input_(options_.input, *session_, scope_)
{
    scope_.variables = options_.variables;
    scope_.last = [this] { return session::lastMessage(*timeline_); };
    if (options_.print) {
        printing_ = std::make_unique<PrintRun>(timeline_, *options_.print);
        connect(printing_.get(), &PrintRun::failed, this, &printError);
        connect(printing_.get(), &PrintRun::ended, this, [this] { close(GoingAway); });
    }
    if (options_.echo) {
        session_->holdCloseAnswer();
    }
    deadline_.setSingleShot(true);
    connect(&refresh_, &QTimer::timeout, this, &RecordRun::refresh);
    connect(&deadline_, &QTimer::timeout, this, [this] { close(NormalClosure); });
    connect(signals_.get(), &SignalWatcher::interrupted, this, &RecordRun::interrupt);
    connect(&input_, &InputRun::told, this, &RecordRun::tell);
    connect(&actions_, &ActionRun::finished, this, [this] { input_.start(); });
    connect(&actions_, &ActionRun::failed, this, [this](const Error& error) {
        progress_.clear();
        printError(error);
        actionFailed_ = true;
        close(NormalClosure);
    });
    connect(session_.get(), &Session::stateChanged, this, &RecordRun::follow);
    connect(session_.get(), &Session::canSendAgain, this, [this] {
        actions_.go();
        input_.update();
    });
    connect(session_.get(), &Session::recordingFailed, this, [this](const QString& message) {
        fail(message.toStdString(), ExitStatus::WrongUsage);
    });
    connect(session_.get(), &Session::certificateRejected, this,
            [this](const connection::CertificateFailure& certificate) {
                progress_.clear();
                printMessage(acceptanceText(certificate));
            });
}

RecordRun::~RecordRun() = default;

ExitStatus RecordRun::run()
{
    if (options_.place.isBeside()) {
        printMessage(options_.place.path() + ": replaces " + options_.place.target() +
                     " when it is complete");
    }
    refresh_.start(RefreshInterval);
    if (const auto opened = session_->open(options_.target); !opened) {
        fail(opened.error().message(), ExitStatus::WrongUsage);
    } else {
        QCoreApplication::exec();
    }
    finish();
    return outcome();
}

void RecordRun::follow(Session::State state)
{
    last_ = session_->connection();
    if (state == Session::State::Open) {
        if (options_.duration && !deadline_.isActive()) {
            deadline_.start(*options_.duration);
        }
        if (options_.echo) {
            echo_ = std::make_unique<session::Echo>(*session_);
            connect(echo_.get(), &session::Echo::failed, this,
                    [this](const QString& sentence) { tell(sentence.toStdString()); });
        }
        actions_.go();
    } else if (state == Session::State::Waiting) {
        tellOfAttempt();
        lost_ += countUnsent();
        notSentBack_ += echo_ ? echo_->unsent() : 0;
        echo_.reset();
    } else if (state == Session::State::Closed) {
        QCoreApplication::exit();
    }
}

void RecordRun::tellOfAttempt()
{
    if (const auto attempt = session_->nextAttempt()) {
        tell(outcomeText(*timeline_, last_) + "; attempt " + std::to_string(attempt->number) +
             " follows in " + durationText(attempt->wait));
    }
}

void RecordRun::tell(const std::string& sentence)
{
    progress_.clear();
    printMessage(sentence);
}

/// The first call closes the connection, the second drops it; when only the rest is to be printed,
/// nothing is lost by ending the program.
void RecordRun::interrupt()
{
    if (!session_) {
        signals_->obey();
    } else if (std::exchange(interrupted_, true)) {
        session_->abort();
    } else {
        close(GoingAway);
    }
}

void RecordRun::close(std::uint16_t code)
{
    if (!session_) {
        return;
    }
    session_->endAttempts();
    const auto state = session_->state();
    if (state == Session::State::Connecting || state == Session::State::Open) {
        if (const auto closed = session_->close(code); !closed) {
            session_->abort();
        } else {
            closed_ = true;
        }
    }
}

void RecordRun::fail(const std::string& sentence, ExitStatus status)
{
    tell(sentence);
    failure_ = status;
    QCoreApplication::exit();
}

void RecordRun::refresh()
{
    input_.update();
    if (printing_) {
        printing_->update();
    } else {
        progress_.show([this] { return progressText(*timeline_, session_->recordingSize()); });
    }
}

/// Ending the session completes the file; the last events are printed afterwards.
void RecordRun::finish()
{
    refresh_.stop();
    actions_.stop();
    input_.stop();
    noteUnsent();
    echo_.reset();
    session_.reset();
    printRest();
    progress_.clear();
    if (const auto error = recordingError(*timeline_); error && !failure_) {
        fail(*error, ExitStatus::WrongUsage);
    }
    settle();
    writeCookies();
    if (failure_) {
        return;
    }
    if (!unsent_.empty()) {
        printMessage(unsent_);
    }
    printMessage(options_.place.path() + ": " + outcomeText(*timeline_, last_));
}

/// Signals are handled meanwhile: a reader of standard output may be slow.
void RecordRun::printRest()
{
    if (!printing_) {
        return;
    }
    connect(printing_.get(), &PrintRun::finished, QCoreApplication::instance(),
            [] { QCoreApplication::exit(); });
    printing_->finish();
    QCoreApplication::exec();
    if (const Error* error = printing_->error()) {
        failure_ = printError(*error);
    }
}

/// Keeps the old file if the new recording is empty.
void RecordRun::settle()
{
    RecordingPlace& place = options_.place;
    if (!place.isBeside()) {
        return;
    }
    bool opened = false;
    for (std::uint32_t id = 1; id <= last_.value && !opened; ++id) {
        const auto connection = timeline_->connection(ConnectionId{id});
        opened = connection && connection->openAt;
    }
    if (failure_ || !opened) {
        printMessage(place.target() + ": is unchanged; the new recording is " + place.path());
    } else if (const auto replaced = place.replaceTarget(); !replaced) {
        fail(replaced.error().message(), ExitStatus::WrongUsage);
    }
}

/// The recording is complete before this.
void RecordRun::writeCookies()
{
    if (options_.cookieFile.empty()) {
        return;
    }
    const auto written =
        connection::writeCookieFile(options_.cookieFile, options_.target.cookieJar->all());
    if (!written) {
        failure_ = printError(written.error());
    }
}

bool RecordRun::hasClosed() const
{
    return closed_ || actions_.hasClosed() || input_.hasClosed();
}

/// The messages and pings of the current connection that were not sent, but those to be sent back.
/// A Close frame does not count, as the server may have closed first.
std::uint64_t RecordRun::countUnsent() const
{
    const auto waiting = [](const session::Session::Progress& progress) {
        return progress.accepted - progress.recorded;
    };
    const auto controls = session_->controls();
    std::uint64_t count = waiting(session_->messages()) + controls.unreadable;
    if (const std::uint64_t last = waiting(controls) - controls.unreadable; last > 0) {
        count += last - (hasClosed() ? 1 : 0); // Close is the last of them
    }
    return count - (echo_ ? std::min(count, echo_->waiting()) : 0);
}

void RecordRun::noteUnsent()
{
    const auto connection = timeline_->connection(last_);
    if (!connection || (!connection->openAt && lost_ == 0) || actionFailed_) {
        return; // this is reported
    }
    const std::uint64_t count =
        actions_.unsent() + lost_ + (connection->openAt ? countUnsent() : 0);
    if (count > 0) {
        unsent_ = counted(count, "message") + (count == 1 ? " or ping was" : " and pings were") +
                  (session_->controls().unreadable > 0 ? " not sent"
                                                       : " not sent: the connection ended first");
    }
    const auto add = [this](const std::string& clause) {
        unsent_ += (unsent_.empty() ? "" : "; ") + clause;
    };
    if (hasClosed()) {
        return; // the rest was not to be sent
    }
    if (const std::uint64_t echoes = notSentBack_ + (echo_ ? echo_->unsent() : 0); echoes > 0) {
        add(counted(echoes, "message") + (echoes == 1 ? " was" : " were") +
            " not sent back: the connection ended first");
    }
    if (const std::string left = input_.unsent(); !left.empty()) {
        add(left);
    }
}

ExitStatus RecordRun::outcome() const
{
    if (failure_) {
        return *failure_;
    }
    if (input_.hasMistake() || actionFailed_) {
        return ExitStatus::WrongUsage;
    }
    const auto connection = timeline_->connection(last_);
    const bool clean = connection && connection->closing && connection->closing->clean;
    return clean && unsent_.empty() ? ExitStatus::Done : ExitStatus::ConnectionFailed;
}

} // namespace framescope::cli
