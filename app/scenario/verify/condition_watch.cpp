// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/condition_watch.h"

#include "base/text/counted.h"
#include "filter/match/payload_part.h"
#include "scenario/engine/timeline_happenings.h"
#include "scenario/engine/words.h"
#include "scenario/model/value_texts.h"
#include "timeline/details/wording.h"
#include "timeline/index/event_record.h"
#include "wire/rules.h"

namespace framescope::scenario {

using timeline::Entry;
using timeline::View;

namespace {

/// The event in words, with the rules that it breaks.
std::string eventText(const std::shared_ptr<const timeline::Timeline>& timeline, EventId id,
                      std::uint32_t first, const HiddenSecrets& hidden)
{
    const Entry& entry = timeline->entry(id);
    const timeline::Detail detail = timeline::currentDetail(*timeline, id);
    TimelineHappenings happenings(timeline);
    const auto happening = happenings.of(id);
    std::string text = '#' + std::to_string(id.value + 1 - first) + ' ';
    if (happening) {
        text += happeningText(*happening, hidden);
    } else {
        const std::string line = timeline::lineOf(entry.type, detail);
        text += std::string(typeName(entry.type)) + (line.empty() ? "" : ' ' + hidden.in(line));
    }
    for (const wire::Violation& violation : detail.violations) {
        text += "; " + std::string(wire::info(violation.rule).id) + ": " +
                wire::violationText(violation);
    }
    return text;
}

bool isDataEntry(const Entry& entry)
{
    return (entry.type == timeline::Type::Text || entry.type == timeline::Type::Binary) &&
           entry.has(Entry::InMessages);
}

/// Why a message could not be checked, after the words that say which.
std::string uncheckedText(const timeline::Timeline& timeline, const Entry& entry)
{
    return timeline.length(entry) > filter::LongestWhole
               ? ", which could not be checked: it is longer than " +
                     limitText(filter::LongestWhole)
               : ", which could not be checked: its payload can't be read";
}

} // namespace

std::optional<bool> isMatch(const filter::Filter& filter, const timeline::Timeline& timeline,
                            EventId id)
{
    filter::Matcher matcher(filter, timeline, View::Messages);
    const bool matches = matcher.matches(id);
    return matcher.tooLong().endsWith(id) ? std::nullopt : std::optional(matches);
}

Result<ConditionWatch> ConditionWatch::of(const Scenario& scenario, Expander& expander,
                                          const HiddenSecrets& hidden,
                                          std::shared_ptr<const timeline::Timeline> timeline,
                                          std::uint32_t first)
{
    ConditionWatch watch;
    watch.first_ = first;
    watch.hidden_ = hidden;
    watch.timeline_ = std::move(timeline);
    const auto add = [&](const Condition& condition, bool isAlways) -> Result<void> {
        const auto text = expander(condition.filter);
        const auto read = [&](const std::string& expression) {
            return filterFrom(expression,
                              scenario.contract ? scenario.contract->document : nullptr);
        };
        const auto filter = text ? expander.value(condition.filter, read)
                                 : Result<filter::Filter>(tl::unexpected(text.error()));
        if (!filter) {
            return tl::unexpected(filter.error());
        }
        const std::string shown = hidden.in(*text);
        StepResult result{.place = condition.filter.place,
                          .text = (isAlways ? "always: " : "never: ") + shown,
                          .outcome = Outcome::Passed};
        watch.all_.push_back({isAlways, std::move(result), shown,
                              filter::Matcher(*filter, *watch.timeline_, View::Messages),
                              filter::Matcher(*filter, *watch.timeline_, View::Frames)});
        return {};
    };
    for (const Condition& condition : scenario.never) {
        if (const auto added = add(condition, false); !added) {
            return tl::unexpected(added.error());
        }
    }
    for (const Condition& condition : scenario.always) {
        if (const auto added = add(condition, true); !added) {
            return tl::unexpected(added.error());
        }
    }
    if (scenario.contract) {
        watch.contract_ = {
            ContractWatch(*scenario.contract),
            std::make_unique<filter::ContractCheck>(*watch.timeline_, scenario.contract->document)};
    }
    return watch;
}

void ConditionWatch::hold(Watched& watched, EventId id)
{
    const Entry& entry = timeline_->entry(id);
    if (watched.result.outcome != Outcome::Passed || (watched.isAlways && !isDataEntry(entry))) {
        return;
    }
    filter::Matcher& matcher =
        timeline::isVisible(entry, View::Messages) ? watched.messages : watched.frames;
    const bool matches = matcher.matches(id);
    const bool isUnchecked = matcher.tooLong().endsWith(id);
    if (matches == watched.isAlways && !isUnchecked) {
        return;
    }
    watched.result.outcome = Outcome::Failed;
    watched.result.expected =
        (watched.isAlways ? "each data message to match " : "no event to match ") + watched.filter;
    watched.result.came = eventText(timeline_, id, first_, hidden_) +
                          (isUnchecked ? uncheckedText(*timeline_, entry) : std::string());
    watched.result.events.push_back(id.value + 1 - first_);
}

void ConditionWatch::holdContract(EventId id)
{
    const Entry& entry = timeline_->entry(id);
    if (!isDataEntry(entry) || entry.has(Entry::Incomplete)) {
        return;
    }
    const auto words = [&] { return eventText(timeline_, id, first_, hidden_); };
    const std::uint64_t number = id.value + 1 - first_;
    if (const auto verdict = contract_->check->check(id)) {
        contract_->watch.take(*verdict, words, number, hidden_);
    } else {
        contract_->watch.takeUnchecked(words() + uncheckedText(*timeline_, entry), number);
    }
}

void ConditionWatch::lookAt(EventId id)
{
    const Entry& entry = timeline_->entry(id);
    isOver_ =
        entry.type != timeline::Type::Connecting &&
        (isOver_ || entry.type == timeline::Type::Closed || TimelineHappenings::isSentClose(entry));
    for (Watched& watched : all_) {
        hold(watched, id);
    }
    if (contract_) {
        holdContract(id);
    }
}

bool ConditionWatch::lookAtRest(std::uint32_t& next, ConnectionId connection)
{
    const auto size = static_cast<std::uint32_t>(timeline_->size());
    isOver_ = isOver_ || (all_.empty() && !contract_);
    for (; next < size && !isOver_; ++next) {
        const Entry& entry = timeline_->entry(EventId{next});
        if (entry.conn() != connection) {
            continue;
        }
        isOver_ = TimelineHappenings::isSentClose(entry);
        if (!isOver_) {
            lookAt(EventId{next});
        }
    }
    return isOver_;
}

std::vector<StepResult> ConditionWatch::results() const
{
    std::vector<StepResult> results;
    for (const Watched& watched : all_) {
        results.push_back(watched.result);
    }
    if (contract_) {
        results.push_back(contract_->watch.result());
    }
    return results;
}

} // namespace framescope::scenario
