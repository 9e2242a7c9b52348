// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/scenario_run.h"

#include "base/text/qt_string.h"
#include "scenario/engine/hidden_secrets.h"
#include "scenario/verify/connection_run.h"

#include <QTemporaryDir>

namespace framescope::scenario {

ScenarioRun::ScenarioRun(std::shared_ptr<const Scenario> scenario, Values values,
                         const RunOptions& options, const QString& recording, QObject* parent)
    : QObject(parent), scenario_(std::move(scenario)), values_(std::move(values)),
      secrets_(options.secrets), recording_(recording)
{
    ConnectionRun::Plan plan;
    plan.scenario = scenario_;
    plan.steps = &scenario_->steps;
    for (const auto& [name, value] : values_) {
        plan.options.variables[toQString(name)] = toQString(value);
    }
    plan.options.variables.insert(options.variables.begin(), options.variables.end());
    plan.options.secrets = options.secrets;
    if (recording_.isEmpty() && options.sessions) {
        plan.sessions = options.sessions;
    } else if (recording_.isEmpty()) {
        folder_ = std::make_unique<QTemporaryDir>();
        recording_ = folder_->filePath(QStringLiteral("run.pcapng"));
    }
    plan.recording = recording_;
    run_ = std::make_unique<ConnectionRun>(std::move(plan));
    connect(run_.get(), &ConnectionRun::finished, this, [this] {
        took_ = now() - began_;
        emit finished();
    });
}

ScenarioRun::~ScenarioRun() = default;

void ScenarioRun::start()
{
    began_ = now();
    run_->start();
}

void ScenarioRun::stop(const std::string& why)
{
    run_->stop(why);
}

RunResult ScenarioRun::result() const
{
    RunResult result{.scenario = scenario_->name,
                     .file = scenario_->file,
                     .values = HiddenSecrets(*scenario_, secrets_).in(values_),
                     .outcome = run_->outcome(),
                     .steps = run_->results(),
                     .took = took_.value_or(now() - began_)};
    if (!folder_ && !recording_.isEmpty()) {
        result.recordings = run_->recordings();
        if (!result.recordings.empty()) {
            result.recording = result.recordings.front();
            result.recordings.erase(result.recordings.begin());
        }
    }
    return result;
}

std::shared_ptr<const timeline::Timeline> ScenarioRun::timeline() const
{
    return run_->timeline();
}

} // namespace framescope::scenario
