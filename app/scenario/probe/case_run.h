// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/probe/case_result.h"
#include "scenario/probe/judging.h"
#include "scenario/probe/probe_case.h"
#include "scenario/probe/rate_gate.h"
#include "session/session.h"

#include <QObject>
#include <QTimer>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario::probe {

/// Runs a case: its connections one after the other, in a session of their own.
class CaseRun : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it. `path`: of the recording, which must not exist.
    CaseRun(const Case& tried, const Settings& settings, const Facts& facts, RateGate& gate,
            QString path);
    ~CaseRun() override;

    void start();
    /// Drops the connection; `finished` is emitted with a case that was not tried.
    void stop();

    /// After `finished`.
    const Judgement& judgement() const { return judgement_; }
    const std::vector<Observation>& seen() const { return seen_; }
    /// What the connections have sent, and how many there were.
    Load load() const;

signals:
    /// For queued connections: it is emitted while the session is at work.
    void finished();

private:
    void prepare();
    void open(const connection::ConnectionOptions& options);
    void follow(session::Session::State state);
    void advance();
    bool send(const message::Outgoing& outgoing);
    void finishSteps();
    void look();
    void answerPings();
    void watch();
    void patienceOver();
    void await(std::chrono::milliseconds time);
    void attemptEnded();
    void end(Judgement judgement);
    std::uint64_t bytesMoved() const;
    std::chrono::milliseconds responseTime() const;

    const Attempt& attempt() const { return case_.attempts[seen_.size()]; }

    const Case& case_;
    const Settings& settings_;
    const Facts& facts_;
    RateGate& gate_;
    const QString path_;
    std::unique_ptr<session::Session> session_;
    Plan plan_;
    std::vector<Received> answers_; ///< of the first attempt
    std::size_t step_ = 0;
    std::size_t received_ = 0;            ///< messages and pongs on this connection
    std::size_t looked_ = 0;              ///< events of the timeline
    std::vector<QByteArray> pings_;       ///< that are not answered yet
    std::uint64_t pongBytesLeft_ = 0;     ///< on this connection
    std::chrono::milliseconds patient_{}; ///< for each step of this connection
    bool stepsDone_ = false;
    bool allSent_ = true;
    std::uint64_t sentBefore_ = 0; ///< by the attempts before
    std::uint64_t movedBefore_ = 0;
    int waits_ = 0;       ///< of the patience, while bytes move
    bool wentOn_ = false; ///< bytes moved as long as the probe waited
    QTimer pause_;
    QTimer patience_;
    QTimer watch_;
    std::string abuse_; ///< why the probe gave up by itself
    std::vector<Observation> seen_;
    Judgement judgement_;
    bool over_ = false;
};

} // namespace framescope::scenario::probe
