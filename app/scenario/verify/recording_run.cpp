// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/recording_run.h"

#include "base/text/qt_string.h"
#include "base/text/visible_text.h"
#include "redaction/secrets.h"
#include "scenario/engine/expander.h"
#include "scenario/engine/hidden_secrets.h"
#include "scenario/engine/stepper.h"
#include "scenario/engine/timeline_happenings.h"
#include "scenario/verify/changing_variables.h"
#include "scenario/verify/condition_watch.h"
#include "scenario/verify/sent_search.h"

#include <QUrl>

#include <optional>
#include <set>
#include <utility>

namespace framescope::scenario {

namespace {

using timeline::Entry;
using timeline::Type;

class RecordingRun
{
public:
    RecordingRun(const PlannedRun& run, const RunOptions& options,
                 std::shared_ptr<const timeline::Timeline> timeline, ConnectionId first)
        : run_(run), timeline_(std::move(timeline)), sent_(timeline_), happenings_(timeline_),
          connection_(first.value - 1), size_(static_cast<std::uint32_t>(timeline_->size())),
          last_(timeline_->start())
    {
        Stepper::Options stepperOptions;
        stepperOptions.variables = options.variables;
        for (const auto& [name, value] : run.values) {
            stepperOptions.variables[toQString(name)] = toQString(value);
        }
        stepperOptions.secrets = options.secrets;
        changing_ = changingVariables(*run.scenario, stepperOptions.variables);
        stepperOptions.matchFilter = [this](const filter::Filter& filter, std::uint64_t event) {
            return isMatch(filter, *timeline_, EventId{static_cast<std::uint32_t>(event - 1)});
        };
        stepper_.emplace(run.scenario, run.scenario->steps, std::move(stepperOptions));
    }

    RunResult result();

private:
    bool act();
    void connect(const connection::ConnectionOptions& options);
    void goTo(ConnectionId connection, EventId first);
    void comparePaths(const connection::ConnectionOptions& options);
    void send(const action::Send& sending);
    bool isFollowing(const Entry& entry) const;
    bool isFollowed(const Entry& entry) const;
    Timestamp timeOf(const Entry& entry) const { return entry.timestamp() + shift_; }
    void feed();
    std::optional<EventId> lateEnd() const;
    bool tell(EventId id);

    const PlannedRun& run_;
    const std::shared_ptr<const timeline::Timeline> timeline_;
    std::set<QString> changing_; ///< variables whose values were others
    SentSearch sent_;
    TimelineHappenings happenings_;
    std::optional<Stepper> stepper_;
    std::optional<ConditionWatch> watch_;
    std::uint32_t connection_; ///< the current one, before the first one that before it
    connection::ConnectionOptions options_; ///< of the connection
    bool hasEnded_ = false;                 ///< the connection
    std::uint32_t next_ = 0;                ///< the event to tell next
    std::uint32_t size_;
    Timestamp last_;   ///< the last time that was told
    Duration shift_{}; ///< of the connection's times: it begins when the step asks for it
    std::string remark_;
};

RunResult RecordingRun::result()
{
    RunResult result;
    result.scenario = run_.scenario->name;
    result.file = run_.scenario->file;
    result.values = stepper_->hidden().in(run_.values);
    const Timestamp start = last_;
    stepper_->begin(start);
    Expander expander(stepper_->scope());
    if (auto watch = ConditionWatch::of(*run_.scenario, expander, stepper_->hidden(), timeline_)) {
        watch_ = *std::move(watch);
    } else {
        stepper_->failed(watch.error());
    }
    while (!stepper_->isFinished()) {
        if (act()) {
            continue;
        }
        if (next_ < size_) {
            feed();
        } else if (const auto end = stepper_->deadline(); end && !stepper_->judgesAtDeadline()) {
            last_ = *end; // a wait is over, and another connection may follow
            stepper_->advance(last_);
        } else {
            stepper_->noMore(last_, "the recording ends");
        }
    }
    if (watch_) {
        watch_->lookAtRest(next_, ConnectionId{connection_});
    }
    result.steps = stepper_->results();
    const auto conditions = watch_ ? watch_->results() : std::vector<StepResult>();
    result.steps.insert(result.steps.end(), conditions.begin(), conditions.end());
    result.outcome = stepper_->outcome();
    for (const StepResult& condition : conditions) {
        result.outcome = worse(result.outcome, condition.outcome);
    }
    result.took = last_ - start;
    result.remark = remark_;
    return result;
}

/// Does what the stepper asks for; false if an event has to be told first.
bool RecordingRun::act()
{
    const auto action = stepper_->next();
    if (!action) {
        return stepper_->isFinished();
    }
    if (const auto* connecting = std::get_if<action::Connect>(&*action)) {
        connect(connecting->options);
    } else if (const auto* sending = std::get_if<action::Send>(&*action)) {
        send(*sending);
    } else if (std::holds_alternative<action::Parallel>(*action)) {
        stepper_->failed(Error{"parallel connections can't be found in a recording", {}, {}});
    }
    return true;
}

/// Goes to the beginning of the next connection, which may be before the end of the last one.
void RecordingRun::connect(const connection::ConnectionOptions& options)
{
    const ConnectionId next{connection_ + 1};
    std::uint32_t first = 0;
    while (first < size_ && timeline_->entry(EventId{first}).conn() != next) {
        ++first;
    }
    if (first == size_) {
        stepper_->failed(Error{"the recording has no connection " + std::to_string(next.value),
                               {},
                               "it has " + std::to_string(timeline_->connectionCount())});
        return;
    }
    options_ = options;
    shift_ = last_ - timeline_->entry(EventId{first}).timestamp();
    goTo(next, EventId{first});
    comparePaths(options);
}

void RecordingRun::goTo(ConnectionId connection, EventId first)
{
    connection_ = connection.value;
    next_ = first.value;
    hasEnded_ = false;
    sent_.begin(connection, first);
}

/// Remarks on the first connection that was made for another path, as verdicts say little then.
void RecordingRun::comparePaths(const connection::ConnectionOptions& options)
{
    const auto info = timeline_->connection(ConnectionId{connection_});
    const bool areKnown = info && info->request && info->request->target.starts_with('/') &&
                          options.rawRequest.empty() && !options.url.isEmpty();
    if (!areKnown || !remark_.empty()) {
        return;
    }
    const std::string& target = info->request->target;
    const auto plain = [this](const std::string& path) {
        return visibleText(stepper_->hidden().in(redaction::textWithoutSecrets(path)));
    };
    const std::string recorded = target.substr(0, target.find('?'));
    const std::string path = options.url.path(QUrl::FullyEncoded).toStdString();
    const std::string wanted = path.empty() ? "/" : path;
    if (recorded != wanted) {
        remark_ = "the recording is of " + plain(recorded) + ", the scenario connects to " +
                  plain(wanted);
    }
}

/// Looks for what was sent; it may be behind events that the stepper has not been told of.
void RecordingRun::send(const action::Send& sending)
{
    const bool isKnown = !sending.draft || !changes(message::textsOf(*sending.draft), changing_);
    if (!sent_.find(sending.outgoing,
                    isKnown ? SentSearch::Compare::Content : SentSearch::Compare::Kind)) {
        stepper_->failed(Error{"the recording does not have that the client sent this", {}, {}});
        return;
    }
    const auto event = sent_.event();
    while (event && next_ <= event->value && !stepper_->isFinished()) {
        feed();
    }
    stepper_->happened(event ? Happening::at(Happening::Kind::Sent,
                                             timeOf(timeline_->entry(*event)), event->value + 1)
                             : Happening::at(Happening::Kind::Sent, last_));
}

/// Whether the event begins a connection that the session made by itself: for a redirect, or
/// again.
bool RecordingRun::isFollowing(const Entry& entry) const
{
    return entry.type == Type::Connecting && entry.conn().value == connection_ + 1 &&
           (options_.followRedirects || options_.reconnecting.wanted);
}

/// Whether the end of a connection is none to the stepper, as a redirect was followed.
bool RecordingRun::isFollowed(const Entry& entry) const
{
    return options_.followRedirects && entry.type == Type::Closed &&
           timeline_->connectionCount() > connection_ &&
           TimelineHappenings::isRedirected(*timeline_, entry.conn());
}

/// Tells of the next event.
void RecordingRun::feed()
{
    const EventId id{next_};
    const Entry& entry = timeline_->entry(id);
    if (isFollowing(entry)) {
        if (const auto end = lateEnd()) {
            (void)tell(*end);
            return;
        }
        if (hasEnded_) {
            goTo(ConnectionId{connection_ + 1}, id);
        }
    }
    if (entry.conn().value != connection_ || tell(id)) {
        ++next_;
    }
}

/// The end of the connection where another one begins, if it is recorded later.
std::optional<EventId> RecordingRun::lateEnd() const
{
    for (std::uint32_t at = next_; at < size_ && !hasEnded_; ++at) {
        const Entry& entry = timeline_->entry(EventId{at});
        if (entry.conn().value == connection_) {
            return entry.type == Type::Closed ? std::optional(EventId{at}) : std::nullopt;
        }
    }
    return {};
}

/// Tells of an event of the connection; false if the steps were done before it.
bool RecordingRun::tell(EventId id)
{
    const Entry& entry = timeline_->entry(id);
    last_ = timeOf(entry);
    stepper_->advance(last_);
    if (stepper_->isFinished()) {
        return false;
    }
    watch_->lookAt(id);
    hasEnded_ = entry.type == Type::Closed;
    auto happening = isFollowed(entry) ? std::nullopt : happenings_.of(id);
    if (happening) {
        happening->time = last_;
        stepper_->happened(*happening);
    }
    return true;
}

} // namespace

RunResult verifyRecording(const PlannedRun& run, const RunOptions& options,
                          const std::shared_ptr<const timeline::Timeline>& timeline,
                          ConnectionId first)
{
    return RecordingRun(run, options, timeline, first).result();
}

} // namespace framescope::scenario
