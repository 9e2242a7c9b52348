// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/suite_run.h"

#include "base/text/qt_string.h"
#include "scenario/engine/hidden_secrets.h"
#include "scenario/verify/scenario_run.h"
#include "scenario/verify/session_store.h"

#include <QDir>

#include <algorithm>
#include <utility>

namespace framescope::scenario {

/// Runs some of them at once, in the thread that it lives in.
class SuiteRun::Lane : public QObject
{
public:
    Lane(SuiteRun& suite, std::size_t places) : suite_(suite), places_(places) {}
    ~Lane() override
    {
        qDeleteAll(underWay_); // before the store that their sessions go back to
    }

    void start()
    {
        sessions_.emplace();
        connect(&*sessions_, &SessionStore::closed, this, &Lane::fill);
        fill();
    }

    void stop()
    {
        for (ScenarioRun* run : std::vector(underWay_)) {
            run->stop("interrupted");
        }
        if (sessions_) {
            fill();
        }
    }

private:
    void fill();
    void begin(const Run& run);
    void take(std::size_t number, ScenarioRun* run);

    SuiteRun& suite_;
    const std::size_t places_;
    std::optional<SessionStore> sessions_; ///< made in the thread
    std::vector<ScenarioRun*> underWay_;   ///< children
    bool isFinished_ = false;
};

/// Begins as many runs as may be under way.
void SuiteRun::Lane::fill()
{
    while (underWay_.size() < places_) {
        const auto run = suite_.next();
        if (!run) {
            break;
        }
        begin(*run);
    }
    if (underWay_.empty() && sessions_->isQuiet() && !std::exchange(isFinished_, true)) {
        QMetaObject::invokeMethod(&suite_, [suite = &suite_] { suite->laneFinished(); });
    }
}

void SuiteRun::Lane::begin(const Run& run)
{
    const PlannedRun& planned = suite_.runs_[run.number];
    RunOptions options = suite_.options_.run;
    if (run.recording.isEmpty() && !planned.asksForPlaces) {
        options.sessions = &*sessions_;
    }
    auto* begun = new ScenarioRun(planned.scenario, planned.values, options, run.recording, this);
    underWay_.push_back(begun);
    // Queued, as a run may end while it begins.
    connect(
        begun, &ScenarioRun::finished, this,
        [this, number = run.number, begun] { take(number, begun); }, Qt::QueuedConnection);
    begun->start();
}

void SuiteRun::Lane::take(std::size_t number, ScenarioRun* run)
{
    RunResult result = run->result();
    std::erase(underWay_, run);
    delete run;
    if (suite_.options_.failFast && result.outcome != Outcome::Passed) {
        suite_.endAfterThese();
    }
    QMetaObject::invokeMethod(&suite_, [suite = &suite_, number, result = std::move(result)] {
        emit suite->ran(number, result);
    });
    fill();
}

SuiteRun::SuiteRun(std::vector<PlannedRun> runs, Options options, QObject* parent)
    : QObject(parent), runs_(std::move(runs)), options_(std::move(options))
{
    const std::size_t processors = std::max(QThread::idealThreadCount(), 1);
    const std::size_t count = std::clamp<std::size_t>(options_.parallel, 1, processors);
    for (std::size_t i = 0; i < count; ++i) {
        lanes_.push_back(std::make_unique<Lane>(*this, (options_.parallel + i) / count));
        if (count > 1) {
            auto& thread = threads_.emplace_back(std::make_unique<QThread>());
            thread->setObjectName(QStringLiteral("runs"));
            lanes_.back()->moveToThread(thread.get());
            thread->start();
        }
    }
}

SuiteRun::~SuiteRun()
{
    for (std::size_t i = 0; i < threads_.size(); ++i) {
        Lane* lane = lanes_[i].release();
        QMetaObject::invokeMethod(lane, [lane] {
            lane->deleteLater(); // its runs must end in its thread
            QThread::currentThread()->quit();
        });
        threads_[i]->wait();
    }
}

void SuiteRun::start()
{
    for (const auto& lane : lanes_) {
        QMetaObject::invokeMethod(lane.get(), [lane = lane.get()] { lane->start(); });
    }
}

void SuiteRun::stop()
{
    endAfterThese();
    for (const auto& lane : lanes_) {
        QMetaObject::invokeMethod(lane.get(), [lane = lane.get()] { lane->stop(); });
    }
}

std::optional<SuiteRun::Run> SuiteRun::next()
{
    const std::scoped_lock lock(mutex_);
    if (stopped_ || next_ == runs_.size()) {
        return std::nullopt;
    }
    Run run{next_, ++repeat_, {}};
    if (repeat_ == options_.repeats) {
        ++next_;
        repeat_ = 0;
    }
    if (!options_.evidence.isEmpty()) {
        const PlannedRun& planned = runs_[run.number];
        const Values shown =
            HiddenSecrets(*planned.scenario, options_.run.secrets).in(planned.values);
        run.recording = QDir(options_.evidence)
                            .filePath(toQString(names_.next(planned.scenario->file, shown,
                                                            run.repeat, options_.repeats)));
    }
    return run;
}

void SuiteRun::endAfterThese()
{
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
}

void SuiteRun::laneFinished()
{
    if (++finishedLanes_ == lanes_.size()) {
        emit finished();
    }
}

} // namespace framescope::scenario
