// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/decoding_payload.h"

#include "base/text/utf8_validator.h"
#include "present/values/json_tree_model.h"
#include "present/words/format.h"

#include <algorithm>

namespace framescope::present {

Result<std::shared_ptr<const Bytes>> readBeginning(const std::shared_ptr<const Payload>& payload,
                                                   std::uint64_t limit, const std::stop_token& stop)
{
    constexpr std::uint64_t part = std::uint64_t{1} << 20;
    if (payload->bytes() && payload->size() <= limit) {
        return payload->bytes();
    }
    const std::uint64_t wanted = std::min(limit, payload->size());
    auto all = std::make_shared<Bytes>();
    all->reserve(static_cast<std::size_t>(wanted));
    PayloadReader reader(payload);
    while (all->size() < wanted && !stop.stop_requested()) {
        const auto bytes = reader.read(all->size(), std::min(part, wanted - all->size()), stop);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        if (bytes->empty()) {
            return failure("the payload ends early");
        }
        append(*all, *bytes);
    }
    return std::shared_ptr<const Bytes>(std::move(all));
}

Result<std::shared_ptr<const codec::Decoding>>
readDecoding(const std::shared_ptr<const Payload>& payload, std::optional<codec::Encoding> chosen,
             const std::stop_token& stop)
{
    const auto bytes = readBeginning(payload, codec::ContentLimit, stop);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return std::make_shared<const codec::Decoding>(codec::decode(*bytes, chosen, stop));
}

Result<std::shared_ptr<const JsonDocument>> readJson(const std::shared_ptr<const Payload>& payload,
                                                     const std::stop_token& stop)
{
    if (payload->size() > MaxJsonText) {
        return failure("a tree is made of at most " + formatBytes(MaxJsonText).toStdString() +
                       "; Text and Hex show all of it");
    }
    auto text = readBeginning(payload, MaxJsonText, stop);
    if (!text) {
        return tl::unexpected(std::move(text).error());
    }
    Utf8Validator utf8;
    if (!utf8.feed(**text) || !utf8.finish()) {
        return failure("not UTF-8 at byte " + std::to_string(utf8.errorOffset().value_or(0)));
    }
    auto document = std::make_shared<JsonDocument>();
    document->text = *std::move(text);
    document->outline = codec::JsonOutline::parse(*document->text, {}, stop);
    return document;
}

} // namespace framescope::present
