// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "scenario/model/scenario.h"
#include "scenario/model/verdict.h"
#include "scenario/verify/run_options.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>

class QTemporaryDir;

namespace framescope::timeline {
class Timeline;
}

namespace framescope::scenario {

class ConnectionRun;

/// Runs a scenario once against its server, with the values of one row of its matrix. It lives in
/// the caller's thread and never blocks it, but in the destructor of a session.
class ScenarioRun : public QObject
{
    Q_OBJECT

public:
    /// `recording`: the file to create; empty: one that is removed at the end.
    ScenarioRun(std::shared_ptr<const Scenario> scenario, Values values, const RunOptions& options,
                const QString& recording = {}, QObject* parent = nullptr);
    ~ScenarioRun() override;

    void start();
    /// Ends it as soon as possible, with an error; `finished` follows.
    void stop(const std::string& why);

    const Scenario& scenario() const { return *scenario_; }
    /// What is known so far; whole after `finished`.
    RunResult result() const;
    /// Of the first connection; null before it connects.
    std::shared_ptr<const timeline::Timeline> timeline() const;

signals:
    void finished();

private:
    std::shared_ptr<const Scenario> scenario_;
    Values values_;
    collection::SecretValues secrets_;
    QString recording_;
    std::unique_ptr<QTemporaryDir> folder_; ///< of a recording that is removed
    std::unique_ptr<ConnectionRun> run_;
    Timestamp began_;
    std::optional<Duration> took_;
};

} // namespace framescope::scenario
