// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/probe/case_result.h"
#include "scenario/probe/probe_case.h"

#include <QObject>
#include <QThread>

#include <memory>
#include <vector>

namespace framescope::scenario::probe {

class Runner;

/// Probes how a server reacts to what is malformed or unusual. It runs in a thread of its own; the
/// signals come in the thread of this object, which is never kept waiting but by the destructor.
class Probe : public QObject
{
    Q_OBJECT

public:
    /// Checks the settings and chooses the cases.
    static Result<std::unique_ptr<Probe>> create(Settings settings);
    /// Drops the connections that are open.
    ~Probe() override;

    /// The most that it will do to the server.
    const Load& planned() const { return planned_; }
    const std::vector<Case>& cases() const { return cases_; }

    void start();
    /// Ends early: what has not run is not tried. `finished` follows soon.
    void stop();

signals:
    /// `done`: the number of cases that have finished.
    void caseFinished(const framescope::scenario::probe::CaseResult& result, quint64 done);
    void finished(const framescope::scenario::probe::ProbeResult& result);

private:
    Probe(Settings settings, std::vector<Case> cases);

    const std::vector<Case> cases_;
    Load planned_;
    QThread thread_;
    Runner* runner_; ///< in the thread, and deleted with it
};

/// Whether the server is on this machine, where a probe is nobody's but its user's business.
bool isLocal(const QUrl& url);

} // namespace framescope::scenario::probe
