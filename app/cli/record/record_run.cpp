// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/record_run.h"

#include "base/text/counted.h"
#include "base/text/duration_text.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "cli/record/outcome_text.h"

#include <QCoreApplication>

namespace framescope::cli {

namespace {

using session::Session;

constexpr std::chrono::milliseconds RefreshInterval{20};
/// The most events printed before returning to the event loop.
constexpr std::size_t PrintedAtOnce = 20'000;
constexpr std::uint16_t NormalClosure = 1000;
constexpr std::uint16_t GoingAway = 1001;

bool isClose(const message::Outgoing& outgoing)
{
    return std::holds_alternative<message::Close>(outgoing);
}

} // namespace

Result<std::unique_ptr<RecordRun>> RecordRun::create(RecordOptions options)
{
    auto session = Session::create(toQString(options.place.path()));
    if (!session) {
        return tl::unexpected(session.error());
    }
    return std::unique_ptr<RecordRun>(new RecordRun(std::move(options), std::move(*session)));
}

RecordRun::RecordRun(RecordOptions options, std::unique_ptr<Session> session)
    : options_(std::move(options)), session_(std::move(session)), timeline_(session_->timeline()),
      signals_(true)
{
    if (options_.print) {
        printer_ = std::make_unique<EventPrinter>(timeline_, *options_.print, output_);
    }
    deadline_.setSingleShot(true);
    connect(&refresh_, &QTimer::timeout, this, &RecordRun::refresh);
    connect(&deadline_, &QTimer::timeout, this, [this] { close(NormalClosure); });
    connect(&signals_, &SignalWatcher::interrupted, this, &RecordRun::interrupt);
    connect(&input_, &InputLines::line, this, &RecordRun::sendLine);
    connect(&input_, &InputLines::lineTooLong, this,
            [this] { tellOfLine("is longer than 64 MiB and was not sent"); });
    connect(session_.get(), &Session::stateChanged, this, &RecordRun::follow);
    connect(session_.get(), &Session::canSendAgain, this, [this] {
        act();
        updateInput();
    });
    connect(session_.get(), &Session::recordingFailed, this, [this](const QString& message) {
        fail(message.toStdString(), ExitStatus::WrongUsage);
    });
    connect(session_.get(), &Session::certificateRejected, this,
            [this](const connection::CertificateFailure& certificate) {
                progress_.clear();
                printMessage(certificateSentence(certificate));
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
        act();
    } else if (state == Session::State::Waiting) {
        tellOfAttempt();
        lost_ += countUnsent();
    } else if (state == Session::State::Closed) {
        QCoreApplication::exit();
    }
}

void RecordRun::tellOfAttempt()
{
    if (const auto attempt = session_->nextAttempt()) {
        progress_.clear();
        printMessage(outcomeText(*timeline_, last_) + "; attempt " +
                     std::to_string(attempt->number) + " follows in " +
                     durationText(attempt->wait));
    }
}

/// Runs as many actions as there is room for; the session keeps their order.
void RecordRun::act()
{
    while (!actionFailed_ && nextAction_ < options_.actions.size()) {
        const message::Outgoing& action = options_.actions[nextAction_];
        const bool open = session_->state() == Session::State::Open;
        if (open && !isClose(action) && !session_->canSend()) {
            return;
        }
        if (const auto done = session_->send(action); !done) {
            progress_.clear();
            printError(done.error());
            actionFailed_ = true;
        } else {
            closeAccepted_ = closeAccepted_ || isClose(action);
            ++nextAction_;
        }
    }
    actionsDone_ = !actionFailed_;
}

void RecordRun::sendLine(const QByteArray& line)
{
    const std::string_view text(line.data(), static_cast<std::size_t>(line.size()));
    if (!isUtf8(asBytes(text))) {
        tellOfLine("is not UTF-8 and was not sent");
        return;
    }
    if (const auto sent =
            session_->send(inFragments(message::Text{toQString(text)}, options_.fragmentSize));
        !sent) {
        tellOfLine("was not sent: " + sent.error().message());
    }
    updateInput();
}

void RecordRun::tellOfLine(const std::string& clause)
{
    progress_.clear();
    printMessage("line " + std::to_string(input_.number()) + " of standard input " + clause);
}

/// Reads no input while it can't be sent.
void RecordRun::updateInput()
{
    input_.setWanted(actionsDone_ && session_->canSend());
}

/// The first call closes the connection, the second drops it.
void RecordRun::interrupt()
{
    if (std::exchange(interrupted_, true)) {
        session_->abort();
    } else {
        close(GoingAway);
    }
}

void RecordRun::close(std::uint16_t code)
{
    session_->endAttempts();
    const auto state = session_->state();
    if (state == Session::State::Connecting || state == Session::State::Open) {
        if (const auto closed = session_->close(code); !closed) {
            session_->abort();
        } else {
            closeAccepted_ = true;
        }
    }
}

void RecordRun::fail(const std::string& sentence, ExitStatus status)
{
    progress_.clear();
    printMessage(sentence);
    failure_ = status;
    QCoreApplication::exit();
}

void RecordRun::refresh()
{
    printNew(PrintedAtOnce);
    updateInput();
    if (!printer_) {
        progress_.show([this] { return progressText(*timeline_, session_->recordingSize()); });
    }
}

void RecordRun::printNew(std::size_t count)
{
    if (!printer_ || quiet_) {
        return;
    }
    const auto printed = printer_->print(count);
    output_.flush();
    if (!printed) {
        printError(printed.error());
        printer_.reset();
    } else if (output_.failed()) {
        quiet_ = true;
        close(GoingAway);
    }
}

/// Ending the session completes the file; the last events are printed afterwards.
void RecordRun::finish()
{
    refresh_.stop();
    input_.setWanted(false);
    noteUnsent();
    session_.reset();
    printNew(SIZE_MAX);
    progress_.clear();
    if (output_.error()) {
        failure_ = printError(*output_.error());
    }
    if (const auto error = recordingError(*timeline_); error && !failure_) {
        fail(*error, ExitStatus::WrongUsage);
    }
    settle();
    if (failure_) {
        return;
    }
    if (!unsent_.empty()) {
        printMessage(unsent_);
    }
    if (!quiet_) {
        printMessage(options_.place.path() + ": " + outcomeText(*timeline_, last_));
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

/// The messages and pings of the current connection that were not sent. A Close frame does not
/// count, as the server may have closed first.
std::uint64_t RecordRun::countUnsent() const
{
    const auto waiting = [](const session::Session::Progress& progress) {
        return progress.accepted - progress.recorded;
    };
    std::uint64_t count = waiting(session_->messages());
    if (const std::uint64_t controls = waiting(session_->controls()); controls > 0) {
        count += controls - (closeAccepted_ ? 1 : 0); // Close is the last of them
    }
    return count;
}

void RecordRun::noteUnsent()
{
    const auto connection = timeline_->connection(last_);
    if (!connection || (!connection->openAt && lost_ == 0)) {
        return; // the connection failed, which is reported
    }
    std::uint64_t count = lost_ + (connection->openAt ? countUnsent() : 0);
    for (std::size_t i = nextAction_; i < options_.actions.size(); ++i) {
        count += isClose(options_.actions[i]) ? 0 : 1;
    }
    if (count > 0) {
        unsent_ = counted(count, "message") + (count == 1 ? " or ping was" : " and pings were") +
                  " not sent: the connection ended first";
    }
    if (input_.isLeft() && !closeAccepted_) {
        unsent_ += (unsent_.empty() ? "" : "; ") + std::string("the input after line ") +
                   std::to_string(input_.number()) + " of standard input was not sent";
    }
}

/// Closing because the reader of standard output has left is expected (`| head`).
ExitStatus RecordRun::outcome() const
{
    if (failure_) {
        return *failure_;
    }
    const auto connection = timeline_->connection(last_);
    const bool clean = connection && connection->closing && connection->closing->clean;
    return (clean && unsent_.empty()) || quiet_ ? ExitStatus::Done : ExitStatus::ConnectionFailed;
}

} // namespace framescope::cli
