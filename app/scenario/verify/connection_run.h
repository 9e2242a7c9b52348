// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/engine/stepper.h"
#include "scenario/engine/timeline_happenings.h"
#include "scenario/verify/condition_watch.h"
#include "scenario/verify/session_store.h"
#include "session/session.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// Takes the steps of one connection over a session, and those of connections parallel to it.
class ConnectionRun : public QObject
{
    Q_OBJECT

public:
    struct Plan
    {
        std::shared_ptr<const Scenario> scenario;
        const std::vector<Step>* steps = nullptr;
        Stepper::Options options; ///< its connectionName tells the recordings apart
        /// The file to create; of a parallel one its name is added.
        QString recording;
        /// Where its session comes from and goes back to when the verdict is known, in place of one
        /// that has a recording of its own; may be null.
        SessionStore* sessions = nullptr;
        bool isHeld = false; ///< after it has connected, it waits for `letGo`
    };
    explicit ConnectionRun(Plan plan, QObject* parent = nullptr);
    ~ConnectionRun() override;

    void start();
    void letGo();
    /// Ends it as soon as possible, with an error; `finished` follows.
    void stop(const std::string& why);

    Outcome outcome() const;
    /// Of its steps, then of the connections parallel to it, then of the conditions.
    std::vector<StepResult> results() const;
    /// The recordings of this connection and of those parallel to it.
    std::vector<std::string> recordings() const;
    /// Null before it connects.
    std::shared_ptr<const timeline::Timeline> timeline() const { return timeline_; }

signals:
    /// Emitted once: the connection has opened, or has ended without that.
    void settled();
    /// Emitted once, when the connection is closed and the recording is complete.
    void finished();

private:
    /// Something that was given to the session, and is not on its way yet.
    struct Sending
    {
        bool isMessage = false;   ///< an event of the timeline shows it
        bool isClose = false;     ///< the same
        bool isControl = false;   ///< counted by Session::controls
        std::uint64_t number = 0; ///< among those
    };

    void goOn();
    void pump();
    void feed();
    bool mayGoOn(EventId id) const;
    bool isFollowed(const timeline::Entry& entry) const;
    void take(EventId id);
    void tellSent(Timestamp time, std::uint64_t event);
    void passTime(Timestamp time);
    bool act(Timestamp began);
    bool perform(const Action& action);
    bool connectTo(const connection::ConnectionOptions& options);
    bool send(const message::Outgoing& outgoing);
    bool commit(const connection::Misdeed& misdeed);
    void closeNormally();
    void runParallel(const action::Parallel& parallel);
    void childSettled();
    void childFinished();
    Outcome takeChildren();
    bool createSession();
    void releaseSession();
    /// Whether the session goes on without this run.
    bool isShared() const { return plan_.sessions && !isChanged_; }
    void settle();
    void end();
    bool isJudged();
    void endWhenClosed();
    void arm();

    Plan plan_;
    Stepper stepper_;
    std::unique_ptr<session::Session> session_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::optional<TimelineHappenings> happenings_;
    std::optional<ConditionWatch> watch_;
    std::optional<Action> pending_; ///< waits for the session
    std::deque<Sending> sendings_;
    std::uint32_t first_ = 0; ///< events that were in the recording before
    std::uint32_t next_ = 0;  ///< the event to look at next
    Timestamp lastOut_;       ///< the time of the last event of the client
    std::uint64_t lastOutEvent_ = 0;
    bool follows_ = false; ///< the session may connect by itself
    /// Those of the present step.
    std::vector<std::unique_ptr<ConnectionRun>> children_;
    // Of those that were parallel, in earlier steps too.
    std::vector<StepResult> otherResults_;
    std::vector<std::string> otherRecordings_;
    QTimer timer_;
    QTimer closing_;
    bool isHeld_ = false;
    bool isPumping_ = false;
    bool isDue_ = false; ///< to be pumped again
    bool isSettled_ = false;
    bool isEnding_ = false;
    bool isChanged_ = false;  ///< the session keeps behaviours for later connections
    bool isFinished_ = false; ///< nothing more is done
    bool isComplete_ = false; ///< the recording too
};

} // namespace framescope::scenario
