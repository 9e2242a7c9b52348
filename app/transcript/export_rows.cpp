// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/export_rows.h"

#include "transcript/payload_parts.h"
#include "transcript/secret_removal.h"

namespace framescope::transcript {

ExportRows::ExportRows(std::shared_ptr<const timeline::Timeline> timeline,
                       const ExportOptions& options, const ExportProgress& progress)
    : timeline_(std::move(timeline)), options_(options), progress_(progress), reader_(*timeline_),
      size_(timeline_->size())
{
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
        removeSecrets(*record);
    }
    return record;
}

timeline::ConnectionInfo ExportRows::connection(ConnectionId id) const
{
    auto info = timeline_->connection(id).value_or(timeline::ConnectionInfo{});
    if (!options_.keepSecrets) {
        removeSecrets(info);
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
