// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/export_rows.h"

#include "base/text/base64.h"
#include "transcript/hidden_values.h"
#include "transcript/payload_parts.h"
#include "transcript/secret_removal.h"

namespace framescope::transcript {

ExportRows::ExportRows(std::shared_ptr<const timeline::Timeline> timeline,
                       const ExportOptions& options, const ExportProgress& progress)
    : timeline_(std::move(timeline)), options_(options), progress_(progress), reader_(*timeline_),
      size_(timeline_->size())
{
    if (!options_.keepSecrets) {
        findConnecting();
    }
}

/// Also of connections whose first events are not wanted.
void ExportRows::findConnecting()
{
    for (std::size_t i = 0; i < size_; ++i) {
        const EventId id{static_cast<std::uint32_t>(i)};
        if (const timeline::Entry& entry = timeline_->entry(id);
            entry.type == timeline::Type::Connecting) {
            connecting_.try_emplace(entry.conn(), id);
        }
    }
}

std::span<const std::string> ExportRows::hiddenValuesOf(ConnectionId id) const
{
    if (const auto known = hidden_.find(id); known != hidden_.end()) {
        return known->second;
    }
    const auto connecting = connecting_.find(id);
    if (connecting == connecting_.end()) {
        return {};
    }
    const timeline::Detail detail = timeline::currentDetail(*timeline_, connecting->second);
    const auto info = timeline_->connection(id);
    const auto* options = detail.as<timeline::ConnectingDetail>();
    if (!info || !options) {
        return {};
    }
    const auto* error =
        info->error ? std::get_if<timeline::ErrorDetail>(info->error.get()) : nullptr;
    if (!info->request && !error) {
        return {}; // of a connection that is being recorded
    }
    wire::HttpHead request = info->request.value_or(wire::HttpHead());
    if (!info->request) { // what was sent was no HTTP
        const Base64 sent = decodeBase64(asBytes(error->bodyBase64.value_or(std::string())));
        request.raw = error->body.value_or(std::string(asText(sent.bytes)));
    }
    return hidden_[id] = hiddenValues(*options, request);
}

bool ExportRows::wants(EventId id) const
{
    return timeline::isVisible(timeline_->entry(id), options_.view) &&
           (!options_.wanted || options_.wanted(id));
}

Result<timeline::EventRecord> ExportRows::record(EventId id)
{
    auto record =
        timeline::eventRecord(*timeline_, reader_, id, options_.view, PayloadParts::PartSize);
    if (record && !options_.keepSecrets) {
        removeSecrets(*record, hiddenValuesOf(record->entry.conn()));
    }
    return record;
}

timeline::ConnectionInfo ExportRows::connection(ConnectionId id) const
{
    auto info = timeline_->connection(id).value_or(timeline::ConnectionInfo{});
    if (!options_.keepSecrets) {
        removeSecrets(info, hiddenValuesOf(id));
    }
    return info;
}

Result<void> ExportRows::passed()
{
    constexpr std::size_t Interval = 1024;
    if (passed_++ % Interval == 0 && progress_ && !progress_(passed_, size_)) {
        stopped_ = true;
        return failure("stopped");
    }
    return {};
}

} // namespace framescope::transcript
