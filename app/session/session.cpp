// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "base/text/counted.h"
#include "connection/target.h"
#include "session/capture_worker.h"
#include "session/direct_items.h"
#include "session/follow_up.h"
#include "session/speaker.h"

#include <QMetaMethod>
#include <QPointer>
#include <QThread>

#include <utility>

namespace framescope::session {

namespace {

std::optional<Session::Sending> sendingOf(const std::optional<tap::Outbox::Streamed>& stream)
{
    return stream ? std::optional(Session::Sending{stream->number, stream->sent, stream->size,
                                                   stream->oneFrame})
                  : std::nullopt;
}

} // namespace

struct Session::State_
{
    State_(std::unique_ptr<timeline::LiveCapture> live, QString recordingPath, Client client)
        : path(std::move(recordingPath)), timeline(live->timeline()),
          worker(std::make_unique<CaptureWorker>(std::move(live), client == Client::None))
    {
        if (client == Client::QWebSocket) {
            captureThread.setObjectName(QStringLiteral("capture"));
            worker->moveToThread(&captureThread);
            speaker = std::make_unique<Speaker>(inbox, toSend);
            speakerThread.setObjectName(QStringLiteral("speaker"));
            speaker->moveToThread(&speakerThread);
        }
    }

    const QString path;
    const std::shared_ptr<const timeline::Timeline> timeline;
    State state = State::Idle;
    ConnectionId connection;
    std::shared_ptr<tap::Outbox> outbox = std::make_shared<tap::Outbox>();
    std::uint64_t messages = 0; ///< number sent through QWebSocket on this connection
    std::uint64_t controls = 0; ///< number put into the outbox
    connection::Behaviours behaviours;
    bool behavioursSet = false; ///< by `setBehaviours`
    bool holdsCloseAnswer = false;
    bool speakerFailed = false;
    FollowUp* followUp = nullptr; ///< a child of the session
    MessageInbox inbox;
    MessageInbox toSend;
    QThread captureThread; ///< not started without a client, as is the next
    QThread speakerThread;
    std::unique_ptr<CaptureWorker> worker;
    std::unique_ptr<Speaker> speaker; ///< null without a client
};

Result<std::unique_ptr<Session>> Session::create(const QString& path, bool replace, Client client)
{
    return of(timeline::LiveCapture::create(path.toStdString(), {.replace = replace}), path,
              client);
}

Result<std::unique_ptr<Session>> Session::createInMemory()
{
    return of(timeline::LiveCapture::create({}, {.inMemory = true}), {}, Client::None);
}

Result<std::unique_ptr<Session>> Session::of(Result<std::unique_ptr<timeline::LiveCapture>> live,
                                             const QString& path, Client client)
{
    if (!live) {
        return tl::unexpected(std::move(live).error());
    }
    return std::unique_ptr<Session>(
        new Session(std::make_unique<State_>(std::move(*live), path, client)));
}

/// Queued, as without a client the worker may say in a call what follows from it.
Session::Session(std::unique_ptr<State_> state) : d_(std::move(state))
{
    d_->followUp = new FollowUp(this);
    const CaptureWorker* worker = d_->worker.get();
    const auto follow = [worker](auto signal, auto* receiver, auto slot) {
        connect(worker, signal, receiver, slot, Qt::QueuedConnection);
    };
    follow(&CaptureWorker::opened, this, [this] { advance(State::Open); });
    follow(&CaptureWorker::closing, this, [this] { advance(State::Closing); });
    follow(&CaptureWorker::canSendAgain, this, &Session::canSendAgain);
    follow(&CaptureWorker::redirected, d_->followUp, &FollowUp::redirect);
    follow(&CaptureWorker::certificateRejected, d_->followUp, &FollowUp::stop);
    follow(&CaptureWorker::recordingFailed, d_->followUp, &FollowUp::stop);
    follow(&CaptureWorker::certificateRejected, this, &Session::certificateRejected);
    connect(worker, &CaptureWorker::news, this, &Session::news);
    follow(&CaptureWorker::notesEdited, this, &Session::notesEdited);
    follow(&CaptureWorker::noteRefused, this, &Session::noteRefused);
    follow(&CaptureWorker::recordingFailed, this, &Session::recordingFailed);
    connect(d_->followUp, &FollowUp::due, this, &Session::start);
    if (d_->speaker) {
        connectSpeaker();
    } else {
        follow(&CaptureWorker::ended, this, &Session::connectionEnded);
    }
}

void Session::connectSpeaker()
{
    const CaptureWorker* worker = d_->worker.get();
    const Speaker* speaker = d_->speaker.get();
    connect(worker, &CaptureWorker::listening, speaker, &Speaker::open);
    connect(speaker, &Speaker::reaching, worker, &CaptureWorker::expectClient);
    connect(worker, &CaptureWorker::ended, speaker, &Speaker::leave);
    connect(speaker, &Speaker::failed, worker, &CaptureWorker::clientFailed);
    connect(speaker, &Speaker::left, this, &Session::connectionEnded);
    connect(speaker, &Speaker::failed, this, [this] { d_->speakerFailed = true; });
    connect(speaker, &Speaker::received, this, &Session::deliver);
    d_->captureThread.start();
    d_->speakerThread.start();
}

Session::~Session()
{
    d_->inbox.close();
    disconnect(d_->worker.get(), nullptr, this, nullptr);
    if (!d_->speaker) {
        d_->worker->stop();
        return;
    }
    disconnect(d_->speaker.get(), nullptr, this, nullptr);
    QMetaObject::invokeMethod(d_->worker.get(), [worker = d_->worker.get()] {
        worker->stop();
        QThread::currentThread()->quit();
    });
    QMetaObject::invokeMethod(d_->speaker.get(), [speaker = d_->speaker.get()] {
        speaker->finish();
        QThread::currentThread()->quit();
    });
    d_->captureThread.wait();
    d_->speakerThread.wait();
}

Session::State Session::state() const
{
    return d_->state;
}

std::shared_ptr<const timeline::Timeline> Session::timeline() const
{
    return d_->timeline;
}

QString Session::recordingPath() const
{
    return d_->path;
}

std::uint64_t Session::recordingSize() const
{
    const auto file = d_->timeline->file();
    return file ? file->appended() : 0;
}

ConnectionId Session::connection() const
{
    return d_->connection;
}

Result<void> Session::open(const connection::ConnectionOptions& options)
{
    return targetFrom(options).and_then(
        [this](connection::Target&& target) { return open(std::move(target)); });
}

Result<void> Session::open(connection::Target target)
{
    if (d_->state != State::Idle && d_->state != State::Waiting && d_->state != State::Closed) {
        return failure("the session is open already");
    }
    d_->followUp->begin(target);
    start({.target = std::move(target)});
    return {};
}

void Session::start(const Opening& opening)
{
    d_->connection = ConnectionId{d_->connection.value + 1};
    d_->outbox = std::make_shared<tap::Outbox>();
    if (d_->holdsCloseAnswer) {
        d_->outbox->holdCloseAnswer();
    }
    d_->messages = 0;
    d_->controls = 0;
    d_->toSend.take(); // messages of the last connection
    updateWanted();
    d_->speakerFailed = false;
    Opening whole = opening;
    whole.outbox = d_->outbox;
    if (d_->behavioursSet) {
        whole.target.behaviours = d_->behaviours;
    }
    d_->behaviours = whole.target.behaviours;
    QMetaObject::invokeMethod(
        d_->worker.get(),
        [worker = d_->worker.get(), whole = std::move(whole)] { worker->open(whole); });
    d_->state = State::Connecting;
    emit stateChanged(State::Connecting);
}

void Session::abort()
{
    if (d_->state == State::Idle || d_->state == State::Closed) {
        return;
    }
    endAttempts();
    if (d_->state == State::Closed) {
        return;
    }
    QMetaObject::invokeMethod(d_->worker.get(), [worker = d_->worker.get()] { worker->abort(); });
    advance(State::Closing);
}

void Session::endAttempts()
{
    const bool pending = d_->followUp->isPending();
    d_->followUp->stop();
    if (pending) {
        advance(State::Closed);
    }
}

std::optional<Session::Attempt> Session::nextAttempt() const
{
    return d_->state == State::Waiting
               ? std::optional(
                     Attempt{d_->followUp->attempt(), d_->followUp->wait(), d_->followUp->left()})
               : std::nullopt;
}

Result<void> Session::send(const message::Outgoing& outgoing)
{
    if (d_->followUp->isPending() && std::holds_alternative<message::Close>(outgoing)) {
        endAttempts();
        return {};
    }
    return message::check(outgoing).and_then([&](std::uint64_t length) {
        return whetherPossible(outgoing).map([&] {
            const bool isClose = std::holds_alternative<message::Close>(outgoing);
            auto data = d_->speaker ? message::dataOf(outgoing) : std::nullopt;
            if (data) {
                ++d_->messages;
                d_->outbox->messageSent(length);
                if (d_->toSend.put(*std::move(data))) {
                    QMetaObject::invokeMethod(d_->speaker.get(), &Speaker::sendMore);
                }
                return;
            }
            ++d_->controls;
            tap::DirectItem item = directItemOf(outgoing);
            item.after = d_->messages;
            if (d_->outbox->put(std::move(item))) {
                QMetaObject::invokeMethod(d_->worker.get(), &CaptureWorker::wake);
            }
            if (isClose) {
                d_->followUp->stop();
                advance(State::Closing);
            }
        });
    });
}

void Session::holdCloseAnswer()
{
    d_->holdsCloseAnswer = true;
}

void Session::answerClose()
{
    d_->outbox->answerClose();
    QMetaObject::invokeMethod(d_->worker.get(), &CaptureWorker::wake);
    advance(State::Closing);
}

void Session::setBehaviours(const connection::Behaviours& behaviours)
{
    d_->behaviours = behaviours;
    d_->behavioursSet = true;
    QMetaObject::invokeMethod(d_->worker.get(), [worker = d_->worker.get(), behaviours] {
        worker->setBehaviours(behaviours);
    });
}

Result<void> Session::commit(const connection::Misdeed& misdeed, When when)
{
    if (d_->state != State::Open && !mayGoOn()) {
        return failure("the connection is not open");
    }
    if (when == When::Now) {
        QMetaObject::invokeMethod(
            d_->worker.get(), [worker = d_->worker.get(), misdeed] { worker->commit(misdeed); });
        return {};
    }
    ++d_->controls;
    if (d_->outbox->put({.content = misdeed, .after = d_->messages})) {
        QMetaObject::invokeMethod(d_->worker.get(), &CaptureWorker::wake);
    }
    return {};
}

std::optional<Session::Sending> Session::sending() const
{
    const auto streamed = d_->outbox->streamed();
    const bool open = d_->state == State::Open || d_->state == State::Closing;
    return open ? sendingOf(streamed) : std::nullopt;
}

std::optional<Session::Sending> Session::cancelledSending() const
{
    return sendingOf(d_->outbox->cancelled());
}

bool Session::closeReceived() const
{
    return d_->outbox->closeReceived();
}

void Session::cancelSending()
{
    if (const auto streamed = d_->outbox->streamed()) {
        QMetaObject::invokeMethod(d_->worker.get(),
                                  [worker = d_->worker.get(), number = streamed->number] {
                                      worker->cancelSending(number);
                                  });
    }
}

void Session::editNotes(std::vector<timeline::NoteEdit> edits)
{
    QMetaObject::invokeMethod(
        d_->worker.get(),
        [worker = d_->worker.get(), edits = std::move(edits)] { worker->editNotes(edits); });
}

void Session::awaitNews()
{
    d_->worker->awaitNews();
}

std::uint64_t Session::bytesToSend() const
{
    if (d_->state != State::Open && d_->state != State::Closing) {
        return 0;
    }
    return d_->outbox->waiting();
}

Session::Progress Session::messages() const
{
    return {d_->messages, d_->outbox->out().messages, 0};
}

Session::Progress Session::controls() const
{
    const tap::Outbox::Out out = d_->outbox->out();
    return {d_->controls, out.items, out.unreadable};
}

bool Session::canSend() const
{
    return (d_->state == State::Open || mayGoOn()) && d_->outbox->hasRoom();
}

/// Whether messages may follow our Close.
bool Session::mayGoOn() const
{
    return d_->state == State::Closing &&
           d_->behaviours.afterClose == connection::Behaviours::AfterClose::GoOn;
}

void Session::connectNotify(const QMetaMethod&)
{
    updateWanted();
}

/// Deferred, since Qt holds mutexes of its signals here and isSignalConnected would wait for one.
void Session::disconnectNotify(const QMetaMethod&)
{
    QMetaObject::invokeMethod(this, &Session::updateWanted, Qt::QueuedConnection);
}

void Session::updateWanted()
{
    static const QMetaMethod text = QMetaMethod::fromSignal(&Session::textMessageReceived);
    static const QMetaMethod binary = QMetaMethod::fromSignal(&Session::binaryMessageReceived);
    const bool wanted = isSignalConnected(text) || isSignalConnected(binary);
    d_->inbox.setWanted(wanted);
    d_->outbox->messagesWanted = wanted;
}

Result<void> Session::whetherPossible(const message::Outgoing& outgoing) const
{
    const bool isClose = std::holds_alternative<message::Close>(outgoing);
    if (d_->state != State::Open && !mayGoOn() && !(isClose && d_->state == State::Connecting)) {
        return failure(isClose ? "there is no open connection to close"
                               : "the connection is not open");
    }
    if (d_->speakerFailed && message::dataOf(outgoing)) {
        return failure("QWebSocket has failed: nothing can be sent on this connection");
    }
    if (const auto stream = sending(); stream && !isClose && !canSend()) {
        return failure("a message is being sent: " + counted(stream->size - stream->sent, "byte") +
                           " of it wait",
                       {}, "send more when it is through, or cancel it");
    }
    if (!isClose && !canSend()) {
        return failure("the server reads more slowly than is sent: " +
                           std::to_string(d_->outbox->waiting()) + " bytes wait already",
                       {}, "send more when it has read some of them");
    }
    return {};
}

void Session::connectionEnded()
{
    switch (d_->followUp->ended(*d_->timeline, d_->connection)) {
    case FollowUp::Next::Nothing:
        advance(State::Closed);
        break;
    case FollowUp::Next::AtOnce:
        break; // `due` follows
    case FollowUp::Next::Later:
        advance(State::Waiting);
        break;
    }
}

/// Goes on to a later state; ignores a late report of an earlier one.
void Session::advance(State state)
{
    if (state > d_->state) {
        d_->state = state;
        emit stateChanged(state);
    }
}

void Session::deliver()
{
    const QPointer<Session> self(this);
    for (const MessageInbox::Message& message : d_->inbox.take()) {
        if (const auto* text = std::get_if<QString>(&message.content)) {
            emit textMessageReceived(*text);
        } else {
            emit binaryMessageReceived(std::get<QByteArray>(message.content));
        }
        if (!self) {
            return;
        }
    }
}

} // namespace framescope::session
