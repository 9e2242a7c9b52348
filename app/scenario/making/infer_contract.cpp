// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/making/infer_contract.h"

#include "contract/inferring/inference.h"
#include "filter/match/contract_check.h"
#include "filter/match/matcher.h"
#include "filter/match/payload_part.h"
#include "redaction/secrets.h"
#include "scenario/making/seen_handshake.h"

namespace framescope::scenario {

namespace {

bool isSecretText(std::string_view text)
{
    const std::string quoted = '"' + std::string(text) + '"';
    return redaction::textWithoutSecrets(quoted) != quoted;
}

/// Calls `take` with each message that matches. Returns an error if the file has changed.
Result<void>
eachMessage(const timeline::Timeline& timeline, const filter::Filter& filter,
            const std::function<bool(std::size_t event)>& goesOn,
            const std::function<void(const timeline::Entry& entry, ByteView payload)>& take)
{
    filter::Matcher matcher(filter, timeline, timeline::View::Messages);
    timeline::StreamReader reader(timeline);
    const std::size_t size = timeline.size();
    for (std::size_t i = 0; i < size; ++i) {
        const EventId id{static_cast<std::uint32_t>(i)};
        const timeline::Entry& entry = timeline.entry(id);
        if (!filter::isForContract(timeline, id) || timeline.length(entry) > filter::LongestWhole ||
            !matcher.matches(id)) {
            continue;
        }
        if (!goesOn(i)) {
            return failure("it was stopped");
        }
        if (const auto payload = reader.view(id)) {
            take(entry, *payload);
        }
    }
    return timeline.file()->unchanged();
}

} // namespace

Result<std::string> inferContract(const timeline::Timeline& timeline,
                                  const InferContractOptions& options,
                                  const std::function<bool(std::size_t event)>& goesOn)
{
    contract::Inference inference(
        {.examples = options.examples,
         .secrets = {.isName = redaction::isSecretName, .isText = isSecretText}});
    const auto looked = eachMessage(timeline, options.filter, goesOn,
                                    [&](const timeline::Entry& entry, ByteView payload) {
                                        inference.look(entry.direction(), payload);
                                    });
    if (!looked) {
        return tl::unexpected(looked.error());
    }
    const auto added = eachMessage(
        timeline, options.filter, goesOn, [&](const timeline::Entry& entry, ByteView payload) {
            inference.add(entry.direction(), payload, entry.type == timeline::Type::Text);
        });
    if (!added) {
        return tl::unexpected(added.error());
    }
    if (inference.messageCount() == 0) {
        return failure("no message was seen", {},
                       options.filter.matchesAll() ? "record a session with messages"
                                                   : "choose another filter");
    }
    return inference.document(seenHandshake(timeline, options.title));
}

} // namespace framescope::scenario
