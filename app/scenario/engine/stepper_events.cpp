// SPDX-License-Identifier: GPL-3.0-or-later
//
// What happened, and what was due.
#include "base/text/duration_text.h"
#include "scenario/engine/stepper_state.h"
#include "scenario/engine/words.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario {

void Stepper::State::takeHappening(const Happening& happening)
{
    using Kind = Happening::Kind;
    if (happening.kind == Kind::Sent) {
        noteSent(happening);
        return;
    }
    remember(happening);
    notePhase(happening);
    if (happening.kind == Kind::Connecting) {
        return;
    }
    if (happening.kind == Kind::Close) {
        closeSeen = true; // the end that follows is judged
        return;
    }
    const bool isFrame = happening.kind == Kind::Message || happening.kind == Kind::Ping ||
                         happening.kind == Kind::Pong;
    if (isFrame && closeSeen) {
        return; // no program gets what follows a Close frame (RFC 6455 1.4)
    }
    const bool isJudged = waits == Waits::Expectation;
    if (waits == Waits::ToEnd) {
        if (happening.kind == Kind::Ended) {
            pass(happening.time);
        }
        return;
    }
    if (waits != Waits::ToBeSent && (!isJudged || !judge(happening))) {
        keep(happening);
    }
}

/// Keeps what happened for the steps that follow.
void Stepper::State::keep(const Happening& happening)
{
    constexpr std::size_t MostThings = 100'000;
    constexpr std::size_t MostBytes = 256 * 1024 * 1024;
    inbox.emplace_back(happening);
    inboxBytes += inbox.back().size();
    if (inbox.size() > MostThings || inboxBytes > MostBytes) {
        stopWith(Error{"more than 100,000 messages or 256 MiB came that no step has expected yet",
                       step ? step->place.text() : std::string(),
                       "expect them, or connect for a shorter time"},
                 false, happening.time);
    }
}

void Stepper::State::notePhase(const Happening& happening)
{
    using Kind = Happening::Kind;
    switch (happening.kind) {
    case Kind::Connecting:
        phase = Phase::Connecting;
        link.wasOpen = false;
        link.error.clear();
        link.isUnreachable = false;
        closeSeen = false;
        base = std::max(base, happening.time);
        break;
    case Kind::Request:
        phase = Phase::Connecting;
        head = *happening.head;
        answerDue = !stepsAnswer();
        break;
    case Kind::Open:
        phase = Phase::Open;
        link.wasOpen = true;
        break;
    case Kind::Error:
        if (link.error.empty()) {
            link.error = std::string(happening.layer) + ": " + std::string(happening.text);
            link.isUnreachable =
                happening.layer == "dns" || happening.layer == "tcp" || happening.layer == "tls";
        }
        break;
    case Kind::Ended:
        phase = Phase::Ended;
        if (link.isServer && !happening.ending->earlier.empty()) {
            clientFault = happeningText(happening, judges.hidden);
        }
        break;
    default:
        return;
    }
    const bool isAnswer = happening.kind == Kind::Open || happening.kind == Kind::Ended;
    if (isAnswer && !link.isServer && happening.head) {
        head = *happening.head;
    }
    if (isAnswer && waits == Waits::ToBeOpen) {
        waits = Waits::Nothing;
    }
    if (happening.kind != Kind::Ended) {
        return;
    }
    if (waits == Waits::ToBeSent) {
        currentResult = unsent.front().result;
        fail({"everything to be sent", endingText(happening, judges.hidden)}, happening.time);
    }
    unsent.clear();
}

void Stepper::State::noteSent(const Happening& happening)
{
    if (unsent.empty()) {
        return;
    }
    const Unsent sent = std::move(unsent.front());
    unsent.pop_front();
    if (happening.event > 0) {
        results[sent.result].events.push_back(happening.event);
    }
    base = std::max(base, happening.time);
    Happening shown = happening;
    shown.payload = sent.beginning;
    shown.length = sent.beginning.size();
    shown.isBinary = sent.isBinary;
    remember(shown);
    if (waits == Waits::ToBeSent && unsent.empty()) {
        waits = Waits::Nothing;
    }
}

/// Judges what has happened before the expectation began.
void Stepper::State::judgeWaiting()
{
    for (std::size_t at = 0; at < inbox.size() && waits == Waits::Expectation;) {
        const Happening happening = inbox[at].view();
        if (const auto end = due(); end && happening.time > *end) {
            expireOne();
            return;
        }
        if (judge(happening)) {
            const auto taken = inbox.begin() + static_cast<std::ptrdiff_t>(at);
            inboxBytes -= taken->size();
            inbox.erase(taken);
        } else {
            ++at;
        }
    }
}

bool Stepper::State::judge(const Happening& happening)
{
    Judgement judgement = check->judge(happening, link);
    switch (judgement.verdict) {
    case Judgement::Verdict::Kept:
        return false;
    case Judgement::Verdict::Passed:
        if (judgement.which) {
            noteTaken(happening);
        }
        return true;
    case Judgement::Verdict::Met:
        met(happening, judgement);
        return true;
    case Judgement::Verdict::Unmet:
        break;
    }
    if (leavesRepeat(happening)) {
        return false;
    }
    const bool neverOpened =
        happening.kind == Happening::Kind::Ended && !link.wasOpen && !link.isServer;
    if (neverOpened && !check->isAboutConnection()) {
        stopWith(Error{judgement.mismatch.came, {}, {}}, true, happening.time);
        return true;
    }
    if (happening.event > 0) {
        result().events.push_back(happening.event);
    }
    const bool isUnreachable = neverOpened && link.isUnreachable && check->expectsOpen();
    fail(std::move(judgement.mismatch), happening.time,
         isUnreachable ? Cause::NoConnection : Cause::Itself);
    return true;
}

void Stepper::State::noteTaken(const Happening& happening)
{
    if (happening.event > 0) {
        result().events.push_back(happening.event);
    }
    if (happening.kind == Happening::Kind::Message) {
        last = LastMessage{toByteArray(happening.payload), happening.isBinary, happening.length};
    }
}

void Stepper::State::met(const Happening& happening, const Judgement& judgement)
{
    noteTaken(happening);
    if (happening.kind == Happening::Kind::Ended) {
        clientFault.clear();
    }
    isJudged = isJudged || check->isAboutConnection();
    const Expectation& expectation = check->expectation();
    pass(happening.time);
    if (expectation.kind == Expectation::Kind::OneOf) {
        levels.push_back({.steps = &expectation.alternatives[*judgement.which].then});
    }
}

/// A repeat without a number ends with the connection.
bool Stepper::State::leavesRepeat(const Happening& happening)
{
    const auto endless = std::ranges::find_if(
        levels, [](const Level& level) { return level.repeat && !level.rounds; });
    if (happening.kind != Happening::Kind::Ended || endless == levels.end()) {
        return false;
    }
    pass(happening.time);
    levels.erase(endless, levels.end());
    return true;
}

/// When the current step is over if nothing happens.
std::optional<Timestamp> Stepper::State::due() const
{
    constexpr std::chrono::seconds LongestSending{60};
    const bool isExpecting = waits == Waits::Expectation;
    if (waits == Waits::Time) {
        return until;
    }
    if (!unsent.empty() && (isExpecting || waits == Waits::ToBeSent)) {
        return unsent.front().since + LongestSending; // it counts from when it is on its way
    }
    if (!isExpecting || (closeSeen && check->isAboutEnd())) {
        return std::nullopt; // a Close has come in time if its end follows later
    }
    const auto silence = check->silence();
    return base + (silence ? *silence : check->within().value_or(usualWithin));
}

/// Lets pass what was due before the time.
void Stepper::State::expire(Timestamp time)
{
    while (!outcome) {
        const auto end = due();
        const bool isRunOver = runUntil && *runUntil < time && (!end || *runUntil <= *end);
        if (isRunOver) {
            fail({"the run to end within " + durationText(*runUntil - began), "it goes on"},
                 *runUntil);
        } else if (end && *end < time) {
            expireOne();
            (void)proceed(false);
        } else {
            // A wait is over at its very end.
            if (end && *end == time && waits == Waits::Time) {
                pass(*end);
                (void)proceed(false);
                continue;
            }
            return;
        }
    }
}

void Stepper::State::expireOne()
{
    const Timestamp end = *due();
    clock = std::max(clock, end);
    if (waits == Waits::Time) {
        pass(end);
    } else if (!unsent.empty()) {
        currentResult = unsent.front().result;
        fail({"everything to be sent", "a part still waits for the other side to read"}, end);
    } else if (check->silence()) {
        pass(end);
    } else {
        const auto within = check->within().value_or(usualWithin);
        fail({check->words(), "nothing of that came within " + durationText(within)}, end);
    }
}

} // namespace framescope::scenario
