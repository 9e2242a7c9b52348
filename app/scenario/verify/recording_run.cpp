// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/recording_run.h"

#include "base/text/qt_string.h"
#include "base/text/visible_text.h"
#include "filter/match/matcher.h"
#include "redaction/secrets.h"
#include "scenario/engine/expander.h"
#include "scenario/engine/hidden_secrets.h"
#include "scenario/engine/stepper.h"
#include "scenario/engine/timeline_happenings.h"
#include "scenario/verify/condition_watch.h"
#include "timeline/payload/stream_reader.h"

#include <QByteArray>
#include <QUrl>

#include <algorithm>
#include <optional>
#include <utility>

namespace framescope::scenario {

namespace {

using timeline::Entry;
using timeline::Type;

/// What a message is on the wire.
struct Sent
{
    std::optional<Type> type;          ///< none: any frame
    std::optional<QByteArray> payload; ///< none: it is not compared
    std::size_t frames = 1;
};

struct SentOf
{
    Sent operator()(const message::Text& text) const { return {Type::Text, text.text.toUtf8()}; }
    Sent operator()(const message::Json& json) const { return {Type::Text, json.text.toUtf8()}; }
    Sent operator()(const message::Binary& binary) const { return {Type::Binary, binary.bytes}; }
    Sent operator()(const message::Ping& ping) const { return {Type::Ping, ping.payload}; }
    Sent operator()(const message::Pong& pong) const { return {Type::Pong, pong.payload}; }
    Sent operator()(const message::Close& close) const
    {
        QByteArray payload;
        if (close.code) {
            payload += static_cast<char>(*close.code >> 8);
            payload += static_cast<char>(*close.code & 0xFF);
            payload += close.reason.toUtf8();
        }
        return {Type::Close, payload};
    }
    Sent operator()(const message::Fragments& fragments) const
    {
        return std::visit([this](const auto& message) { return (*this)(message); },
                          fragments.message);
    }
    Sent operator()(const message::Stream& stream) const
    {
        return {stream.text ? Type::Text : Type::Binary, std::nullopt};
    }
    Sent operator()(const message::Frames& frames) const
    {
        return {std::nullopt, std::nullopt, frames.frames.size()};
    }
    Sent operator()(const message::Raw& /*raw*/) const { return {}; }
};

class RecordingRun
{
public:
    RecordingRun(const PlannedRun& run, const RunOptions& options,
                 std::shared_ptr<const timeline::Timeline> timeline, ConnectionId first)
        : run_(run), timeline_(std::move(timeline)), reader_(*timeline_), happenings_(timeline_),
          connection_(first.value - 1), size_(static_cast<std::uint32_t>(timeline_->size()))
    {
        Stepper::Options stepperOptions;
        stepperOptions.variables = options.variables;
        for (const auto& [name, value] : run.values) {
            stepperOptions.variables[toQString(name)] = toQString(value);
        }
        stepperOptions.secrets = options.secrets;
        stepperOptions.matchFilter = [this](const filter::Filter& filter, std::uint64_t event) {
            return filter::Matcher(filter, *timeline_, timeline::View::Messages)
                .matches(EventId{static_cast<std::uint32_t>(event - 1)});
        };
        stepper_.emplace(run.scenario, run.scenario->steps, std::move(stepperOptions));
    }

    RunResult result();

private:
    bool act();
    void connect(const connection::ConnectionOptions& options);
    void comparePaths(const connection::ConnectionOptions& options);
    void send(const message::Outgoing& outgoing);
    bool isSame(EventId id, const Sent& sent);
    void feed();

    const PlannedRun& run_;
    const std::shared_ptr<const timeline::Timeline> timeline_;
    timeline::StreamReader reader_;
    TimelineHappenings happenings_;
    std::optional<Stepper> stepper_;
    std::optional<ConditionWatch> watch_;
    std::uint32_t connection_; ///< the current one, before the first one that before it
    std::uint32_t next_ = 0;   ///< the event to tell next
    std::uint32_t sent_ = 0;   ///< the event to look from for what is sent
    std::uint32_t size_;
    std::string remark_;
};

RunResult RecordingRun::result()
{
    RunResult result;
    result.scenario = run_.scenario->name;
    result.file = run_.scenario->file;
    result.values = stepper_->hidden().in(run_.values);
    const Timestamp start = timeline_->start();
    stepper_->begin(start);
    Expander expander(stepper_->scope());
    if (auto watch = ConditionWatch::of(*run_.scenario, expander, stepper_->hidden(), timeline_)) {
        watch_ = *std::move(watch);
    } else {
        stepper_->failed(watch.error());
    }
    Timestamp last = start;
    while (!stepper_->isFinished()) {
        if (act()) {
            continue;
        }
        if (next_ == size_) {
            stepper_->noMore(last, "the recording ends");
            continue;
        }
        last = timeline_->entry(EventId{next_}).timestamp();
        feed();
    }
    while (watch_ && next_ < size_) {
        feed();
    }
    result.steps = stepper_->results();
    const auto conditions = watch_ ? watch_->results() : std::vector<StepResult>();
    result.steps.insert(result.steps.end(), conditions.begin(), conditions.end());
    result.outcome = stepper_->outcome();
    for (const StepResult& condition : conditions) {
        result.outcome = result.outcome == Outcome::Passed ? condition.outcome : result.outcome;
    }
    result.took = last - start;
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
        send(sending->outgoing);
    } else if (std::holds_alternative<action::Parallel>(*action)) {
        stepper_->failed(Error{"parallel connections can't be found in a recording", {}, {}});
    }
    return true;
}

/// Goes to the beginning of the next connection.
void RecordingRun::connect(const connection::ConnectionOptions& options)
{
    ++connection_;
    const auto begins = [this](std::uint32_t event) {
        return timeline_->entry(EventId{event}).conn().value == connection_;
    };
    while (next_ < size_ && !begins(next_)) {
        ++next_;
    }
    sent_ = next_;
    if (next_ == size_) {
        stepper_->failed(Error{"the recording has no connection " + std::to_string(connection_),
                               {},
                               "it has " + std::to_string(timeline_->connectionCount())});
    } else {
        comparePaths(options);
    }
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

bool RecordingRun::isSame(EventId id, const Sent& sent)
{
    const Entry& entry = timeline_->entry(id);
    if (entry.conn().value != connection_ || !entry.hasDirection() ||
        entry.direction() != Direction::Out) {
        return false;
    }
    if (!sent.type) {
        return entry.has(Entry::InFrames);
    }
    if (entry.type != *sent.type || !entry.has(Entry::InMessages)) {
        return false;
    }
    if (!sent.payload) {
        return true;
    }
    const auto size = static_cast<std::uint64_t>(sent.payload->size());
    if (timeline_->length(entry) != size) {
        return false;
    }
    const auto payload = reader_.payload(id, 0, size);
    return payload && std::ranges::equal(*payload, viewOf(*sent.payload));
}

/// Looks for what was sent; it may be behind events that the stepper has not been told of.
void RecordingRun::send(const message::Outgoing& outgoing)
{
    Sent sent = std::visit(SentOf(), outgoing);
    if (stepper_->results().back().text.find("{{") != std::string::npos) {
        sent.payload.reset();
    }
    for (; sent_ < size_; ++sent_) {
        const EventId id{sent_};
        if (isSame(id, sent) && --sent.frames == 0) {
            break;
        }
    }
    if (sent_ == size_) {
        stepper_->failed(Error{"the recording does not have that the client sent this", {}, {}});
        return;
    }
    const Timestamp time = timeline_->entry(EventId{sent_}).timestamp();
    ++sent_;
    while (next_ < sent_ && !stepper_->isFinished()) {
        feed();
    }
    stepper_->happened(Happening::at(Happening::Kind::Sent, time, sent_));
}

void RecordingRun::feed()
{
    const EventId id{next_++};
    const Entry& entry = timeline_->entry(id);
    if (entry.conn().value != connection_) {
        return;
    }
    watch_->lookAt(id);
    const auto happening = happenings_.of(id);
    if (stepper_->isFinished()) {
        return;
    }
    if (happening) {
        stepper_->happened(*happening);
    } else {
        stepper_->advance(entry.timestamp());
    }
}

} // namespace

RunResult verifyRecording(const PlannedRun& run, const RunOptions& options,
                          const std::shared_ptr<const timeline::Timeline>& timeline,
                          ConnectionId first)
{
    return RecordingRun(run, options, timeline, first).result();
}

} // namespace framescope::scenario
